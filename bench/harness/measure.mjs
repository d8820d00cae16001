import { median, medians } from "./statistics.mjs";

/**
 * Lets all contestants of a task do it in turn, only one at a time: a round that does not count, then `rounds` that do, each
 * beginning with another contestant. The seed of a request is the number of its round.
 *
 * @returns for each row its times, or why it has none; and the processor time that all took together
 */
export async function measure(task, pool, rounds) {
  const entries = task.rows.filter(({ contestant }) => pool.has(contestant)).map((row) => ({ row, answers: [], absent: undefined }));
  let cpu = 0;
  for (let round = 0; round <= rounds; round++) {
    for (const entry of rotated(entries, round)) {
      const { row } = entry, warmUp = round === 0;
      if (entry.absent !== undefined || round > (row.rounds ?? rounds)) continue;
      const answer = await pool.ask(row.contestant, { ...task.request, ...row.request, ...(warmUp ? row.warmUp : {}), seed: round });
      cpu += answer.cpu ?? 0;
      if (answer.skipped !== undefined || answer.error !== undefined) entry.absent = answer;
      else if (!warmUp) entry.answers.push(answer);
    }
  }
  return { results: entries.map(summarised), cpu };
}

const rotated = (list, by) => list.map((_, i) => list[(i + by) % list.length]);

function summarised({ row, answers, absent }) {
  if (absent !== undefined) return { row, skipped: absent.skipped, error: absent.error };
  const times = answers.map(({ ms }) => ms);
  return {
    row, rounds: times.length, ms: median(times), min: Math.min(...times), max: Math.max(...times),
    stages: medians(answers.map(({ stages }) => stages ?? {})), facts: medians(answers.map(({ facts }) => facts ?? {})),
  };
}
