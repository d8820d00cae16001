import { encode, frozen, readSpecs, TableMaps, type Codec, type DropCode, type DroppedColumn, type ModelJSON } from "../../core";
import { Frame, type ColumnSpec, type TableInput } from "../../data";

const KIND = "ColumnDropper";

/** Why {@link ColumnDropper} leaves a column out; `ID` by its name or stated kind, `IGNORED` by its stated kind. */
export type ColumnDropCode = DropCode | "ID" | "IGNORED";

const CODES: readonly ColumnDropCode[] = ["EMPTY", "CONSTANT", "NEAR_CONSTANT", "ID_LIKE", "ID", "IGNORED"];

/**
 * A fitted {@link ColumnDropper}. Immutable.
 *
 * @example
 * ```ts
 * import { ColumnDropper } from "segmentry/prepare";
 *
 * const model = new ColumnDropper().fit([{ USER_ID: 1, AGE: 31, TAX: 19 }, { USER_ID: 2, AGE: 40, TAX: 19 }]);
 * console.log(model.names, model.transform([{ AGE: 50 }]).toRecords()); // [ 'AGE' ] [ { AGE: 50 } ]
 * ```
 */
export class ColumnDropperModel extends TableMaps {
  readonly kind = KIND;
  /** The columns that are left out, each with its reason. */
  readonly dropped: readonly DroppedColumn<ColumnDropCode>[];

  /** @hidden */
  constructor(specs: readonly ColumnSpec[], dropped: readonly DroppedColumn<ColumnDropCode>[]) {
    super(specs);
    this.dropped = frozen(dropped);
  }

  /** The names of the columns that are kept. Copied. */
  get names(): string[] {
    return this.specs.map(({ name }) => name);
  }

  /**
   * The columns that are kept; the others need not be there. O(rows x columns).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`
   */
  transform(input: TableInput): Frame {
    return Frame.wrap(this.read(input));
  }

  toJSON(): ModelJSON {
    return encode(KIND, { columns: this.specs, dropped: this.dropped });
  }
}

/**
 * Reads a fitted ColumnDropper back: `decodeWith(columnDropper)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { columnDropper, ColumnDropper } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new ColumnDropper().fit([{ AGE: 31, TAX: 19 }, { AGE: 40, TAX: 19 }]));
 * console.log(decodeWith(columnDropper)(text, "ColumnDropper").dropped); // [ { column: 'TAX', code: 'CONSTANT', reason: 'constant' } ]
 * ```
 */
export const columnDropper: Codec<ColumnDropperModel> = {
  kind: KIND,
  read(fields) {
    const specs = readSpecs(fields), dropped = fields.each("dropped", (of) => ({ column: of.string("column"), code: of.oneOf("code", CODES), reason: of.string("reason") }));
    fields.distinct("columns and dropped", [...specs.map(({ name }) => name), ...dropped.map(({ column }) => column)]);
    return new ColumnDropperModel(specs, dropped);
  },
};
