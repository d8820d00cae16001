import { codedCodec, CodedColumns } from "../../core";

const KIND = "LabelEncoder";

/**
 * A fitted {@link LabelEncoder} of the columns of a table. Immutable.
 *
 * @example
 * ```ts
 * import { LabelEncoder } from "segmentry";
 *
 * const model = new LabelEncoder().fit([{ CITY: "Rome" }, { CITY: "Oslo" }]);
 * console.log(model.classes, model.transform([{ CITY: "Rome" }]).toRows()); // { CITY: [ 'Oslo', 'Rome' ] } [ [ 1 ] ]
 * ```
 */
export class LabelEncoderModel extends CodedColumns {
  readonly kind = KIND;
}

/** Reads a fitted LabelEncoder of columns back. */
export const labelEncoderCodec = /* @__PURE__ */ codedCodec(KIND, LabelEncoderModel);
