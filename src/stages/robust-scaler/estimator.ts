import { CODEC, columnsSchema, freezeModel, learnColumns, type DataSchema, type Estimator, type FitOptions } from "../../core";
import type { MatrixInput } from "../../data";
import { checkNames, checkOptions, checkQuantileRange } from "../../errors";
import { quantileSorted } from "../../math/quantile";
import { robustScaler, RobustScalerModel } from "./model";

/** Options of {@link RobustScaler}. */
export interface RobustScalerOptions {
  /** The quantiles, from 0 to 1, whose distance is the scale. Default: `[0.25, 0.75]`. */
  quantileRange?: readonly [number, number];
  /** The names of the columns to scale; others stay as they are. Default: all. */
  columns?: readonly string[];
}

const WHO = "RobustScaler";

/**
 * Takes the median from each column and divides by the distance of two quantiles, as scikit-learn's RobustScaler does: a few
 * very large values change neither. Where the quantiles are equal it divides by 1.
 *
 * @example
 * ```ts
 * import { RobustScaler } from "segmentry/prepare";
 *
 * const money = [[10], [12], [14], [16], [5000]];
 * console.log(new RobustScaler().fit(money).transform(money).toRows().flat()); // [ -1, -0.5, 0, 0.5, 1246.5 ]
 * ```
 */
export class RobustScaler implements Estimator<MatrixInput, RobustScalerModel> {
  readonly kind = WHO;
  readonly quantileRange: readonly [number, number];
  readonly columns: readonly string[] | undefined;

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: RobustScalerOptions = {}) {
    checkOptions(WHO, options, ["quantileRange", "columns"]);
    this.quantileRange = checkQuantileRange(WHO, "quantileRange", options.quantileRange ?? [0.25, 0.75]);
    this.columns = options.columns && checkNames(WHO, "columns", options.columns);
    Object.freeze(this);
  }

  /**
   * Learns median and quantiles of each column of n x d numbers. O(d x n log n).
   *
   * @throws SegmentryError `MISSING_COLUMN`, and what any matrix of numbers is refused for
   */
  fit(input: MatrixInput, options?: FitOptions): RobustScalerModel {
    const [low, high] = this.quantileRange;
    const { names, parameters } = learnColumns(WHO, input, this.columns, options, (values) => {
      const sorted = values.sort();
      return { center: quantileSorted(sorted, 0.5), scale: quantileSorted(sorted, high) - quantileSorted(sorted, low) || 1 };
    });
    return freezeModel(new RobustScalerModel(names, parameters));
  }

  /** @internal */
  get [CODEC](): typeof robustScaler {
    return robustScaler;
  }

  outputSchema(schema: DataSchema): DataSchema {
    return columnsSchema(WHO, schema, this.columns);
  }
}
