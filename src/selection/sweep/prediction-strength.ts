import { takeMatrixRows, type Matrix } from "../../data";
import { countDistinct } from "../../math/distinct";
import { quantileSorted } from "../../math/quantile";
import { createRandom } from "../../math/random";
import { shuffle } from "../../math/sample";
import { KMeans } from "../../stages/k-means";

/**
 * How well the clusters of one half of the rows predict those of the other half (Tibshirani and Walther 2005): of each cluster of
 * one half, the share of pairs of its rows that a clustering of the other half keeps together; the least of a half's clusters,
 * averaged over both halves; the median of
 * several splits, for k-means may miss once. 1 for k = 1; null where a half has fewer than k distinct rows. O(splits x k-means).
 *
 * @param points n rows, at least 2
 */
export function predictionStrengthOf(points: Matrix, k: number, splits: number, nInit: number, seed: number | string): number | null {
  if (k === 1) return 1;
  const strengths: number[] = [];
  for (let split = 0; split < splits; split++) {
    const order = shuffle(points.rows, createRandom(`${seed} split ${split}`)), middle = points.rows >> 1;
    const halves = [order.subarray(0, middle), order.subarray(middle)].map((rows) => takeMatrixRows(points, rows));
    if (halves.some(({ data, columns }) => countDistinct(data, columns, null, k) < k)) return null;
    const models = halves.map((half) => new KMeans({ k, nInit, seed: `${seed} ${split}` }).fit(half));
    const [first, second] = halves.map((half, i) => leastKept(models[i]!.predict(half), models[1 - i]!.predict(half), k));
    strengths.push((first! + second!) / 2);
  }
  return quantileSorted(strengths.sort((a, b) => a - b), 0.5);
}

/** The least share, over clusters of two rows or more, of their pairs that are together by the other labels as well. */
function leastKept(own: Int32Array, other: Int32Array, k: number): number {
  const together = new Float64Array(k * k), sizes = new Float64Array(k);
  own.forEach((label, i) => {
    together[label * k + other[i]!]!++;
    sizes[label]!++;
  });
  const pairs = (count: number): number => count * (count - 1);
  const shares = Array.from(sizes, (size, c) => (size < 2 ? 1 : together.subarray(c * k, (c + 1) * k).reduce((sum, count) => sum + pairs(count), 0) / pairs(size)));
  return Math.min(...shares);
}
