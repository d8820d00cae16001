import { checkFit, CODEC, freezeModel, keptSchema, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { readMatrix, type MatrixInput } from "../../data";
import { checkNumber, checkOptions, SegmentryError, show } from "../../errors";
import { plainColumnStatistics } from "../../math/statistics";
import { varianceThreshold, VarianceThresholdModel } from "./model";

/** Options of {@link VarianceThreshold}. */
export interface VarianceThresholdOptions {
  /** Columns whose variance (of the population, in the square of the column's unit) is not above this are left out; 0 or more. Default: 0, constant columns only. */
  threshold?: number;
}

const WHO = "VarianceThreshold";

/**
 * Leaves out the columns of numbers that hardly vary, each with its reason; as scikit-learn's VarianceThreshold. Compare columns
 * of one scale only: after a scaler to variance 1 nothing is left to tell.
 *
 * @example
 * ```ts
 * import { VarianceThreshold } from "segmentry/prepare";
 *
 * const shares = [[0.1, 0.5], [0.9, 0.5], [0.4, 0.6]];
 * console.log(new VarianceThreshold({ threshold: 0.01 }).fit(shares).names); // [ 'x0' ]
 * ```
 */
export class VarianceThreshold implements Estimator<MatrixInput, VarianceThresholdModel> {
  readonly kind = WHO;
  readonly threshold: number;

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: VarianceThresholdOptions = {}) {
    checkOptions(WHO, options, ["threshold"]);
    this.threshold = checkNumber(WHO, "threshold", options.threshold === undefined ? 0 : options.threshold, 0);
    Object.freeze(this);
  }

  /**
   * Measures the variance of each column of n x d numbers. O(n x d).
   *
   * @throws SegmentryError `EMPTY_DATA` where no column is left, `NOT_FINITE` where a variance overflows, and what any matrix of numbers is refused for
   */
  fit(input: MatrixInput, options?: FitOptions): VarianceThresholdModel {
    checkFit(WHO, options);
    const { data, columns, names } = readMatrix(WHO, input), { variances } = plainColumnStatistics(data, columns), { threshold } = this;
    const overflown = names.find((_, j) => !Number.isFinite(variances[j]!));
    if (overflown !== undefined) throw new SegmentryError("NOT_FINITE", WHO, `the variance of column ${show(overflown)} to stay finite`, "an overflow", "scale it down first");
    const dropped = names.filter((_, j) => !(variances[j]! > threshold)).map((column) => ({ column, code: "LOW_VARIANCE" as const, reason: `variance ${variances[names.indexOf(column)]!}, not above ${threshold}` }));
    if (dropped.length < names.length) return freezeModel(new VarianceThresholdModel(names, dropped));
    throw new SegmentryError("EMPTY_DATA", WHO, `at least one column with a variance above ${threshold}`, `${Math.max(...variances)} at most`);
  }

  /** Which columns stay is not known before the fit. */
  outputSchema(schema: DataSchema): DataSchema {
    return keptSchema(WHO, schema);
  }

  /** @internal */
  get [CODEC](): typeof varianceThreshold {
    return varianceThreshold;
  }
}
