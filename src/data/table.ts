import { checkInteger, checkOptions, isList, isRecord, SegmentryError, show } from "../errors";
import { buildColumn } from "./build-column";
import { takeRows, type Column, type ColumnKind } from "./column";
import { checkRecords, columnOf, Frame, missingColumns, type TableContent } from "./frame";

/** How to read columns. */
export interface TableOptions {
  /** The use of columns by name, where the inferred one is not right. */
  schema?: Readonly<Record<string, ColumnKind>>;
}

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
export class Table<out Content extends TableContent = TableContent> extends Frame<Content> {
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
    checkOptions("Table", options, ["schema"]);
    checkLists(columns);
    const names = Object.keys(columns), rows = columns[names[0] ?? ""]?.length ?? 0;
    if (rows === 0) throw new SegmentryError("EMPTY_DATA", "Table", "at least one row and one column", "none");
    const ragged = names.find((name) => columns[name]!.length !== rows);
    if (ragged !== undefined) {
      throw new SegmentryError("RAGGED_ROWS", "Table", `every column to have ${rows} values as the first`, `${columns[ragged]!.length} in ${show(ragged)}`);
    }
    checkSchema(options.schema, names);
    const kindOf = (name: string): ColumnKind | undefined =>
      options.schema && Object.hasOwn(options.schema, name) ? options.schema[name] : undefined;
    return Table.wrap(names.map((name) => buildColumn("Table", name, columns[name]!, kindOf(name))));
  }

  /** The table of a frame. */
  static from(frame: Frame): Table {
    return Table.wrap(frame.names.map((name) => frame.store(name)), frame.rows);
  }

  /** @internal */
  static override wrap<C extends TableContent = TableContent>(columns: readonly Column[], rows?: number): Table<C> {
    return new Table<C>(columns, rows);
  }

  /** What each column is used as, by name. */
  get schema(): Record<string, ColumnKind> {
    return Object.fromEntries(this.specs.map(({ name, kind }) => [name, kind]));
  }

  /** The table of some of the rows, by index, in the given order. */
  take(rows: ArrayLike<number>): Table<Content> {
    for (let i = 0; i < rows.length; i++) checkInteger("Table.take", `the row at index ${i}`, rows[i], 0, this.rows - 1, "the rows");
    return Table.wrap<Content>(this.names.map((name) => takeRows(this.store(name), rows)), rows.length);
  }

  /**
   * The same table with some columns used as something else; their values are read anew where that changes their type.
   *
   * @throws SegmentryError `MISSING_COLUMN`, `INVALID_OPTION`, `COLUMN_TYPE`
   */
  withSchema(schema: Readonly<Record<string, ColumnKind>>): Table {
    checkSchema(schema, this.names);
    return Table.wrap(this.names.map((name) => {
      const column = this.store(name);
      const kind = Object.hasOwn(schema, column.name) ? schema[column.name]! : column.kind;
      if (kind === column.kind) return column;
      return KEEPS_TYPE.includes(kind) ? { ...column, kind } : buildColumn("Table", name, this.column(name), kind);
    }));
  }
}

function checkLists(columns: unknown): void {
  if (!isRecord(columns)) {
    throw new SegmentryError("INVALID_OPTION", "Table", "an object with a list of values for each column", show(columns));
  }
  const wrong = Object.entries(columns).find(([, values]) => !isList(values));
  if (wrong) throw new SegmentryError("INVALID_OPTION", "Table", `a list of values for column ${show(wrong[0])}`, show(wrong[1]));
}

const KEEPS_TYPE: readonly ColumnKind[] = ["id", "ignore"];
const KINDS: readonly string[] = ["numeric", "categorical", "date", "id", "ignore"];

function checkSchema(schema: Readonly<Record<string, ColumnKind>> | undefined, names: readonly string[]): void {
  if (schema !== undefined) checkOptions("Table schema", schema, Object.keys(schema ?? {}));
  const stated = Object.keys(schema ?? {});
  const unknown = stated.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw missingColumns("Table schema", unknown, names);
  const wrong = stated.find((name) => !KINDS.includes(schema![name]!));
  if (wrong !== undefined) {
    throw new SegmentryError("INVALID_OPTION", "Table schema", `kinds among ${KINDS.join(", ")}`, `${show(schema![wrong])} for ${show(wrong)}`);
  }
}
