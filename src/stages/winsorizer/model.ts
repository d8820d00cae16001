import { LimitedColumnMaps, readColumnMaps, type Codec, type Limits } from "../../core";

const KIND = "Winsorizer";

/** The limits of a column. */
export interface ColumnLimits {
  readonly low: number;
  readonly high: number;
}

/**
 * A fitted {@link Winsorizer}. Immutable.
 *
 * @example
 * ```ts
 * import { Winsorizer } from "segmentry/prepare";
 *
 * const model = new Winsorizer({ quantileRange: [0, 0.75] }).fit([[1], [2], [3], [4], [1000]]);
 * console.log(model.parameters, model.transform([[7], [-7]]).toRows()); // [ { low: 1, high: 4 } ] [ [ 4 ], [ 1 ] ]
 * ```
 */
export class WinsorizerModel extends LimitedColumnMaps<ColumnLimits> {
  readonly kind = KIND;

  protected map({ low, high }: ColumnLimits): (value: number) => number {
    return (value) => Math.min(high, Math.max(low, value));
  }

  protected inverse(of: ColumnLimits): (value: number) => number {
    return this.map(of);
  }

  protected limits({ low, high }: ColumnLimits): Limits {
    return { low, high, cuts: true };
  }
}

/**
 * Reads a fitted Winsorizer back: `decodeWith(winsorizer)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { winsorizer, Winsorizer } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new Winsorizer({ quantileRange: [0, 1] }).fit([[1], [9]]));
 * console.log(decodeWith(winsorizer)(text, "Winsorizer").transform([[50]]).toRows()); // [ [ 9 ] ]
 * ```
 */
export const winsorizer: Codec<WinsorizerModel> = {
  kind: KIND,
  read(fields) {
    const { names, parameters } = readColumnMaps(fields, (of) => {
      const low = of.number("low");
      return { low, high: of.number("high", low) };
    });
    return new WinsorizerModel(names, parameters);
  },
};
