import { sortClasses, specOf, type Column, type NumberColumn, type TextColumn } from "../../data";
import { MOST_LEVELS, type TreeColumn } from "./tree";

/** A column of numbers, booleans or dates as ranks among its different values. */
export interface RankedNumbers {
  readonly type: "number" | "boolean" | "date";
  readonly column: TreeColumn;
  /** For each row the index of its value in `values`; -1 where missing. */
  readonly codes: Int32Array;
  /** The different values, ascending. */
  readonly values: Float64Array;
}

/** A column of text as indices of its values in sorted order, so that nothing hangs on the order of rows. */
export interface RankedText {
  readonly type: "text";
  readonly column: TreeColumn;
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

export type RankedColumn = RankedNumbers | RankedText;

/** Some of the rows of a column with its values ranked. O(rows log rows). */
export function rankColumn(who: string, column: Column, rows: Int32Array): RankedColumn {
  return column.type === "text" ? rankText(who, column, rows) : rankNumbers(column, rows);
}

function rankNumbers(column: NumberColumn, rows: Int32Array): RankedNumbers {
  const taken = new Float64Array(rows.length), codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = column.values[rows[i]!]!;
  const values = differentValues(taken);
  for (let i = 0; i < rows.length; i++) codes[i] = Number.isNaN(taken[i]) ? -1 : indexIn(values, taken[i]!);
  const range = values.length > 0 ? [values[0]! + 0, values[values.length - 1]! + 0] as const : null;
  const integers = column.type === "number" && values.every((value) => Number.isSafeInteger(value));
  return { type: column.type, column: { ...specOf(column), missing: codes.includes(-1), integers, range, levels: null }, codes, values };
}

/** Ascending; -0 is 0, NaN is none. */
function differentValues(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i]!;
    if (!Number.isNaN(value) && (count === 0 || value !== sorted[count - 1])) sorted[count++] = value;
  }
  return sorted.slice(0, count);
}

/** Where a value stands among ascending ones that have it. */
function indexIn(values: Float64Array, value: number): number {
  let low = 0, high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rankText(who: string, column: TextColumn, rows: Int32Array): RankedText {
  const seen = new Set<number>();
  for (const row of rows) seen.add(column.codes[row]!);
  const missing = seen.delete(-1), values = sortClasses(who, Array.from(seen, (code) => column.levels[code]!)) as string[];
  const order = new Map(values.map((value, i) => [value, i])), ranks = column.levels.map((level) => order.get(level) ?? -1);
  const codes = Int32Array.from(rows, (row) => ranks[column.codes[row]!] ?? -1);
  return { type: "text", column: { ...specOf(column), missing, integers: false, range: null, levels: values.length > MOST_LEVELS ? null : values }, codes, values };
}

/** The rows in the order of their values, those without one last: counted, not compared. O(rows + values). */
export function orderOf(codes: Int32Array, values: number): Int32Array {
  const next = new Int32Array(values + 1), order = new Int32Array(codes.length), at = (code: number): number => (code < 0 ? values : code);
  for (const code of codes) if (at(code) < values) next[at(code) + 1]!++;
  for (let i = 1; i <= values; i++) next[i]! += next[i - 1]!;
  for (let row = 0; row < codes.length; row++) order[next[at(codes[row]!)]!++] = row;
  return order;
}

