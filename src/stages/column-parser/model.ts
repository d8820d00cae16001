import { encode, FieldReader, readSpecs, TableMaps, valuesOf, type Codec, type ModelJSON, type RowNote } from "../../core";
import { Frame, requireColumns, type Column, type ColumnSpec, type TableInput, type Value } from "../../data";
import { DATE_EXAMPLES, DATE_FORMATS } from "../../data/dates";
import { SegmentryError, show } from "../../errors";
import { fold, readAll, type TextReading } from "./readings";

const KIND = "ColumnParser";

/** What {@link ColumnParserModel} is made of. */
export interface ParserFields {
  readonly specs: readonly ColumnSpec[];
  /** How each column is read; null for those that stay as they are. */
  readonly readings: readonly (TextReading | null)[];
  readonly unreadable: "error" | "missing";
  readonly missing: readonly string[];
}

/**
 * A fitted {@link ColumnParser}. Immutable.
 *
 * @example
 * ```ts
 * import { ColumnParser } from "segmentry/prepare";
 *
 * const model = new ColumnParser({ columns: { SPENT: { as: "number", locale: "de" } } }).fit([{ SPENT: "1.234,50" }]);
 * console.log(model.transform([{ SPENT: "99,9" }, { SPENT: 7 }]).column("SPENT")); // [ 99.9, 7 ]
 * ```
 */
export class ColumnParserModel extends TableMaps {
  readonly kind = KIND;
  /** What becomes of text that does not state what it should. */
  readonly unreadable: "error" | "missing";
  readonly #fields: ParserFields;
  readonly #missing: ReadonlySet<string>;

  /** @hidden */
  constructor(fields: ParserFields) {
    super(fields.specs);
    this.unreadable = fields.unreadable;
    this.#fields = fields;
    this.#missing = new Set(fields.missing);
  }

  /** How each column is read, by name; null for those that stay as they are. Copied. */
  get readings(): Record<string, TextReading | null> {
    return Object.fromEntries(this.specs.map(({ name }, j) => [name, structuredClone(this.#fields.readings[j]!)]));
  }

  /**
   * The feature columns, those that are read as numbers, booleans and dates; numbers, booleans and dates among their values
   * stay what they are. O(rows x columns).
   *
   * @throws SegmentryError `COLUMN_TYPE` for text that does not state what it should, unless it is to be missing; `MISSING_COLUMN`
   */
  transform(input: TableInput): Frame {
    return Frame.wrap(this.#walk(input, ({ name }, reading, values, unreadable) => {
      if (this.unreadable === "missing" || unreadable.length === 0) return;
      const [first] = unreadable, others = unreadable.length === 1 ? "" : `, the first of ${unreadable.length}`;
      throw new SegmentryError("COLUMN_TYPE", KIND, `column ${show(name)} to hold ${expected(reading)}`, `${show(values[first!])} at row index ${first}${others}`, 'correct it, state another locale or format, or choose unreadable: "missing"');
    }));
  }

  /** Which texts do not state what they should and are taken as missing. O(rows x columns). */
  rowNotes(input: TableInput): RowNote[] {
    const notes: RowNote[] = [];
    this.#walk(input, ({ name }, reading, values, unreadable) => {
      if (this.unreadable === "error") return;
      for (const row of unreadable) notes.push({ row, code: "UNREADABLE", column: name, found: values[row] as Value, used: null, reason: `not one of ${expected(reading)}` });
    });
    return notes;
  }

  #walk(input: TableInput, look: (spec: ColumnSpec, reading: TextReading, values: ArrayLike<unknown>, unreadable: readonly number[]) => void): Column[] {
    const { specs } = this, { readings } = this.#fields, plain = specs.filter((_, j) => readings[j] === null);
    requireColumns(KIND, input, specs);
    const others = new Map(this.read(input, plain).map((column) => [column.name, column]));
    return specs.map((spec, j) => {
      const reading = readings[j];
      if (!reading) return others.get(spec.name)!;
      const values = valuesOf(input, spec.name);
      const { numbers, unreadable } = readAll(values, reading, this.#missing);
      look(spec, reading, values, unreadable);
      return { name: spec.name, kind: reading.as === "date" ? "date" : "numeric", type: reading.as, values: numbers };
    });
  }

  toJSON(): ModelJSON {
    const { specs, readings, unreadable, missing } = this.#fields;
    return encode(KIND, { columns: specs, readings, unreadable, missing });
  }
}

/** What a reading expects, in words. */
export function expected(reading: TextReading): string {
  if (reading.as === "date") return `dates as ${DATE_EXAMPLES[reading.format]}`;
  if (reading.as === "number") return `numbers as 1${reading.group}234${reading.decimal}5`;
  return `${[...reading.true, ...reading.false].slice(0, 8).map(show).join(", ")}`;
}

/**
 * Reads a fitted ColumnParser back: `decodeWith(columnParser)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { columnParser, ColumnParser } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new ColumnParser({ columns: { SPENT: "number" } }).fit([{ SPENT: "17850.0" }]));
 * console.log(decodeWith(columnParser)(text, "ColumnParser").transform([{ SPENT: " " }]).toRows()); // [ [ null ] ]
 * ```
 */
export const columnParser: Codec<ColumnParserModel> = {
  kind: KIND,
  read(fields) {
    const specs = readSpecs(fields);
    const readings = fields.list("readings", (value, j) => (value === null ? null : readReading(new FieldReader(`${KIND} readings[${j}]`, value))), specs.length);
    return new ColumnParserModel({ specs, readings, unreadable: fields.oneOf("unreadable", ["error", "missing"] as const), missing: fields.strings("missing") });
  },
};

function readReading(fields: FieldReader): TextReading {
  const reading = readingOf(fields);
  fields.done();
  return reading;
}

function readingOf(fields: FieldReader): TextReading {
  const as = fields.oneOf("as", ["number", "boolean", "date"] as const);
  if (as === "date") return { as, format: fields.oneOf("format", DATE_FORMATS) };
  if (as === "boolean") {
    const yes = fields.strings("true"), no = fields.strings("false");
    fields.distinct("true and false", [...yes, ...no].map(fold));
    return { as, true: yes, false: no };
  }
  const decimal = fields.string("decimal"), group = fields.string("group");
  if (decimal.length !== 1 || group.length > 1 || /[\dA-Za-z+-]/.test(decimal + group) || decimal === group) fields.fail("decimal", "one character, and group another or none", show(`${decimal}${group}`));
  return { as, decimal, group };
}
