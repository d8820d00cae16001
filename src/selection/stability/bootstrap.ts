import { takeMatrixRows, type Matrix } from "../../data";
import { countDistinct } from "../../math/distinct";
import { createRandom } from "../../math/random";
import { KMeans } from "../../stages/k-means";

/** How k-means is run on each resample. */
export interface Resampling {
  readonly resamples: number;
  readonly nInit: number;
  readonly seed: number | string;
  /** Called before each. */
  step?(done: number): void;
}

/**
 * How much of each cluster is found again when customers are drawn anew with replacement (Hennig 2007): for each resample the
 * largest Jaccard similarity of the cluster to one of a clustering of the resample, among the rows drawn; the mean over resamples
 * that have rows of it. From 0 to 1. O(resamples x k-means).
 *
 * @param labels n labels from 0 to k - 1
 */
export function meanJaccards(points: Matrix, labels: Int32Array, k: number, { resamples, nInit, seed, step }: Resampling): number[] {
  const sums = new Float64Array(k), counts = new Float64Array(k);
  for (let b = 0; b < resamples; b++) {
    step?.(b);
    const rows = drawn(points.rows, `${seed} resample ${b}`), resample = takeMatrixRows(points, rows);
    if (countDistinct(resample.data, resample.columns, null, k) < k) continue;
    const found = new KMeans({ k, nInit, seed: `${seed} ${b}` }).fit(resample).predict(resample);
    jaccards(labels, rows, found, k).forEach((similarity, c) => {
      if (similarity === null) return;
      sums[c]! += similarity;
      counts[c]!++;
    });
  }
  return Array.from(sums, (sum, c) => (counts[c]! > 0 ? sum / counts[c]! : 0));
}

/** n rows drawn with replacement. */
function drawn(n: number, seed: string): Int32Array {
  const random = createRandom(seed);
  return Int32Array.from({ length: n }, () => Math.floor(random() * n)).sort();
}

/** For each cluster the largest similarity to one of those found, each row counted once; null where no row of it was drawn. */
export function jaccards(labels: Int32Array, rows: Int32Array, found: Int32Array, k: number): (number | null)[] {
  const both = new Float64Array(k * k), own = new Float64Array(k), other = new Float64Array(k);
  rows.forEach((row, i) => {
    if (i > 0 && row === rows[i - 1]) return;
    const a = labels[row]!, b = found[i]!;
    both[a * k + b]!++;
    own[a]!++;
    other[b]!++;
  });
  return Array.from(own, (size, a) => (size === 0 ? null : Math.max(...Array.from(other, (count, b) => both[a * k + b]! / (size + count - both[a * k + b]!)))));
}
