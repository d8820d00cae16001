import { readMatrix, takeMatrixRows, type Matrix, type MatrixInput } from "../../data";
import { checkInteger, checkOptions, checkSeed, SegmentryError } from "../../errors";
import { countDistinct } from "../../math/distinct";
import { quantileSorted } from "../../math/quantile";
import { createRandom } from "../../math/random";
import { shuffle } from "../../math/sample";
import { KMeans } from "../../stages/k-means";

/** Options of {@link predictionStrength}. */
export interface PredictionStrengthOptions {
  /** The number of clusters; at most half as many as rows. */
  k: number;
  /** How often the rows are halved. Default: 5. */
  splits?: number;
  /** Runs of k-means for each half. Default: 10. */
  nInit?: number;
  /** Default: 0. */
  seed?: number | string;
}

const WHO = "predictionStrength";

/**
 * How well the clusters of one half of the rows predict those of the other half (Tibshirani and Walther 2005), 0 to 1: k-means
 * clusters both halves; of each cluster of one, the share of pairs of its rows that the centroids of the other keep together, and
 * of these shares the least. The mean over both halves, the median over several splits (the paper takes the mean). The paper
 * takes the largest k of 0.8 to 0.9 or more for the number of clusters.
 *
 * One cluster predicts itself: 1. O(splits x k-means).
 *
 * @param x n rows of d numbers
 * @throws SegmentryError `INVALID_OPTION`, `TOO_FEW_DISTINCT` (where a half has fewer distinct rows than k), and what any matrix of
 * numbers is refused for
 *
 * @example
 * ```ts
 * import { predictionStrength } from "segmentry/evaluate";
 *
 * const islands = Array.from({ length: 90 }, (_, i) => [10 * (i % 3) + ((i * 7) % 5), ((i * 11) % 7)]);
 * console.log(predictionStrength(islands, { k: 3 }), predictionStrength(islands, { k: 4 }) < 0.8); // 1 true
 * ```
 */
export function predictionStrength(x: MatrixInput, options: PredictionStrengthOptions): number {
  checkOptions(WHO, options, ["k", "splits", "nInit", "seed"]);
  const points = readMatrix(WHO, x), k = checkInteger(WHO, "k", options.k, 1, points.rows >> 1, "half of the rows");
  const splits = checkInteger(WHO, "splits", options.splits ?? 5, 1), nInit = checkInteger(WHO, "nInit", options.nInit ?? 10, 1);
  const strength = predictionStrengthOf(points, k, splits, nInit, checkSeed(WHO, options.seed ?? 0));
  if (strength === null) throw new SegmentryError("TOO_FEW_DISTINCT", WHO, `at least ${k} distinct rows in each half`, "a half with fewer");
  return strength;
}

/**
 * How well the clusters of one half of the rows predict those of the other half (Tibshirani and Walther 2005): of each cluster of
 * one half, the share of pairs of its rows that a clustering of the other half keeps together; the least of a half's clusters,
 * averaged over both halves; the median of several splits, for k-means may miss once. 1 for k = 1; null where a half has fewer than k distinct rows. O(splits x k-means).
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
export function leastKept(own: Int32Array, other: Int32Array, k: number): number {
  const together = new Float64Array(k * k), sizes = new Float64Array(k);
  own.forEach((label, i) => {
    together[label * k + other[i]!]!++;
    sizes[label]!++;
  });
  const pairs = (count: number): number => count * (count - 1);
  const shares = Array.from(sizes, (size, c) => (size < 2 ? 1 : together.subarray(c * k, (c + 1) * k).reduce((sum, count) => sum + pairs(count), 0) / pairs(size)));
  return Math.min(...shares);
}
