import { LimitedColumnMaps, readColumnMaps, type Codec, type ColumnParameters, type Limits } from "../../core";
import { normalCdf, normalQuantile } from "../../math/normal";

const KIND = "QuantileTransformer";

/** The quantiles of a column at even steps of probability from 0 to 1, ascending. */
export interface ColumnQuantiles {
  readonly quantiles: readonly number[];
}

/** Nothing is farther out than the quantiles of the normal distribution for this probability, and for 1 less it. */
const LEAST_PROBABILITY = 1e-7 - 2 ** -52;
/** Normal output: values so near to the ends are the ends, as in scikit-learn. */
const END = 1e-7;

/**
 * A fitted {@link QuantileTransformer}. Immutable.
 *
 * @example
 * ```ts
 * import { QuantileTransformer } from "segmentry/prepare";
 *
 * const model = new QuantileTransformer().fit([[1], [2], [40], [300], [9000]]);
 * console.log(model.transform([[2], [170], [10000]]).toRows().flat(), model.inverseTransform([[0.75]]).toRows()); // [ 0.25, 0.625, 1 ] [ [ 300 ] ]
 * ```
 */
export class QuantileTransformerModel extends LimitedColumnMaps<ColumnQuantiles> {
  readonly kind = KIND;
  /** What transformed values are distributed like. */
  readonly output: "uniform" | "normal";

  /** @hidden */
  constructor(names: readonly string[], parameters: ColumnParameters<ColumnQuantiles>, output: "uniform" | "normal") {
    super(names, parameters);
    this.output = output;
  }

  protected map({ quantiles }: ColumnQuantiles): (value: number) => number {
    const up = Float64Array.from(quantiles), down = up.map((value) => -value).reverse(), last = up.length - 1;
    // Of equal quantiles one reading takes the last, the other the first: the middle is between them.
    const share = (value: number): number => (last === 0 ? (value >= up[0]! ? 1 : 0) : (place(value, up) + last - place(-value, down)) / (2 * last));
    if (this.output === "uniform") return (value) => (value === up[0] ? 0 : value === up[last] ? 1 : share(value));
    const probability = (value: number): number => (value - END < up[0]! ? 0 : value + END > up[last]! ? 1 : share(value));
    return (value) => normalQuantile(Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability(value))));
  }

  protected inverse({ quantiles }: ColumnQuantiles): (value: number) => number {
    const last = quantiles.length - 1;
    return (value) => {
      const share = this.output === "uniform" ? value : withoutEnds(normalCdf(value)), at = Math.min(last, Math.max(0, share * last)), low = Math.floor(at);
      return low === at ? quantiles[low]! : quantiles[low]! + (quantiles[low + 1]! - quantiles[low]!) * (at - low);
    };
  }

  protected override options(): { output: string } {
    return { output: this.output };
  }

  protected limits({ quantiles }: ColumnQuantiles): Limits {
    return { low: quantiles[0]!, high: quantiles.at(-1)!, cuts: true };
  }
}

/** What was cut off at the ends of the normal distribution was an end. */
const withoutEnds = (share: number): number => (share - END < 0 ? 0 : share + END > 1 ? 1 : share);

/** Where a value lies among ascending ones, as an index between them; of equal ones the last. */
function place(value: number, ascending: Float64Array): number {
  let low = 0, high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  if (low === ascending.length) return low - 1;
  const before = ascending[low - 1]!;
  return low - 1 + (value - before) / (ascending[low]! - before);
}

/**
 * Reads a fitted QuantileTransformer back: `decodeWith(quantileTransformer)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { quantileTransformer, QuantileTransformer } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new QuantileTransformer().fit([[1], [2], [9]]));
 * console.log(decodeWith(quantileTransformer)(text, "QuantileTransformer").transform([[2]]).toRows()); // [ [ 0.5 ] ]
 * ```
 */
export const quantileTransformer: Codec<QuantileTransformerModel> = {
  kind: KIND,
  read(fields) {
    const output = fields.oneOf("output", ["uniform", "normal"] as const);
    const { names, parameters } = readColumnMaps(fields, (of) => {
      const quantiles = of.numbers("quantiles");
      if (quantiles.length === 0 || quantiles.some((value, i) => i > 0 && value < quantiles[i - 1]!)) of.fail("quantiles", "ascending numbers", "others");
      return { quantiles };
    });
    return new QuantileTransformerModel(names, parameters, output);
  },
};
