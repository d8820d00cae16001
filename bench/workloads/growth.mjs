import { duration } from "../harness/format.mjs";
import { inProcess } from "../harness/in-process.mjs";

const COLUMNS = 8, MAX_ITERATIONS = 10, BYTES_PER_ROW = 8 * COLUMNS;
const ROWS = [10_000, 100_000, 1_000_000, 10_000_000], CLUSTERS = [2, 10, 50, 200];
/** A point that would take longer than this, by the one before, is left out. */
const LONGEST_MS = 120_000;
/** What is asked of the memory of a million rows, in multiples of the data, and of the whole process with ten million. */
const MOST_ABOVE = 2.5, MOST_PEAK = 3 * 2 ** 30;

export default {
  title: `growth: time and memory of k-means by rows and clusters, ${COLUMNS} columns`,
  notes: [
    `segmentry alone: one greedy k-means++ start and at most ${MAX_ITERATIONS} iterations, each point once, in a process of its own. Memory ` +
      `above the data is the peak of the process less what it held before the fit, in multiples of the data (${BYTES_PER_ROW} bytes a row).`,
  ],
  run({ onTask }) {
    const points = CLUSTERS.flatMap(curve), section = { tables: [table(points)], checks: checks(points), summary: [] };
    onTask(section);
    return { sections: [section] };
  },
};

/** Each number of rows with k clusters. */
function curve(k) {
  const points = [];
  for (const rows of ROWS) points.push({ rows, k, ...point(rows, k, points.at(-1)) });
  return points;
}

/** What was measured, or why nothing was: time is taken to grow as the rows do. */
function point(rows, k, last) {
  if (last?.skipped !== undefined) return { skipped: "left out as the one before" };
  const expected = last === undefined ? 0 : (last.ms * rows) / last.rows;
  if (expected > LONGEST_MS) return { skipped: `left out: about ${duration(expected)}` };
  return inProcess("growth.mjs", { rows, columns: COLUMNS, k, maxIterations: MAX_ITERATIONS });
}

function table(points) {
  return {
    head: ["k", "rows", "time", "iterations", "time per row and cluster", "peak memory", "above the data"],
    rows: points.map(({ k, rows, skipped, ms, iterations, peak, above }) => [
      String(k), rows.toLocaleString("en-US"),
      ...(skipped ? [skipped] : [duration(ms), String(iterations), duration(ms / (rows * k)), `${Math.round(peak / 2 ** 20)} MiB`, `${multiples(above, rows)} times`]),
    ]),
  };
}

const multiples = (bytes, rows) => (bytes / (rows * BYTES_PER_ROW)).toFixed(2);

function checks(points) {
  const most = (rows, figure) => Math.max(...points.filter((one) => one.rows === rows && one.ms !== undefined).map((one) => one[figure]));
  const above = multiples(most(1_000_000, "above"), 1_000_000), peak = most(10_000_000, "peak");
  return [
    { ok: above <= MOST_ABOVE, text: `1,000,000 rows: at most ${above} times the data above it, ${MOST_ABOVE} asked` },
    { ok: peak <= MOST_PEAK, text: `10,000,000 rows: a peak of at most ${(peak / 2 ** 30).toFixed(2)} GiB, ${MOST_PEAK / 2 ** 30} asked` },
  ];
}
