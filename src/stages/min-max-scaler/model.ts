import { LimitedColumnMaps, readColumnMaps, type Codec, type ColumnParameters, type Limits } from "../../core";

const KIND = "MinMaxScaler";

/** The least and the largest value of a column at fit. */
export interface ColumnExtent {
  readonly least: number;
  readonly most: number;
}

/**
 * A fitted {@link MinMaxScaler}. Immutable.
 *
 * @example
 * ```ts
 * import { MinMaxScaler } from "segmentry/prepare";
 *
 * const model = new MinMaxScaler().fit([[10], [30]]);
 * console.log(model.transform([[25], [50]]).toRows(), model.inverseTransform([[0.5]]).toRows()); // [ [ 0.75 ], [ 2 ] ] [ [ 20 ] ]
 * ```
 */
export class MinMaxScalerModel extends LimitedColumnMaps<ColumnExtent> {
  readonly kind = KIND;
  /** What the least and the largest value at fit become. */
  readonly range: readonly [number, number];
  /** Whether values beyond those at fit are cut off at the range. */
  readonly clip: boolean;

  /** @hidden */
  constructor(names: readonly string[], parameters: ColumnParameters<ColumnExtent>, range: readonly [number, number], clip: boolean) {
    super(names, parameters);
    this.range = Object.freeze([range[0], range[1]] as const);
    this.clip = clip;
  }

  protected map({ least, most }: ColumnExtent): (value: number) => number {
    const [low, high] = this.range, scale = (high - low) / (most - least || 1), shift = low - least * scale;
    return this.clip ? (value) => Math.min(high, Math.max(low, value * scale + shift)) : (value) => value * scale + shift;
  }

  protected inverse({ least, most }: ColumnExtent): (value: number) => number {
    const [low, high] = this.range, scale = (high - low) / (most - least || 1), shift = low - least * scale;
    return (value) => (value - shift) / scale;
  }

  protected override options(): { range: readonly number[]; clip: boolean } {
    return { range: this.range, clip: this.clip };
  }

  protected limits({ least, most }: ColumnExtent): Limits {
    return { low: least, high: most, cuts: this.clip };
  }
}

/**
 * Reads a fitted MinMaxScaler back: `decodeWith(minMaxScaler)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { minMaxScaler, MinMaxScaler } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new MinMaxScaler().fit([[10], [30]]));
 * console.log(decodeWith(minMaxScaler)(text, "MinMaxScaler").transform([[20]]).toRows()); // [ [ 0.5 ] ]
 * ```
 */
export const minMaxScaler: Codec<MinMaxScalerModel> = {
  kind: KIND,
  read(fields) {
    const range = fields.numbers("range", 2), clip = fields.boolean("clip");
    if (!(range[0]! < range[1]!)) fields.fail("range", "ascending", range.join(", "));
    const { names, parameters } = readColumnMaps(fields, (of) => {
      const least = of.number("least");
      return { least, most: of.number("most", least) };
    });
    return new MinMaxScalerModel(names, parameters, range as [number, number], clip);
  },
};
