import { KeptColumns, keptColumnsCodec, type Codec } from "../../core";

const KIND = "CorrelationFilter";

/**
 * A fitted {@link CorrelationFilter}. Immutable.
 *
 * @example
 * ```ts
 * import { CorrelationFilter } from "segmentry/prepare";
 *
 * const model = new CorrelationFilter().fit([[1, 100], [2, 201], [3, 299], [4, 402]]);
 * console.log(model.names, model.transform([[5, 500]]).toRows()); // [ 'x0' ] [ [ 5 ] ]
 * ```
 */
export class CorrelationFilterModel extends KeptColumns<"CORRELATED"> {
  readonly kind = KIND;
}

/**
 * Reads a fitted CorrelationFilter back: `decodeWith(correlationFilter)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { correlationFilter, CorrelationFilter } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new CorrelationFilter().fit([[1, 2], [2, 4], [3, 6]]));
 * console.log(decodeWith(correlationFilter)(text, "CorrelationFilter").dropped[0]!.column); // x1
 * ```
 */
export const correlationFilter: Codec<CorrelationFilterModel> = keptColumnsCodec(KIND, ["CORRELATED"], CorrelationFilterModel);
