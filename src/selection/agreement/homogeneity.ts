import { checkNumber, checkOptions } from "../../errors";
import type { Contingency } from "../../math/contingency";
import { entropy, mutualInformation } from "../../math/information";
import { count, isSame } from "./counted";

/** Options of {@link homogeneityCompletenessV}. */
export interface HomogeneityOptions {
  /** How much completeness counts beside homogeneity, 0 or more. Default: 1. */
  beta?: number;
}

/** What {@link homogeneityCompletenessV} gives, each from 0 to 1. */
export interface Homogeneity {
  /** 1 where each cluster has rows of one class alone. */
  readonly homogeneity: number;
  /** 1 where the rows of each class are all in one cluster. */
  readonly completeness: number;
  /** The weighted harmonic mean of both; 0 where both are 0. */
  readonly v: number;
}

/**
 * How well clusters meet known classes, in both directions (Rosenberg and Hirschberg 2007). Not corrected for chance. With the
 * roles of the labelings exchanged homogeneity and completeness are. scikit-learn's `homogeneity_completeness_v_measure`. O(n).
 *
 * @param classes n integers: what is true
 * @param clusters n integers for the same rows; every number is a cluster, -1 as well
 * @throws SegmentryError `EMPTY_DATA`, `NOT_NUMERIC`, `WRONG_LENGTH`, `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { homogeneityCompletenessV } from "segmentry/evaluate";
 *
 * const { homogeneity, completeness, v } = homogeneityCompletenessV([0, 0, 1, 1], [0, 0, 1, 2]);
 * console.log(homogeneity, completeness.toFixed(4), v.toFixed(4)); // 1 0.6667 0.8000
 * ```
 */
export function homogeneityCompletenessV(classes: ArrayLike<number>, clusters: ArrayLike<number>, options: HomogeneityOptions = {}): Homogeneity {
  const who = "homogeneityCompletenessV";
  checkOptions(who, options, ["beta"]);
  const { beta = 1 } = options;
  checkNumber(who, "beta", beta, 0);
  return homogeneityOf(count(who, classes, clusters), beta);
}

/** The three from counts, classes in rows. */
export function homogeneityOf(counted: Contingency, beta: number): Homogeneity {
  const { n, rows, columns } = counted, shared = mutualInformation(counted);
  const shareOf = (sizes: Float64Array): number => sizes.length === 1 || isSame(counted) ? 1 : Math.min(1, shared / entropy(sizes, n));
  const homogeneity = shareOf(rows), completeness = shareOf(columns), weighted = beta * homogeneity + completeness;
  return Object.freeze({ homogeneity, completeness, v: weighted > 0 ? ((1 + beta) * homogeneity * completeness) / weighted : 0 });
}
