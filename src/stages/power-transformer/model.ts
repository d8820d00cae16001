import { ColumnMaps, readColumnMaps, type Codec } from "../../core";
import { inverseYeoJohnson, yeoJohnson } from "../../math/yeo-johnson";

const KIND = "PowerTransformer";

/** How a column is transformed. */
export interface ColumnPower {
  /** The exponent; 0 is the logarithm of 1 + x for values of 0 or more, 1 leaves all as it is. */
  readonly lambda: number;
  /** Mean and population standard deviation of the transformed column, which it is scaled by; 0 and 1 where it is not. */
  readonly mean: number;
  readonly scale: number;
}

/**
 * A fitted {@link PowerTransformer}. Immutable.
 *
 * @example
 * ```ts
 * import { PowerTransformer } from "segmentry/prepare";
 *
 * const model = new PowerTransformer({ lambda: 0, standardize: false }).fit([[0], [9]]);
 * console.log(model.transform([[99]]).toRows()[0]![0]!.toFixed(3), model.inverseTransform(model.transform([[99]])).toRows()[0]![0]!.toFixed(3)); // 4.605 99.000
 * ```
 */
export class PowerTransformerModel extends ColumnMaps<ColumnPower> {
  readonly kind = KIND;

  protected map({ lambda, mean, scale }: ColumnPower): (value: number) => number {
    return (value) => (yeoJohnson(value, lambda) - mean) / scale;
  }

  protected inverse({ lambda, mean, scale }: ColumnPower): (value: number) => number {
    return (value) => inverseYeoJohnson(value * scale + mean, lambda);
  }
}

/**
 * Reads a fitted PowerTransformer back: `decodeWith(powerTransformer)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { powerTransformer, PowerTransformer } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new PowerTransformer({ lambda: 1, standardize: false }).fit([[1], [2], [3]]));
 * console.log(decodeWith(powerTransformer)(text, "PowerTransformer").transform([[4]]).toRows()[0]![0]!.toFixed(9)); // 4.000000000
 * ```
 */
export const powerTransformer: Codec<PowerTransformerModel> = {
  kind: KIND,
  read(fields) {
    const { names, parameters } = readColumnMaps(fields, (of) => ({ lambda: of.number("lambda"), mean: of.number("mean"), scale: of.number("scale", Number.MIN_VALUE) }));
    return new PowerTransformerModel(names, parameters);
  },
};
