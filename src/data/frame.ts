import { isRecord, SegmentryError, show, showNames } from "../errors";
import { isFeature, lengthOf, missingValue, specOf, valueAt, type Column, type ColumnSpec, type Value } from "./column";
import { Matrix } from "./matrix";

/** Known to every copy of this library, so that a frame of one entry point is a frame to the other. */
const BRAND = Symbol.for("segmentry.Frame");

/** What is in a table, as far as its type knows: any values, or nothing but numbers among the features. */
export type TableContent = "mixed" | "numeric";

/** A table, what a model made of one, or plain records. */
export type TableInput = Frame | readonly object[];

/**
 * Named columns of numbers, text, booleans and dates, with missing values: what models give, and what a {@link Table} is.
 * Immutable.
 *
 * @example
 * ```ts
 * import { LabelEncoder } from "segmentry";
 *
 * const customers = [{ USER_ID: 7, AGE: 31, COUNTRY: "France" }, { USER_ID: 9, AGE: 45, COUNTRY: "Spain" }];
 * const coded = new LabelEncoder().fit(customers).transform(customers);
 * console.log(coded.names, coded.toRows()); // [ 'AGE', 'COUNTRY' ] [ [ 31, 0 ], [ 45, 1 ] ]
 * ```
 */
export class Frame<out Content extends TableContent = TableContent> {
  /** How many rows. */
  readonly rows: number;
  protected declare readonly content: Content;
  /** @internal */
  declare readonly [BRAND]: true;
  readonly #columns: ReadonlyMap<string, Column>;

  /** @hidden */
  protected constructor(columns: readonly Column[], rows?: number) {
    (this as { [BRAND]: true })[BRAND] = true;
    this.#columns = new Map(columns.map((column) => [column.name, column]));
    this.rows = rows ?? (columns.length > 0 ? lengthOf(columns[0]!) : 0);
  }

  /** @internal */
  static wrap<C extends TableContent = TableContent>(columns: readonly Column[], rows?: number): Frame<C> {
    return new Frame<C>(columns, rows);
  }

  /** How many columns. */
  get columns(): number {
    return this.#columns.size;
  }

  /** The names of the columns, in order. */
  get names(): readonly string[] {
    return [...this.#columns.keys()];
  }

  /** @internal */
  get specs(): readonly ColumnSpec[] {
    return Array.from(this.#columns.values(), specOf);
  }

  /**
   * The values of one column, copied; null where missing.
   *
   * @throws SegmentryError `MISSING_COLUMN`
   */
  column(name: string): Value[] {
    const column = this.store(name);
    return Array.from({ length: this.rows }, (_, row) => valueAt(column, row));
  }

  /** @internal */
  store(name: string): Column {
    const column = this.#columns.get(name);
    if (!column) throw missingColumns("Table", [name], this.names);
    return column;
  }

  /** @internal */
  has(name: string): boolean {
    return this.#columns.has(name);
  }

  /** The rows as plain records, copied. */
  toRecords(): Record<string, Value>[] {
    const { names } = this;
    return this.toRows().map((row) => Object.fromEntries(names.map((name, j) => [name, row[j]!])));
  }

  /** The rows as plain arrays, in the order of the columns, copied. */
  toRows(): Value[][] {
    const columns = [...this.#columns.values()];
    return Array.from({ length: this.rows }, (_, row) => columns.map((column) => valueAt(column, row)));
  }

  /** @internal */
  static is(value: unknown): value is Frame {
    return (value as { [BRAND]?: true } | null | undefined)?.[BRAND] === true;
  }

  /**
   * The features as a matrix: numbers as they are, booleans as 0 and 1; `id` and `ignore` columns are left out.
   *
   * @throws SegmentryError `COLUMN_TYPE` (text or a date), `MISSING_VALUE`, `EMPTY_DATA`
   */
  toMatrix(): Matrix {
    return tableToMatrix("Table", this);
  }
}

/** The features of a table as a matrix, refused in the name of `who`. */
export function tableToMatrix(who: string, table: Frame): Matrix {
  const features = table.specs.filter(isFeature), d = features.length;
  if (d === 0) {
    throw new SegmentryError("EMPTY_DATA", who, "at least one feature column", "none");
  }
  checkNumeric(who, features);
  const data = new Float64Array(table.rows * d);
  features.forEach(({ name }, j) => {
    const { values } = table.store(name) as Column & { values: Float64Array };
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) throw missingValue(who, name, i);
      data[i * d + j] = value;
    }
  });
  return Matrix.wrap(data, table.rows, d, features.map(({ name }) => name));
}

/** Refuses text and date columns among features that must become numbers. */
export function checkNumeric(who: string, features: readonly ColumnSpec[]): void {
  const wrong = features.find(({ type }) => type === "text" || type === "date");
  if (!wrong) return;
  throw new SegmentryError("COLUMN_TYPE", who, "numeric columns", `the ${wrong.type} column ${show(wrong.name)}`, wrong.type === "date" ? "use DateToDays" : "encode it first, for example with OneHotEncoder");
}

/** Refuses anything but a list of one or more plain records. */
export function checkRecords(who: string, records: readonly object[]): void {
  if (!Array.isArray(records)) throw new SegmentryError("NOT_NUMERIC", who, "a Table or a list of records", show(records));
  if (records.length === 0) throw new SegmentryError("EMPTY_DATA", who, "at least one row", "none");
  const wrong = records.findIndex((record: unknown) => !isRecord(record));
  if (wrong >= 0) throw new SegmentryError("COLUMN_TYPE", who, "records", `${show(records[wrong])} at row index ${wrong}`);
}

/** The values of one name of each record; only the record's own. */
export function columnOf(records: readonly object[], name: string): unknown[] {
  return records.map((record) => (Object.hasOwn(record, name) ? (record as Record<string, unknown>)[name] : undefined));
}

/** Columns that are needed and not there. */
export function missingColumns(who: string, missing: readonly string[], present: readonly string[]): SegmentryError {
  return new SegmentryError("MISSING_COLUMN", who, `the column${missing.length > 1 ? "s" : ""} ${showNames(missing)}`, `only ${showNames(present, 12)}`);
}
