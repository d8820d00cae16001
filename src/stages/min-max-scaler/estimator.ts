import { CODEC, columnsSchema, freezeModel, learnColumns, type DataSchema, type Estimator, type FitOptions } from "../../core";
import type { MatrixInput } from "../../data";
import { checkBoolean, checkNames, checkOptions, SegmentryError, show } from "../../errors";
import { minMaxScaler, MinMaxScalerModel } from "./model";

/** Options of {@link MinMaxScaler}. */
export interface MinMaxScalerOptions {
  /** What the least and the largest value become. Default: `[0, 1]`. */
  range?: readonly [number, number];
  /** Whether values beyond those at fit are cut off at the range. Default: false. */
  clip?: boolean;
  /** The names of the columns to scale; others stay as they are. Default: all. */
  columns?: readonly string[];
}

const WHO = "MinMaxScaler";

/**
 * Scales each column so that its least and its largest value at fit become the ends of a range, as scikit-learn's MinMaxScaler
 * does. A constant column becomes the lower end.
 *
 * @example
 * ```ts
 * import { MinMaxScaler } from "segmentry/prepare";
 *
 * console.log(new MinMaxScaler({ range: [-1, 1], clip: true }).fit([[0, 5], [10, 5]]).transform([[5, 5], [99, 5]]).toRows()); // [ [ 0, -1 ], [ 1, -1 ] ]
 * ```
 */
export class MinMaxScaler implements Estimator<MatrixInput, MinMaxScalerModel> {
  readonly kind = WHO;
  readonly range: readonly [number, number];
  readonly clip: boolean;
  readonly columns: readonly string[] | undefined;

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: MinMaxScalerOptions = {}) {
    checkOptions(WHO, options, ["range", "clip", "columns"]);
    const { range = [0, 1], clip = false, columns } = options;
    if (!Array.isArray(range) || range.length !== 2 || !range.every(Number.isFinite) || !(range[0] < range[1])) {
      throw new SegmentryError("INVALID_OPTION", WHO, "range to be [low, high], low below high", Array.isArray(range) ? `[${range.join(", ")}]` : show(range));
    }
    this.range = Object.freeze([range[0], range[1]] as const);
    this.clip = checkBoolean(WHO, "clip", clip);
    this.columns = columns && checkNames(WHO, "columns", columns);
    Object.freeze(this);
  }

  /**
   * Learns the least and the largest value of each column of n x d numbers. O(n x d).
   *
   * @throws SegmentryError `MISSING_COLUMN`, and what any matrix of numbers is refused for
   */
  fit(input: MatrixInput, options?: FitOptions): MinMaxScalerModel {
    const { names, parameters } = learnColumns(WHO, input, this.columns, options, (values) => values.reduce(
      ({ least, most }, value) => ({ least: Math.min(least, value), most: Math.max(most, value) }), { least: Infinity, most: -Infinity }));
    return freezeModel(new MinMaxScalerModel(names, parameters, this.range, this.clip));
  }

  /** @internal */
  get [CODEC](): typeof minMaxScaler {
    return minMaxScaler;
  }

  outputSchema(schema: DataSchema): DataSchema {
    return columnsSchema(WHO, schema, this.columns);
  }
}
