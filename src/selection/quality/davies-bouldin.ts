import type { MatrixInput } from "../../data";
import { separation } from "../../math/davies-bouldin";
import { measure } from "./measured";

/**
 * How much clusters overlap (Davies and Bouldin 1979): for each cluster the other one that overlaps it most, by the sum of their
 * mean distances to their means over the distance between the two means; the mean of those. 0 or more, lower is better.
 * scikit-learn's `davies_bouldin_score`, but Infinity where two means coincide: scikit-learn leaves such a pair out, which makes
 * clusters that cannot be told apart look good.
 *
 * Digits are kept at large offsets. O(n d + k² d) time, O(k d) memory.
 *
 * @param x n rows of d numbers
 * @param labels n integers; every number is a cluster, -1 as well
 * @throws SegmentryError as {@link calinskiHarabaszScore}
 *
 * @example
 * ```ts
 * import { daviesBouldinScore } from "segmentry/evaluate";
 *
 * console.log(daviesBouldinScore([[0, 1], [2, 1], [7, 1]], [0, 0, 1])); // 0.16666666666666666
 * ```
 */
export function daviesBouldinScore(x: MatrixInput, labels: ArrayLike<number>): number {
  const { overlaps } = separation(measure("daviesBouldinScore", x, labels).moments);
  return overlaps.reduce((sum, overlap) => sum + overlap, 0) / overlaps.length;
}
