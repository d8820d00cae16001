import { CODEC, columnsSchema, freezeModel, learnColumns, type DataSchema, type Estimator, type FitOptions } from "../../core";
import type { MatrixInput } from "../../data";
import { checkNames, checkOptions, checkQuantileRange } from "../../errors";
import { quantileSorted } from "../../math/quantile";
import { winsorizer, WinsorizerModel } from "./model";

/** Options of {@link Winsorizer}. */
export interface WinsorizerOptions {
  /** The quantiles, from 0 to 1, that values are cut off at. Default: `[0.01, 0.99]`. */
  quantileRange?: readonly [number, number];
  /** The names of the columns to cut off; others stay as they are. Default: all. */
  columns?: readonly string[];
}

const WHO = "Winsorizer";

/**
 * Cuts the values of each column off at two of its quantiles (type 7), learned at fit: outliers stay customers, but lose their
 * weight.
 *
 * @example
 * ```ts
 * import { Winsorizer } from "segmentry/prepare";
 *
 * const money = [[10], [12], [14], [16], [5000]];
 * console.log(new Winsorizer({ quantileRange: [0.25, 0.75] }).fit(money).transform(money).toRows().flat()); // [ 12, 12, 14, 16, 16 ]
 * ```
 */
export class Winsorizer implements Estimator<MatrixInput, WinsorizerModel> {
  readonly kind = WHO;
  readonly quantileRange: readonly [number, number];
  readonly columns: readonly string[] | undefined;

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: WinsorizerOptions = {}) {
    checkOptions(WHO, options, ["quantileRange", "columns"]);
    this.quantileRange = checkQuantileRange(WHO, "quantileRange", options.quantileRange ?? [0.01, 0.99]);
    this.columns = options.columns && checkNames(WHO, "columns", options.columns);
    Object.freeze(this);
  }

  /**
   * Learns two quantiles of each column of n x d numbers. O(d x n log n).
   *
   * @throws SegmentryError `MISSING_COLUMN`, and what any matrix of numbers is refused for
   */
  fit(input: MatrixInput, options?: FitOptions): WinsorizerModel {
    const [low, high] = this.quantileRange;
    const { names, parameters } = learnColumns(WHO, input, this.columns, options, (values) => {
      const sorted = values.sort();
      return { low: quantileSorted(sorted, low), high: quantileSorted(sorted, high) };
    });
    return freezeModel(new WinsorizerModel(names, parameters));
  }

  /** @internal */
  get [CODEC](): typeof winsorizer {
    return winsorizer;
  }

  outputSchema(schema: DataSchema): DataSchema {
    return columnsSchema(WHO, schema, this.columns);
  }
}
