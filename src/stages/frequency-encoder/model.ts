import { encode, numericColumn, readSpecs, readUnseen, TableMaps, type Codec, type ModelJSON, type RowNote, type Unseen } from "../../core";
import { classCodes, Frame, lengthOf, valueAt, type Category, type ClassIndex, type ColumnSpec, type TableInput } from "../../data";

const KIND = "FrequencyEncoder";

/** A column that is encoded: its classes in sorted order, and what stands for each. */
export interface FrequencyColumn {
  readonly name: string;
  readonly classes: readonly Category[];
  /** How many customers of the fit have the class, or their share. */
  readonly frequencies: readonly number[];
}

/**
 * A fitted {@link FrequencyEncoder}. Immutable.
 *
 * @example
 * ```ts
 * import { FrequencyEncoder } from "segmentry/prepare";
 *
 * const model = new FrequencyEncoder({ unseen: 0 }).fit(["Rome", "Rome", "Rome", "Oslo"].map((CITY) => ({ CITY })));
 * console.log(model.transform([{ CITY: "Rome" }, { CITY: "Bern" }]).toRows()); // [ [ 0.75 ], [ 0 ] ]
 * ```
 */
export class FrequencyEncoderModel extends TableMaps {
  readonly kind = KIND;
  readonly #encoded: readonly FrequencyColumn[];
  readonly #indices: ReadonlyMap<string, ClassIndex>;

  /** @hidden */
  constructor(specs: readonly ColumnSpec[], encoded: readonly FrequencyColumn[], readonly unseen: Unseen) {
    super(specs);
    this.#encoded = encoded;
    this.#indices = new Map(encoded.map(({ name, classes, frequencies }) => [name, new Map(classes.map((one, i) => [one, frequencies[i]!]))]));
  }

  /** What stands for each class of each encoded column, most frequent first. Copied. */
  get frequencies(): Record<string, [Category, number][]> {
    return Object.fromEntries(this.#encoded.map(({ name, classes, frequencies }) => [name, classes.map((one, i): [Category, number] => [one, frequencies[i]!]).sort((a, b) => b[1] - a[1])]));
  }

  /**
   * The feature columns, each encoded one as how frequent its category was at fit. O(rows x columns).
   *
   * @throws SegmentryError `UNSEEN_CATEGORY` where new categories are an error; `MISSING_VALUE`, `MISSING_COLUMN`, `COLUMN_TYPE`
   */
  transform(input: TableInput): Frame<"numeric"> {
    return Frame.wrap(this.read(input).map((column) => {
      const index = this.#indices.get(column.name);
      return index ? { ...numericColumn(column.name), type: "number", values: classCodes(KIND, column, index, this.unseen) } : column;
    }));
  }

  /** Which categories were not there at fit. O(rows x columns). */
  rowNotes(input: TableInput): RowNote[] {
    const { unseen } = this, notes: RowNote[] = [];
    if (unseen === "error") return notes;
    for (const column of this.read(input)) {
      const index = this.#indices.get(column.name);
      for (let row = 0; index && row < lengthOf(column); row++) {
        const found = valueAt(column, row);
        if (found !== null && !index.has(found as Category)) notes.push({ row, code: "UNSEEN", column: column.name, found, used: unseen, reason: "not there at fit" });
      }
    }
    return notes;
  }

  toJSON(): ModelJSON {
    return encode(KIND, { columns: this.specs, encoded: this.#encoded, unseen: this.unseen });
  }
}

/**
 * Reads a fitted FrequencyEncoder back: `decodeWith(frequencyEncoder)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { frequencyEncoder, FrequencyEncoder } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new FrequencyEncoder({ normalize: false }).fit([{ CITY: "Rome" }, { CITY: "Rome" }]));
 * console.log(decodeWith(frequencyEncoder)(text, "FrequencyEncoder").frequencies); // { CITY: [ [ 'Rome', 2 ] ] }
 * ```
 */
export const frequencyEncoder: Codec<FrequencyEncoderModel> = {
  kind: KIND,
  read(fields) {
    const specs = readSpecs(fields), encoded = fields.each("encoded", (of): FrequencyColumn => {
      const classes = of.categories("classes");
      return { name: of.string("name"), classes, frequencies: of.numbers("frequencies", classes.length, 0) };
    });
    fields.among("encoded", encoded, specs);
    return new FrequencyEncoderModel(specs, encoded, readUnseen(fields));
  },
};
