import { SegmentryError, show } from "../errors";
import { Dictionary, type Column, type ColumnSpec, type ColumnType } from "./column";

/** Missing: null, undefined, NaN, empty text and text of white space. */
export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value) || (typeof value === "string" && value.trim() === "");
}

const TYPES: Record<string, ColumnType> = { number: "number", bigint: "number", string: "text", boolean: "boolean" };

/** The type of a value; undefined where a table cannot hold it. */
export function typeOf(value: unknown): ColumnType | undefined {
  return value instanceof Date ? "date" : TYPES[typeof value];
}

/** A column of plain JavaScript values that must have the type of its spec. */
export function fillColumn(who: string, { name, kind, type }: ColumnSpec, values: ArrayLike<unknown>): Column {
  const spec = { name, kind, type };
  if (spec.type === "text") {
    const dictionary = new Dictionary(), codes = new Int32Array(values.length);
    for (let i = 0; i < values.length; i++) {
      codes[i] = isMissing(values[i]) ? -1 : dictionary.code(asText(who, spec.name, values[i], i));
    }
    return { ...spec, type: "text", codes, levels: dictionary.levels };
  }
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    numbers[i] = isMissing(values[i]) ? NaN : asNumber(who, spec, values[i], i);
  }
  return { ...spec, type: spec.type, values: numbers };
}

function asText(who: string, name: string, value: unknown, row: number): string {
  if (value instanceof Date) return value.toISOString();
  if (typeOf(value) === undefined) throw wrongType(who, name, "text", value, row);
  return String(value);
}

function asNumber(who: string, { name, type }: ColumnSpec, value: unknown, row: number): number {
  if (type === "date") {
    const time = value instanceof Date ? value.getTime() : NaN;
    if (Number.isNaN(time)) throw wrongType(who, name, "dates", value, row, "give Date objects");
    return time;
  }
  const number = typeof value === "bigint" || typeof value === "boolean" ? Number(value) : value;
  if (typeof number !== "number") throw wrongType(who, name, "numbers", value, row, "convert text with Number() first");
  if (!Number.isFinite(number)) {
    throw new SegmentryError("NOT_FINITE", who, `column ${show(name)} to hold finite numbers`, `${number} at row index ${row}`);
  }
  return number;
}

/** A value of another type than its column. */
export function wrongType(who: string, name: string, rule: string, value: unknown, row: number, remedy?: string): SegmentryError {
  return new SegmentryError("COLUMN_TYPE", who, `column ${show(name)} to hold ${rule}`, `${show(value)} at row index ${row}`, remedy);
}
