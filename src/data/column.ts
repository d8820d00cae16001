import { SegmentryError, show } from "../errors";

/** What a column is used as; a user can override what was inferred. `id` and `ignore` columns are never features. */
export type ColumnKind = "numeric" | "categorical" | "date" | "id" | "ignore";

/** What the values of a column are. */
export type ColumnType = "number" | "boolean" | "date" | "text";

/** A single value of a table; null where it is missing. */
export type Value = number | string | boolean | Date | null;

/** The name, use and type of one column. */
export interface ColumnSpec {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly type: ColumnType;
}

/** Numbers, booleans as 0 and 1, dates as milliseconds since 1970 UTC; NaN where missing. */
export interface NumberColumn extends ColumnSpec {
  readonly type: "number" | "boolean" | "date";
  readonly values: Float64Array;
}

/** Text as indices into its distinct values in order of appearance; -1 where missing. */
export interface TextColumn extends ColumnSpec {
  readonly type: "text";
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

export type Column = NumberColumn | TextColumn;

export const isFeature = (column: ColumnSpec): boolean => column.kind !== "id" && column.kind !== "ignore";

export const specOf = ({ name, kind, type }: ColumnSpec): ColumnSpec => ({ name, kind, type });

/** The same column, used as its type says where it is no feature. */
export function asFeature(column: ColumnSpec): ColumnSpec {
  const spec = specOf(column);
  if (isFeature(spec)) return spec;
  return { ...spec, kind: spec.type === "text" ? "categorical" : spec.type === "date" ? "date" : "numeric" };
}

export const lengthOf = (column: Column): number => (column.type === "text" ? column.codes : column.values).length;

/** The value at a row, as the caller gave it. */
export function valueAt(column: Column, row: number): Value {
  if (column.type === "text") {
    const code = column.codes[row]!;
    return code < 0 ? null : column.levels[code]!;
  }
  const value = column.values[row]!;
  if (Number.isNaN(value)) return null;
  return column.type === "number" ? value : column.type === "boolean" ? value !== 0 : new Date(value);
}

/** Whether a row has no value. */
export function isMissingAt(column: Column, row: number): boolean {
  return column.type === "text" ? column.codes[row]! < 0 : Number.isNaN(column.values[row]!);
}

/** The same column with some of its rows, in the given order; with just the levels that occur, in the order in which they do. */
export function takeRows(column: Column, rows: ArrayLike<number>): Column {
  if (column.type !== "text") return { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) };
  const known = new Map<number, number>(), codes = Int32Array.from(rows, (row) => {
    const code = column.codes[row]!;
    if (code >= 0 && !known.has(code)) known.set(code, known.size);
    return known.get(code) ?? code;
  });
  return { ...column, codes, levels: Array.from(known.keys(), (code) => column.levels[code]!) };
}

/** A missing value where none may be. */
export function missingValue(who: string, name: string, row: number): SegmentryError {
  return new SegmentryError("MISSING_VALUE", who, `column ${show(name)} to have no missing value`, `one at row index ${row}`, "fill it with an Imputer, or leave the row out");
}

/** The code of a text among distinct ones, which it joins where it is new; codes are in order of appearance. */
export function codeOf(codes: Map<string, number>, text: string): number {
  const code = codes.get(text) ?? codes.size;
  if (code === codes.size) codes.set(text, code);
  return code;
}
