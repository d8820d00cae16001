import { checkOneOf, checkOptions } from "../../errors";
import type { Contingency } from "../../math/contingency";
import { expectedInformation } from "../../math/expected-information";
import { entropy, mutualInformation } from "../../math/information";
import { count, isSame } from "./counted";

/** The mean of two entropies. */
export type EntropyAverage = "min" | "geometric" | "arithmetic" | "max";

/** Options of {@link adjustedMutualInformation} and {@link normalizedMutualInformation}. */
export interface MutualInformationOptions {
  /** By which mean of the two entropies the information is divided. Default: `"arithmetic"`. */
  average?: EntropyAverage;
}

/**
 * What two labelings tell of each other beyond chance (Vinh, Epps, Bailey 2010): 1 where they have the same clusters, whatever
 * those are called, about 0 where they agree as by chance, and below 0 where less. scikit-learn's
 * `adjusted_mutual_info_score`; 0 also where one of two labelings that differ puts all rows together or each on its own,
 * which scikit-learn leaves to rounding with `"min"`.
 *
 * O(n) and a walk through likely counts for each pair of different sizes of clusters.
 *
 * @param a n integers; every number is a cluster, -1 as well
 * @param b n integers for the same rows
 * @throws SegmentryError `EMPTY_DATA`, `NOT_NUMERIC`, `WRONG_LENGTH`, `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { adjustedMutualInformation } from "segmentry/evaluate";
 *
 * const a = [0, 0, 0, 1, 1, 1], b = [0, 0, 1, 1, 2, 2];
 * console.log(adjustedMutualInformation(a, b).toFixed(4), adjustedMutualInformation(a, b, { average: "max" }).toFixed(4)); // 0.2988 0.2250
 * ```
 */
export function adjustedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>, options: MutualInformationOptions = {}): number {
  const average = readAverage("adjustedMutualInformation", options);
  return adjustedInformation(count("adjustedMutualInformation", a, b), average);
}

/**
 * What two labelings tell of each other, as a share of what they tell at all: from 0 to 1, where they have the same clusters,
 * whatever those are called. Not corrected for chance: more clusters alone make it larger. scikit-learn's
 * `normalized_mutual_info_score`. O(n).
 *
 * @param a n integers; every number is a cluster, -1 as well
 * @param b n integers for the same rows
 * @throws SegmentryError as {@link adjustedMutualInformation}
 *
 * @example
 * ```ts
 * import { normalizedMutualInformation } from "segmentry/evaluate";
 *
 * console.log(normalizedMutualInformation([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]).toFixed(4)); // 0.5158
 * ```
 */
export function normalizedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>, options: MutualInformationOptions = {}): number {
  const average = readAverage("normalizedMutualInformation", options);
  return normalizedInformation(count("normalizedMutualInformation", a, b), average);
}

/** Checks the options of mutual information. */
export function readAverage(who: string, options: MutualInformationOptions): EntropyAverage {
  checkOptions(who, options, ["average"]);
  const { average = "arithmetic" } = options;
  return checkOneOf(who, "average", average, AVERAGES);
}

/** What means there are. */
export const AVERAGES: readonly EntropyAverage[] = ["min", "geometric", "arithmetic", "max"];

/** The adjusted mutual information from counts. */
export function adjustedInformation(counted: Contingency, average: EntropyAverage): number {
  const { n, rows, columns } = counted;
  if (isSame(counted)) return 1;
  // However rows are put together by chance, the information is the same: none is beyond chance.
  if ([rows, columns].some(({ length }) => length === 1 || length === n)) return 0;
  const expected = expectedInformation(rows, columns, n);
  return (mutualInformation(counted) - expected) / (averageOf(entropy(rows, n), entropy(columns, n), average) - expected);
}

/** The normalized mutual information from counts. */
export function normalizedInformation(counted: Contingency, average: EntropyAverage): number {
  const { n, rows, columns } = counted, shared = mutualInformation(counted);
  if (isSame(counted)) return 1;
  return shared === 0 ? 0 : Math.min(1, shared / averageOf(entropy(rows, n), entropy(columns, n), average));
}

function averageOf(a: number, b: number, average: EntropyAverage): number {
  if (average === "min") return Math.min(a, b);
  if (average === "max") return Math.max(a, b);
  return average === "geometric" ? Math.sqrt(a * b) : (a + b) / 2;
}
