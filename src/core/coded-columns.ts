import {
  checkRecords, classCodes, fillColumn, Frame, indexClasses, isMissing, readColumns, readFeatures, refuseUnseen, StreamedRows, valueAt,
  type Category, type ClassIndex, type Column, type ColumnSpec, type ColumnType, type MatrixInput, type TableInput, type Value,
} from "../data";
import { SegmentryError, show } from "../errors";
import { encode, type Codec, type FieldReader } from "./codec";
import type { Model, ModelJSON } from "./contract";
import { numericColumn } from "./schema";

/** What to do with a category that was not there when the model was fitted: refuse it, or the code to give it. */
export type Unseen = "error" | number;

/** A column that is coded, with its classes in the order of their codes. */
export interface CodedColumn {
  readonly name: string;
  readonly classes: readonly Category[];
}

/** A model that turns the categories of columns into integer codes, among others that stay as they are. Immutable. */
export abstract class CodedColumns implements Model {
  abstract readonly kind: string;
  readonly #specs: readonly ColumnSpec[];
  readonly #coded: readonly CodedColumn[];
  readonly #indices: ReadonlyMap<string, ClassIndex>;
  readonly #names: readonly string[];
  /** For each column the number that a value stands for. */
  readonly #numbers: readonly ((value: unknown) => number)[];
  /** What becomes of a category that was not there at fit: an error, or this code. */
  readonly unseen: Unseen;

  /** @hidden */
  constructor({ specs, coded, unseen }: CodedFields) {
    this.#specs = specs;
    this.#coded = coded;
    this.#indices = new Map(coded.map(({ name, classes }) => [name, indexClasses(classes)]));
    this.unseen = unseen;
    this.#names = specs.map(({ name }) => name);
    this.#numbers = specs.map(({ name, type }) => numberOf(type, this.#indices.get(name), unseen));
  }

  /** The classes of each coded column; the index of each is its code. Copied. */
  get classes(): Record<string, Category[]> {
    return Object.fromEntries(this.#coded.map(({ name, classes }) => [name, [...classes]]));
  }

  /**
   * The feature columns, with the coded ones as integers. Columns that were not there at fit, ids and ignored ones are left
   * out. O(rows x columns).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`, `MISSING_VALUE`, `UNSEEN_CATEGORY`
   */
  transform(input: TableInput): Frame<"numeric"> {
    return Frame.wrap(readColumns(this.kind, input, this.#specs).map((column) => {
      const index = this.#indices.get(column.name), { kind, unseen } = this;
      if (!index) return column;
      const codes = classCodes(kind, column, index), values = new Float64Array(codes);
      if (unseen === "error") refuseUnseen(kind, column, codes, index);
      else for (let row = 0; row < values.length; row++) if (codes[row]! < 0) values[row] = unseen;
      return { ...numericColumn(column.name), type: "number", values };
    }));
  }

  /** @internal */
  stream(input: TableInput): StreamedRows | Frame<"numeric"> {
    const frame = Frame.is(input) ? input : null, columns = this.#specs.length;
    if (!frame) checkRecords(this.kind, input as readonly object[]);
    if (frame && !this.#specs.every(({ name }) => frame.has(name))) return this.transform(input);
    const readers = this.#specs.map(({ name }, j) => (frame ? cellsOf(frame.store(name), this.#numbers[j]!) : fieldsOf(input as readonly object[], name, this.#numbers[j]!)));
    const read = (start: number, count: number, into: Float64Array): void => readers.forEach((at, j) => {
      for (let i = 0, p = j; i < count; i++, p += columns) into[p] = at(start + i);
    });
    const source = { rows: frame ? frame.rows : (input as readonly object[]).length, columns, read };
    return new StreamedRows(this.#names, { source, maps: [] }, () => this.transform(input));
  }

  /**
   * The table that the codes stand for; null for the code of unseen values.
   *
   * @throws SegmentryError `WRONG_WIDTH`, `INVALID_OPTION` for a number that is no code
   */
  inverseTransform(input: MatrixInput): Frame {
    const { data, rows, columns } = readFeatures(this.kind, input, this.#specs.map(({ name }) => name)), { classes } = this;
    return Frame.wrap(this.#specs.map((spec, j) => {
      const values = Array.from({ length: rows }, (_, i) => data[i * columns + j]!);
      const known = this.#indices.has(spec.name) ? classes[spec.name]! : null;
      if (!known) return { ...spec, type: spec.type as "number", values: Float64Array.from(values) };
      return fillColumn(this.kind, spec, values.map((code, row) => decodeClass(this.kind, known, code, this.unseen, row)));
    }));
  }

  toJSON(): ModelJSON {
    return encode(this.kind, { columns: this.#specs, coded: this.#coded, unseen: this.unseen });
  }
}

/** The values of plain JavaScript that a column of each type may hold without a second look. */
const PLAIN: Readonly<Record<ColumnType, string>> = { text: "string", number: "number", boolean: "boolean", date: "" };

/** The number that a value of a column stands for; NaN where only `transform` can tell, or refuses it. */
function numberOf(type: ColumnType, index: ClassIndex | undefined, unseen: Unseen): (value: unknown) => number {
  const plain = PLAIN[type];
  if (!index) return type === "text" ? () => NaN : (value) => (typeof value === plain ? Number(value) : NaN);
  const known = new Map([...index].filter(([category]) => !isMissing(category)));
  return (value) => {
    if (typeof value !== plain) return NaN;
    return known.get(value as Category) ?? (unseen === "error" || isMissing(value) ? NaN : unseen);
  };
}

/** Reads the cells of a column of a table as numbers. */
function cellsOf(column: Column, number: (value: unknown) => number): (row: number) => number {
  if (column.type !== "text") return (row) => number(valueAt(column, row));
  const { codes } = column, ofCode = Float64Array.from([NaN, ...column.levels.map(number)]);
  return (row) => ofCode[codes[row]! + 1]!;
}

/** Reads a field of records as numbers; only the record's own. */
function fieldsOf(records: readonly object[], name: string, number: (value: unknown) => number): (row: number) => number {
  return (row) => {
    const record = records[row]!;
    return Object.hasOwn(record, name) ? number((record as Record<string, unknown>)[name]) : NaN;
  };
}

/** What {@link CodedColumns} is made of. */
export interface CodedFields {
  readonly specs: readonly ColumnSpec[];
  readonly coded: readonly CodedColumn[];
  readonly unseen: Unseen;
}

/** A codec of a kind of coded columns. */
export function codedCodec<M extends CodedColumns>(kind: string, make: new (fields: CodedFields) => M): Codec<M> {
  return {
    kind,
    read(fields) {
      const specs = fields.columns("columns");
      const coded = fields.each("coded", (column) => ({ name: column.string("name"), classes: column.categories("classes") }));
      fields.among("coded", coded, specs);
      return new make({ specs, coded, unseen: readUnseen(fields) });
    },
  };
}

/** The category of a code; null for the code that stands for unseen ones. */
export function decodeClass(who: string, classes: readonly Category[], code: number, unseen: Unseen, row: number): Value {
  const value = classes[code];
  if (value !== undefined) return value;
  if (code === unseen) return null;
  throw new SegmentryError("INVALID_OPTION", who, `codes from 0 to ${classes.length - 1}`, `${code} at row index ${row}`);
}

/** Reads the policy for unseen categories from a model's fields. */
export function readUnseen(fields: FieldReader): Unseen {
  const value = fields.value("unseen");
  if (value === "error" || (typeof value === "number" && Number.isFinite(value))) return value;
  return fields.fail("unseen", '"error" or a finite number', show(value));
}
