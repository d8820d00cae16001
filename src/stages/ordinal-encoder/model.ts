import { codedCodec, CodedColumns } from "../../core";

const KIND = "OrdinalEncoder";

/**
 * A fitted {@link OrdinalEncoder}. Immutable.
 *
 * @example
 * ```ts
 * import { OrdinalEncoder } from "segmentry";
 *
 * const model = new OrdinalEncoder({ categories: { SIZE: ["S", "M", "L"] }, unseen: -1 }).fit([{ SIZE: "L" }]);
 * console.log(model.transform([{ SIZE: "L" }, { SIZE: "XXL" }]).toRows()); // [ [ 2 ], [ -1 ] ]
 * ```
 */
export class OrdinalEncoderModel extends CodedColumns {
  readonly kind = KIND;
}

/** Reads a fitted OrdinalEncoder back. */
export const ordinalEncoderCodec = /* @__PURE__ */ codedCodec(KIND, OrdinalEncoderModel);
