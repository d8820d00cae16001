import { CodedColumns, encode, type Codec, type Model, type ModelJSON } from "../../core";
import type { Category, MatrixInput, Table, TableInput } from "../../data";

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
export class OrdinalEncoderModel implements Model {
  readonly kind = KIND;
  readonly #columns: CodedColumns;

  /** @internal */
  constructor(columns: CodedColumns) {
    this.#columns = columns;
  }

  /** The categories of each coded column in their order; the index of each is its code. Copied. */
  get categories(): Record<string, Category[]> {
    return this.#columns.classes;
  }

  /**
   * The feature columns, with the coded ones as integers. O(rows x columns).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`, `MISSING_VALUE`, `UNSEEN_CATEGORY`
   */
  transform(input: TableInput): Table<"numeric"> {
    return this.#columns.transform(input);
  }

  /**
   * The table that the codes stand for; null for the code of unseen values.
   *
   * @throws SegmentryError `WRONG_WIDTH`, `INVALID_OPTION` for a number that is no code
   */
  inverseTransform(input: MatrixInput): Table {
    return this.#columns.inverse(input);
  }

  toJSON(): ModelJSON {
    return encode(KIND, this.#columns.toFields());
  }
}

/** Reads a fitted OrdinalEncoder back. */
export const ordinalEncoderCodec: Codec<OrdinalEncoderModel> = {
  kind: KIND,
  version: 1,
  read: (fields) => new OrdinalEncoderModel(CodedColumns.read(KIND, fields)),
};
