import { SegmentryError, show } from "../errors";
import { codeOf, type Column, type ColumnSpec, type ColumnType } from "./column";

/** Missing: null, undefined, NaN, an invalid date, empty text and text of white space. */
export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value instanceof Date ? +value : value) || (typeof value === "string" && value.trim() === "");
}

const TYPES: Record<string, ColumnType> = { number: "number", bigint: "number", string: "text", boolean: "boolean" };

/** The type of a value; undefined where a table cannot hold it. */
export function typeOf(value: unknown): ColumnType | undefined {
  return value instanceof Date ? "date" : TYPES[typeof value];
}

/** A column of plain JavaScript values that must have the type of its spec. */
export function fillColumn(who: string, spec: ColumnSpec, values: ArrayLike<unknown>): Column {
  const { name, kind, type } = spec;
  if (type === "text") {
    const known = new Map<string, number>(), codes = new Int32Array(values.length);
    for (let i = 0; i < values.length; i++) {
      codes[i] = isMissing(values[i]) ? -1 : codeOf(known, asText(who, name, values[i], i));
    }
    return { name, kind, type, codes, levels: [...known.keys()] };
  }
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    numbers[i] = isMissing(values[i]) ? NaN : asNumber(who, spec, values[i], i);
  }
  return { name, kind, type, values: numbers };
}

function asText(who: string, name: string, value: unknown, row: number): string {
  if (value instanceof Date) return value.toISOString();
  if (typeOf(value) === undefined) throw wrongType(who, name, "text", value, row);
  return String(value);
}

function asNumber(who: string, { name, type }: ColumnSpec, value: unknown, row: number): number {
  const number = Number(value);
  if (typeOf(value) !== type || (typeof value === "bigint" && BigInt(number) !== value)) {
    throw wrongType(who, name, `${type}s`, value, row, type === "number" ? "convert text with Number() first" : undefined);
  }
  if (Number.isFinite(number)) return number;
  throw new SegmentryError("NOT_FINITE", who, `column ${show(name)} to hold finite numbers`, `${number} at row index ${row}`);
}

/** A value of another type than its column. */
export function wrongType(who: string, name: string, rule: string, value: unknown, row: number, remedy?: string): SegmentryError {
  return new SegmentryError("COLUMN_TYPE", who, `column ${show(name)} to hold ${rule}`, `${show(value)} at row index ${row}`, remedy);
}
