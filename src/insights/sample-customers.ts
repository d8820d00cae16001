import { takeMatrixRows, type Matrix } from "../data";
import { createRandom } from "../math/random";
import { shuffle } from "../math/sample";
import type { CustomerSample } from "../report/insights";
import { silhouetteSamples } from "../selection/silhouette";
import { rowsOfSegments } from "./differences";

/** Customers kept of each segment at least, where it has so many. */
const LEAST = 20;
const DIGITS = 4;

/** A sample of customers with their silhouettes among each other, and the rows they were. */
export interface Sampled extends CustomerSample {
  readonly rows: Int32Array;
}

/** Draws at most about `size` customers, of each segment in proportion. O(n + size²). */
export function sampleCustomers(points: Matrix, labels: Int32Array, k: number, size: number, seed: number | string): Sampled {
  const segments = rowsOfSegments(labels, k), all = points.rows <= size;
  const chosen = segments.flatMap((rows, s) => {
    const count = all ? rows.length : Math.max(Math.min(LEAST, rows.length), Math.round((size * rows.length) / points.rows));
    const order = shuffle(rows.length, createRandom(`${seed} sample ${s}`));
    return Array.from(order.subarray(0, count), (at) => rows[at]!);
  });
  const rows = Int32Array.from(chosen).sort(), own = takeMatrixRows(points, rows), ownLabels = rows.map((row) => labels[row]!);
  const found = new Set(ownLabels).size, silhouettes = found > 1 && found < rows.length ? Array.from(silhouetteSamples(own, ownLabels), (value) => Number(value.toFixed(3))) : [];
  return { rows, of: points.rows, points: own.toRows().map((row) => Array.from(row, (value) => Number(value.toPrecision(DIGITS)))), labels: [...ownLabels], silhouettes, ids: null };
}
