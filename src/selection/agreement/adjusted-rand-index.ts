import type { Contingency } from "../../math/contingency";
import { count } from "./counted";

/**
 * Whether two labelings put the same pairs of rows together (Hubert and Arabie 1985): 1 where they have the same clusters,
 * whatever those are called, about 0 where they agree as by chance, below 0 where less; -0.5 or more. scikit-learn's
 * `adjusted_rand_score`.
 *
 * Counted in whole numbers, and the same both ways round to the bit. O(n).
 *
 * @param a n integers; every number is a cluster, -1 as well
 * @param b n integers for the same rows
 * @throws SegmentryError `EMPTY_DATA`, `NOT_NUMERIC`, `WRONG_LENGTH`
 *
 * @example
 * ```ts
 * import { adjustedRandIndex } from "segmentry/evaluate";
 *
 * console.log(adjustedRandIndex([0, 0, 1, 1], [7, 7, -1, -1]), adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2])); // 1 0.5714285714285714
 * ```
 */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return adjustedRand(count("adjustedRandIndex", a, b));
}

/** The index from counts; 1 where no pair, or each pair, is together in both. */
export function adjustedRand({ n, rows, columns, cells }: Contingency): number {
  const together = pairs(cells.count), inA = pairs(rows), inB = pairs(columns), all = pairs(new Float64Array([n]));
  const most = (inA + inB) * all - 2n * inA * inB;
  return most === 0n ? 1 : Number(2n * (together * all - inA * inB)) / Number(most);
}

/** How many ordered pairs of rows are together in groups of these sizes: exact up to 9e7 rows. */
function pairs(sizes: Float64Array): bigint {
  return BigInt(sizes.reduce((sum, size) => sum + size * (size - 1), 0));
}
