import { SegmentryError, show, showNames } from "../errors";
import { buildColumn } from "./build-column";
import { isFeature, lengthOf, specOf, takeRows, valueAt, type Column, type ColumnKind, type ColumnSpec, type Value } from "./column";
import { Matrix } from "./matrix";

/** Known to every copy of this library, so that a table of one entry point is a table to the other. */
const BRAND = Symbol.for("segmentry.Table");

/** What is in a table, as far as its type knows: any values, or nothing but numbers among the features. */
export type TableContent = "mixed" | "numeric";

/** How to read columns. */
export interface TableOptions {
  /** The use of columns by name, where the inferred one is not right. */
  schema?: Readonly<Record<string, ColumnKind>>;
}

/** A table, or the plain records of one. */
export type TableInput = Table | readonly object[];

/**
 * Named columns of numbers, text, booleans and dates, with missing values. Immutable.
 *
 * Values keep their JavaScript type; null, undefined, NaN and blank text are missing. A column of each name is used as its
 * type says, unless its name is that of an id (`id`, `USER_ID`, `customerId`) or `schema` says otherwise.
 *
 * @example
 * ```ts
 * import { Table } from "segmentry";
 *
 * const table = Table.fromRecords([
 *   { USER_ID: 7, AGE: 31, COUNTRY: "France" },
 *   { USER_ID: 9, AGE: null, COUNTRY: "Spain" },
 * ]);
 * console.log(table.rows, table.schema); // 2 { USER_ID: 'id', AGE: 'numeric', COUNTRY: 'categorical' }
 * console.log(table.column("AGE")); // [ 31, null ]
 * ```
 */
export class Table<out Content extends TableContent = TableContent> {
  /** How many rows. */
  readonly rows: number;
  protected declare readonly content: Content;
  /** @internal */
  readonly [BRAND] = true;
  readonly #columns: ReadonlyMap<string, Column>;

  private constructor(columns: readonly Column[], rows?: number) {
    this.#columns = new Map(columns.map((column) => [column.name, column]));
    this.rows = rows ?? (columns.length > 0 ? lengthOf(columns[0]!) : 0);
  }

  /**
   * A table of plain records, as rows of a database come. Columns stand in the order in which their names first appear; a
   * record without a name has a missing value there. O(rows x columns).
   *
   * @throws SegmentryError `EMPTY_DATA`, `COLUMN_TYPE`, `NOT_FINITE`, `MISSING_COLUMN` (a name in `schema` that is not there)
   */
  static fromRecords(records: readonly object[], options: TableOptions = {}): Table {
    checkRecords("Table", records);
    const names = new Set<string>();
    for (const record of records) for (const name of Object.keys(record)) names.add(name);
    const columns: Record<string, unknown[]> = Object.create(null) as Record<string, unknown[]>;
    for (const name of names) columns[name] = columnOf(records, name);
    return Table.fromColumns(columns, options);
  }

  /**
   * A table of one list of values a column, copied. O(rows x columns).
   *
   * @throws SegmentryError `EMPTY_DATA`, `RAGGED_ROWS`, `COLUMN_TYPE`, `NOT_FINITE`, `MISSING_COLUMN`
   */
  static fromColumns(columns: Readonly<Record<string, ArrayLike<unknown>>>, options: TableOptions = {}): Table {
    const names = Object.keys(columns), rows = columns[names[0] ?? ""]?.length ?? 0;
    if (rows === 0) throw new SegmentryError("EMPTY_DATA", "Table", "at least one row and one column", "none");
    const ragged = names.find((name) => columns[name]!.length !== rows);
    if (ragged !== undefined) {
      throw new SegmentryError("RAGGED_ROWS", "Table", `every column to have ${rows} values as the first`, `${columns[ragged]!.length} in ${show(ragged)}`);
    }
    checkSchema(options.schema, names);
    const kindOf = (name: string): ColumnKind | undefined =>
      options.schema && Object.hasOwn(options.schema, name) ? options.schema[name] : undefined;
    return new Table(names.map((name) => buildColumn("Table", name, columns[name]!, { kind: kindOf(name) })));
  }

  /** @internal */
  static wrap<C extends TableContent = TableContent>(columns: readonly Column[], rows?: number): Table<C> {
    return new Table<C>(columns, rows);
  }

  /** How many columns. */
  get columns(): number {
    return this.#columns.size;
  }

  /** The names of the columns, in order. */
  get names(): readonly string[] {
    return [...this.#columns.keys()];
  }

  /** What each column is used as, by name. */
  get schema(): Record<string, ColumnKind> {
    return Object.fromEntries(Array.from(this.#columns.values(), ({ name, kind }) => [name, kind]));
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
    const columns = [...this.#columns.values()];
    return Array.from({ length: this.rows }, (_, row) => Object.fromEntries(columns.map((column) => [column.name, valueAt(column, row)])));
  }

  /** The rows as plain arrays, in the order of the columns, copied. */
  toRows(): Value[][] {
    const columns = [...this.#columns.values()];
    return Array.from({ length: this.rows }, (_, row) => columns.map((column) => valueAt(column, row)));
  }

  /** The table of some of the rows, by index, in the given order. */
  take(rows: ArrayLike<number>): Table<Content> {
    return new Table<Content>(Array.from(this.#columns.values(), (column) => takeRows(column, rows)));
  }

  /**
   * The same table with some columns used as something else; their values are read anew where that changes their type.
   *
   * @throws SegmentryError `MISSING_COLUMN`, `INVALID_OPTION`, `COLUMN_TYPE`
   */
  withSchema(schema: Readonly<Record<string, ColumnKind>>): Table {
    checkSchema(schema, this.names);
    return new Table(Array.from(this.#columns.values(), (column) => {
      const kind = Object.hasOwn(schema, column.name) ? schema[column.name]! : column.kind;
      if (kind === column.kind) return column;
      return KEEPS_TYPE.includes(kind) ? { ...column, kind } : buildColumn("Table", column.name, this.column(column.name), { kind });
    }));
  }

  /** @internal */
  static is(value: unknown): value is Table {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  /**
   * The features as a matrix: numbers as they are, booleans as 0 and 1; `id` and `ignore` columns are left out.
   *
   * @throws SegmentryError `COLUMN_TYPE` (text or a date), `MISSING_VALUE`, `EMPTY_DATA`
   */
  toMatrix(): Matrix {
    return tableToMatrix("Table", this);
  }

  /** The numbers of {@link toMatrix}, row after row. */
  get data(): Float64Array {
    return this.toMatrix().data;
  }
}

/** The features of a table as a matrix, refused in the name of `who`. */
export function tableToMatrix(who: string, table: Table): Matrix {
  const features = table.specs.filter(isFeature), d = features.length;
  if (d === 0) {
    throw new SegmentryError("EMPTY_DATA", who, "at least one feature column", `${table.columns} columns of kind id or ignore`);
  }
  checkNumeric(who, features);
  const data = new Float64Array(table.rows * d);
  features.forEach(({ name }, j) => {
    const { values } = table.store(name) as Column & { values: Float64Array };
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) {
        throw new SegmentryError("MISSING_VALUE", who, `column ${show(name)} to have no missing value`, `one at row index ${i}`, "fill it with an Imputer, or leave the row out");
      }
      data[i * d + j] = value;
    }
  });
  return Matrix.wrap(data, table.rows, d, features.map(({ name }) => name));
}

/** Refuses text and date columns among features that must become numbers. */
export function checkNumeric(who: string, features: readonly ColumnSpec[]): void {
  const wrong = features.find(({ type }) => type === "text" || type === "date");
  if (!wrong) return;
  const remedy = wrong.type === "text" ? "encode it first, for example with OneHotEncoder" : 'leave it out with the kind "ignore"';
  throw new SegmentryError("COLUMN_TYPE", who, "numeric columns", `the ${wrong.type} column ${show(wrong.name)}`, remedy);
}

/** Refuses anything but a list of one or more plain records. */
export function checkRecords(who: string, records: readonly object[]): void {
  if (!Array.isArray(records)) throw new SegmentryError("NOT_NUMERIC", who, "a Table or a list of records", show(records));
  if (records.length === 0) throw new SegmentryError("EMPTY_DATA", who, "at least one row", "none");
  const wrong = records.findIndex((record: unknown) => typeof record !== "object" || record === null || Array.isArray(record));
  if (wrong >= 0) throw new SegmentryError("COLUMN_TYPE", who, "records (objects with a value a column)", `${show(records[wrong])} at row index ${wrong}`);
}

/** The values of one name of each record; only the record's own. */
export function columnOf(records: readonly object[], name: string): unknown[] {
  return records.map((record) => (Object.hasOwn(record, name) ? (record as Record<string, unknown>)[name] : undefined));
}

/** Columns that are needed and not there. */
export function missingColumns(who: string, missing: readonly string[], present: readonly string[]): SegmentryError {
  const plural = missing.length > 1 ? "columns" : "column";
  return new SegmentryError("MISSING_COLUMN", who, `the ${plural} ${showNames(missing)}`, `only ${showNames(present, 12)}`);
}

const KEEPS_TYPE: readonly ColumnKind[] = ["id", "ignore"];
const KINDS: readonly string[] = ["numeric", "categorical", "date", "id", "ignore"];

function checkSchema(schema: Readonly<Record<string, ColumnKind>> | undefined, names: readonly string[]): void {
  const stated = Object.keys(schema ?? {});
  const unknown = stated.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw missingColumns("Table schema", unknown, names);
  const wrong = stated.find((name) => !KINDS.includes(schema![name]!));
  if (wrong !== undefined) {
    throw new SegmentryError("INVALID_OPTION", "Table schema", `kinds among ${KINDS.join(", ")}`, `${show(schema![wrong])} for ${show(wrong)}`);
  }
}
