import { baseOf, checkAgreement, ratioOf } from "./compare.mjs";
import { duration, fact, times } from "./format.mjs";
import { summarise } from "./summary.mjs";

/** What is printed and kept of a task: its tables, whether results agree, and its lines of the summary. */
export function taskSection(task, results) {
  return {
    tables: [timesTable(task, results), stagesTable(task, results)].filter(({ rows }) => rows.length > 0),
    absent: results.filter(({ skipped }) => skipped !== undefined).map(({ row, skipped }) => `${row.name}: ${skipped}`),
    checks: [...checkAgreement(task, results), ...failures(task, results)],
    summary: [summarise(task, results)],
  };
}

function failures({ name }, results) {
  return results.filter(({ error }) => error !== undefined).map(({ row, error }) => ({ ok: false, text: `${name}: ${row.name} FAILED: ${error}` }));
}

function timesTable({ name, rate }, results) {
  const ran = results.filter(({ ms }) => ms !== undefined), facts = [...new Set(ran.flatMap((result) => Object.keys(result.facts)))];
  const rows = ran.map((result) => {
    const { row, ms, min, max, rounds } = result, isBase = ran.some((other) => baseOf(ran, other.row) === result), ratio = ratioOf(ran, result);
    return [
      row.name, duration(ms), `${duration(min)} to ${duration(max)}`, String(rounds), isBase ? "1" : times(ratio),
      ...(rate ? [fact(Math.round((1000 * rate.count) / ms))] : []), ...facts.map((key) => fact(result.facts[key])),
    ];
  });
  return { head: [name, "median", "range", "rounds", "x ours", ...(rate ? [rate.name] : []), ...facts], rows };
}

function stagesTable({ name }, results) {
  const timed = results.filter(({ stages = {} }) => Object.keys(stages).length > 1);
  const stages = [...new Set(timed.flatMap((result) => Object.keys(result.stages)))];
  return {
    head: [`${name}: medians of the stages`, ...stages],
    rows: timed.map((result) => [result.row.name, ...stages.map((stage) => (stage in result.stages ? duration(result.stages[stage]) : ""))]),
  };
}
