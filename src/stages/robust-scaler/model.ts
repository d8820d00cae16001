import { ColumnMaps, readColumnMaps, type Codec } from "../../core";

const KIND = "RobustScaler";

/** What a column is scaled by. */
export interface ColumnSpread {
  /** The median. */
  readonly center: number;
  /** The distance between the two quantiles; 1 where they are equal. */
  readonly scale: number;
}

/**
 * A fitted {@link RobustScaler}. Immutable.
 *
 * @example
 * ```ts
 * import { RobustScaler } from "segmentry/prepare";
 *
 * const model = new RobustScaler().fit([[1], [2], [3], [4], [1000]]);
 * console.log(model.parameters, model.transform([[5]]).toRows()); // [ { center: 3, scale: 2 } ] [ [ 1 ] ]
 * ```
 */
export class RobustScalerModel extends ColumnMaps<ColumnSpread> {
  readonly kind = KIND;

  protected map({ center, scale }: ColumnSpread): (value: number) => number {
    return (value) => (value - center) / scale;
  }

  protected inverse({ center, scale }: ColumnSpread): (value: number) => number {
    return (value) => value * scale + center;
  }
}

/**
 * Reads a fitted RobustScaler back: `decodeWith(robustScaler)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { robustScaler, RobustScaler } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new RobustScaler().fit([[1], [2], [3]]));
 * console.log(decodeWith(robustScaler)(text, "RobustScaler").transform([[4]]).toRows()); // [ [ 2 ] ]
 * ```
 */
export const robustScaler: Codec<RobustScalerModel> = {
  kind: KIND,
  read(fields) {
    const { names, parameters } = readColumnMaps(fields, (of) => ({ center: of.number("center"), scale: of.number("scale", Number.MIN_VALUE) }));
    return new RobustScalerModel(names, parameters);
  },
};
