import { CODEC, columnsSchema, freezeModel, learnColumns, type DataSchema, type Estimator, type FitOptions } from "../../core";
import type { MatrixInput } from "../../data";
import { checkBoolean, checkNames, checkOptions, SegmentryError, show } from "../../errors";
import { plainColumnStatistics } from "../../math/statistics";
import { yeoJohnson, yeoJohnsonExponent } from "../../math/yeo-johnson";
import { powerTransformer, PowerTransformerModel, type ColumnPower } from "./model";

/** Options of {@link PowerTransformer}. */
export interface PowerTransformerOptions {
  /**
   * The exponent of all columns: `"fit"` finds that of each column by maximum likelihood; 0 is the logarithm of 1 + x for
   * values of 0 or more. Default: `"fit"`.
   */
  lambda?: "fit" | number;
  /** Whether to scale transformed columns to mean 0 and variance 1. Default: true. */
  standardize?: boolean;
  /** The names of the columns to transform; others stay as they are. Default: all. */
  columns?: readonly string[];
}

const WHO = "PowerTransformer";

/**
 * Makes skewed columns, such as money and counts, as symmetric as a power can, by the transformation of Yeo and Johnson
 * (2000), which takes negative numbers too; as scikit-learn's PowerTransformer does. A constant column becomes 0.
 *
 * @example
 * ```ts
 * import { PowerTransformer } from "segmentry/prepare";
 *
 * const money = [[1], [2], [4], [9], [20], [55], [150], [400]];
 * const model = new PowerTransformer().fit(money);
 * console.log(model.parameters[0]!.lambda.toFixed(3), model.transform(money).toRows().map(([value]) => value!.toFixed(1)).join(" ")); // -0.137 -1.4 -1.1 -0.7 -0.3 0.2 0.7 1.1 1.5
 * ```
 */
export class PowerTransformer implements Estimator<MatrixInput, PowerTransformerModel> {
  readonly kind = WHO;
  readonly lambda: "fit" | number;
  readonly standardize: boolean;
  readonly columns: readonly string[] | undefined;

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: PowerTransformerOptions = {}) {
    checkOptions(WHO, options, ["lambda", "standardize", "columns"]);
    const { lambda = "fit", standardize = true, columns } = options;
    if (lambda !== "fit" && !Number.isFinite(lambda)) throw new SegmentryError("INVALID_OPTION", WHO, 'lambda to be "fit" or a finite number', show(lambda));
    this.lambda = lambda;
    this.standardize = checkBoolean(WHO, "standardize", standardize);
    this.columns = columns && checkNames(WHO, "columns", columns);
    Object.freeze(this);
  }

  /**
   * Learns the exponent, and what the transformed column is scaled by, of each column of n x d numbers. O(n x d), some forty
   * times.
   *
   * @throws SegmentryError `MISSING_COLUMN`; `NOT_FINITE` where transformed numbers overflow; and what any matrix of numbers is
   * refused for
   */
  fit(input: MatrixInput, options?: FitOptions): PowerTransformerModel {
    const { names, parameters } = learnColumns(WHO, input, this.columns, options, (values, name) => this.#learn(values, name));
    return freezeModel(new PowerTransformerModel(names, parameters));
  }

  #learn(values: Float64Array, name: string): ColumnPower {
    const lambda = this.lambda === "fit" ? yeoJohnsonExponent(values) : this.lambda, transformed = values.map((value) => yeoJohnson(value, lambda));
    const { means, variances } = plainColumnStatistics(transformed, 1), mean = means[0]!, variance = variances[0]!;
    if (!Number.isFinite(mean) || !Number.isFinite(variance)) {
      throw new SegmentryError("NOT_FINITE", WHO, `column ${show(name)} to stay finite under the exponent ${lambda}`, "an overflow", "scale it down first");
    }
    return this.standardize ? { lambda, mean, scale: Math.sqrt(variance) || 1 } : { lambda, mean: 0, scale: 1 };
  }

  /** @internal */
  get [CODEC](): typeof powerTransformer {
    return powerTransformer;
  }

  outputSchema(schema: DataSchema): DataSchema {
    return columnsSchema(WHO, schema, this.columns);
  }
}
