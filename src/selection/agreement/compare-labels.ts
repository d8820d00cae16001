import { checkNumber, checkOneOf, checkOptions } from "../../errors";
import { adjustedRand } from "./adjusted-rand-index";
import { tableOf, type ContingencyTable } from "./contingency-table";
import { count } from "./counted";
import { homogeneityOf, type Homogeneity, type HomogeneityOptions } from "./homogeneity";
import { adjustedInformation, AVERAGES, normalizedInformation, type MutualInformationOptions } from "./mutual-information";

/** Options of {@link compareLabels}. */
export interface CompareLabelsOptions extends MutualInformationOptions, HomogeneityOptions {}

/** What {@link compareLabels} gives. */
export interface LabelComparison extends Homogeneity {
  /** As {@link adjustedRandIndex}. */
  readonly adjustedRand: number;
  /** As {@link adjustedMutualInformation}. */
  readonly adjustedMutualInformation: number;
  /** As {@link normalizedMutualInformation}. */
  readonly normalizedMutualInformation: number;
  /** As {@link contingencyTable}. */
  readonly table: ContingencyTable;
}

/**
 * All measures of how far two labelings of the same rows agree, and the table of which clusters met which, counted once:
 * of two runs, of two models, of last month's segments and this month's, or of known classes (a) and clusters (b).
 *
 * O(n + cells), and what {@link adjustedMutualInformation} takes.
 *
 * @param a n integers; every number is a cluster, -1 as well
 * @param b n integers for the same rows
 * @throws SegmentryError `EMPTY_DATA`, `NOT_NUMERIC`, `WRONG_LENGTH`, `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { compareLabels } from "segmentry/evaluate";
 *
 * const { adjustedRand, adjustedMutualInformation, v, table } = compareLabels([0, 0, 0, 1, 1, 1], [2, 2, 2, 2, 5, 5]);
 * console.log(adjustedRand.toFixed(3), adjustedMutualInformation.toFixed(3), v.toFixed(3)); // 0.324 0.355 0.479
 * console.log(table.counts); // [ [ 3, 0 ], [ 1, 2 ] ]
 * ```
 */
export function compareLabels(a: ArrayLike<number>, b: ArrayLike<number>, options: CompareLabelsOptions = {}): LabelComparison {
  const who = "compareLabels";
  checkOptions(who, options, ["average", "beta"]);
  const { average = "arithmetic", beta = 1 } = options;
  checkOneOf(who, "average", average, AVERAGES);
  checkNumber(who, "beta", beta, 0);
  const counted = count(who, a, b);
  return Object.freeze({
    adjustedRand: adjustedRand(counted), adjustedMutualInformation: adjustedInformation(counted, average),
    normalizedMutualInformation: normalizedInformation(counted, average), ...homogeneityOf(counted, beta), table: tableOf(who, counted),
  });
}
