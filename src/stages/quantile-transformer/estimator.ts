import { CODEC, columnsSchema, freezeModel, learnColumns, type DataSchema, type Estimator, type FitOptions } from "../../core";
import type { MatrixInput } from "../../data";
import { checkInteger, checkNames, checkOneOf, checkOptions } from "../../errors";
import { quantileSorted } from "../../math/quantile";
import { quantileTransformer, QuantileTransformerModel } from "./model";

/** Options of {@link QuantileTransformer}. */
export interface QuantileTransformerOptions {
  /** How many quantiles are kept, at most the number of rows. Default: 1000. */
  quantiles?: number;
  /** What transformed values are distributed like: evenly from 0 to 1, or normally with mean 0 and variance 1. Default: `"uniform"`. */
  output?: "uniform" | "normal";
  /** The names of the columns to transform; others stay as they are. Default: all. */
  columns?: readonly string[];
}

const WHO = "QuantileTransformer";

/**
 * Turns the values of each column into their ranks among those at fit, as scikit-learn's QuantileTransformer does with all
 * rows: whatever the distribution was, it is even or normal then, and outliers are just the last. Distances within the column
 * are lost.
 *
 * @example
 * ```ts
 * import { QuantileTransformer } from "segmentry/prepare";
 *
 * const money = [[10], [12], [14], [16], [5000]];
 * console.log(new QuantileTransformer().fit(money).transform(money).toRows().flat()); // [ 0, 0.25, 0.5, 0.75, 1 ]
 * ```
 */
export class QuantileTransformer implements Estimator<MatrixInput, QuantileTransformerModel> {
  readonly kind = WHO;
  readonly quantiles: number;
  readonly output: "uniform" | "normal";
  readonly columns: readonly string[] | undefined;

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: QuantileTransformerOptions = {}) {
    checkOptions(WHO, options, ["quantiles", "output", "columns"]);
    const { quantiles = 1000, output = "uniform", columns } = options;
    this.quantiles = checkInteger(WHO, "quantiles", quantiles, 2);
    this.output = checkOneOf(WHO, "output", output, ["uniform", "normal"]);
    this.columns = columns && checkNames(WHO, "columns", columns);
    Object.freeze(this);
  }

  /**
   * Learns quantiles (type 7) of each column of n x d numbers. O(d x n log n).
   *
   * @throws SegmentryError `MISSING_COLUMN`, and what any matrix of numbers is refused for
   */
  fit(input: MatrixInput, options?: FitOptions): QuantileTransformerModel {
    const { names, parameters } = learnColumns(WHO, input, this.columns, options, (values) => {
      const sorted = values.sort(), count = Math.min(this.quantiles, sorted.length);
      return { quantiles: Array.from({ length: count }, (_, i) => quantileSorted(sorted, count === 1 ? 0 : i / (count - 1))) };
    });
    return freezeModel(new QuantileTransformerModel(names, parameters, this.output));
  }

  /** @internal */
  get [CODEC](): typeof quantileTransformer {
    return quantileTransformer;
  }

  outputSchema(schema: DataSchema): DataSchema {
    return columnsSchema(WHO, schema, this.columns);
  }
}
