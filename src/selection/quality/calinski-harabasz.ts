import type { MatrixInput } from "../../data";
import { calinskiHarabasz, measure } from "./measured";

/**
 * How far clusters lie apart, beside how wide they are (Caliński and Harabasz 1974): the variance between the means of clusters
 * over that within clusters, each by its degrees of freedom; 0 or more, higher is better. scikit-learn's
 * `calinski_harabasz_score`, and as there 1 where no row lies off the mean of its cluster.
 *
 * It has no scale: compare clusterings of the same rows. Digits are kept at large offsets. O(n d) time, O(k d) memory.
 *
 * @param x n rows of d numbers
 * @param labels n integers; every number is a cluster, -1 as well
 * @throws SegmentryError `WRONG_LENGTH`, `NOT_NUMERIC`, `INVALID_OPTION` (unless there are 2 to n - 1 clusters), and what any
 * matrix of numbers is refused for
 *
 * @example
 * ```ts
 * import { calinskiHarabaszScore } from "segmentry/evaluate";
 *
 * const x = [[1, 1], [2, 1], [1, 2], [9, 9], [8, 9], [9, 8]];
 * console.log(calinskiHarabaszScore(x, [0, 0, 0, 1, 1, 1]), calinskiHarabaszScore(x, [0, 1, 0, 1, 0, 1]).toFixed(2)); // 242 0.64
 * ```
 */
export function calinskiHarabaszScore(x: MatrixInput, labels: ArrayLike<number>): number {
  const { moments, clusters } = measure("calinskiHarabaszScore", x, labels);
  return calinskiHarabasz(moments, clusters.length);
}
