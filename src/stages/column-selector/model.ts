import { encode, type Codec, type Model, type ModelJSON } from "../../core";
import { readColumns, Frame, type ColumnSpec, type TableInput } from "../../data";

const KIND = "ColumnSelector";

/**
 * A fitted {@link ColumnSelector}. Immutable.
 *
 * @example
 * ```ts
 * import { ColumnSelector } from "segmentry";
 *
 * const model = new ColumnSelector({ columns: ["CITY"] }).fit([{ AGE: 31, CITY: "Rome" }]);
 * console.log(model.names, model.transform([{ CITY: "Oslo" }]).toRows()); // [ 'CITY' ] [ [ 'Oslo' ] ]
 * ```
 */
export class ColumnSelectorModel implements Model {
  readonly kind = KIND;
  readonly #specs: readonly ColumnSpec[];

  /** @hidden */
  constructor(specs: readonly ColumnSpec[]) {
    this.#specs = specs;
  }

  /** The names of the columns that are kept, in order. Copied. */
  get names(): string[] {
    return this.#specs.map(({ name }) => name);
  }

  /**
   * Just the columns that are kept. O(rows x columns kept).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`
   */
  transform(input: TableInput): Frame {
    return Frame.wrap(readColumns(KIND, input, this.#specs));
  }

  toJSON(): ModelJSON {
    return encode(KIND, { columns: this.#specs });
  }
}

/** Reads a fitted ColumnSelector back. */
export const columnSelectorCodec: Codec<ColumnSelectorModel> = {
  kind: KIND,
  read: (fields) => new ColumnSelectorModel(fields.columns("columns")),
};
