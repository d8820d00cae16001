import type { Contingency } from "./contingency";
import { log1p } from "./elementary";

/** The entropy of a labeling with clusters of these sizes, in nats. O(k) */
export function entropy(sizes: Float64Array, n: number): number {
  return sizes.reduce((sum, size) => sum + information(size, size, size, n), 0);
}

/** What two labelings tell of each other, in nats: 0 or more; that of a labeling with itself is its entropy. O(cells) */
export function mutualInformation({ n, rows, columns, cells }: Contingency): number {
  return Math.max(0, cells.count.reduce((sum, count, i) => sum + information(count, rows[cells.row[i]!]!, columns[cells.column[i]!]!, n), 0));
}

/** What a pair of clusters of sizes a and b with `count` of n rows in both adds to the mutual information: count/n log(count n / (a b)). */
export function information(count: number, a: number, b: number, n: number): number {
  // Products of counts are exact up to 9e7 rows, so that clusters as they come by chance give 0, and no digits are lost near it.
  return count === 0 ? 0 : (count / n) * log1p((count * n - a * b) / (a * b));
}
