import type { ColumnSpec, Table } from "../../index";

/** Some rows of a file of customers, as they came. */
export interface Batch {
  /** The names of the columns: all of the file's, as far as it has been read. */
  readonly names: readonly string[];
  readonly rows: number;
  /** What stands between two fields of CSV. */
  readonly delimiter?: string;
  /** A cell as text; blank where missing. */
  text(row: number, name: string): string;
  /** The names and the JSON text of the values of a row; columns of the model as their type says. */
  json(row: number, specs: readonly ColumnSpec[]): string;
  /** Just the given columns of some rows, read as their types say and never inferred. */
  table(specs: readonly ColumnSpec[], rows: readonly number[]): Table;
  /** Where a row stands, for example "in line 7". */
  where(row: number): string;
  /** A column of a row that the header does not have; undefined where there is none. */
  stranger(row: number): string | undefined;
}
