import { KeptColumns, keptColumnsCodec, type Codec } from "../../core";

const KIND = "VarianceThreshold";

/**
 * A fitted {@link VarianceThreshold}. Immutable.
 *
 * @example
 * ```ts
 * import { VarianceThreshold } from "segmentry/prepare";
 *
 * const model = new VarianceThreshold().fit([[1, 7], [2, 7], [3, 7]]);
 * console.log(model.dropped[0]!.reason, model.transform([[5, 6]]).toRows()); // variance 0, not above 0 [ [ 5 ] ]
 * ```
 */
export class VarianceThresholdModel extends KeptColumns<"LOW_VARIANCE"> {
  readonly kind = KIND;
}

/**
 * Reads a fitted VarianceThreshold back: `decodeWith(varianceThreshold)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { varianceThreshold, VarianceThreshold } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new VarianceThreshold().fit([[1, 7], [2, 7]]));
 * console.log(decodeWith(varianceThreshold)(text, "VarianceThreshold").names); // [ 'x0' ]
 * ```
 */
export const varianceThreshold: Codec<VarianceThresholdModel> = keptColumnsCodec(KIND, ["LOW_VARIANCE"], VarianceThresholdModel);
