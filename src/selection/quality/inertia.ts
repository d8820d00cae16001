import type { MatrixInput } from "../../data";
import { measure, totalInertia, unscaledSquare } from "./measured";

/**
 * The sum of the squared distances of rows to the mean of their cluster, whoever made the clusters: what k-means makes small,
 * also called the within-cluster sum of squares. Digits are kept at large offsets. O(n d) time, O(k d) memory.
 *
 * @param x n rows of d numbers
 * @param labels n integers; every number is a cluster, -1 as well, and there may be any number of them
 * @throws SegmentryError `WRONG_LENGTH`, `NOT_NUMERIC`, and what any matrix of numbers is refused for
 *
 * @example
 * ```ts
 * import { inertiaOf } from "segmentry/evaluate";
 *
 * console.log(inertiaOf([[1], [3], [10]], [0, 0, 1])); // 2
 * ```
 */
export function inertiaOf(x: MatrixInput, labels: ArrayLike<number>): number {
  const { moments, factor } = measure("inertiaOf", x, labels, true);
  return unscaledSquare(totalInertia(moments), factor);
}
