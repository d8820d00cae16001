import { SegmentryError, show } from "../errors";
import { Dictionary, type Column, type ColumnKind, type ColumnSpec, type ColumnType } from "./column";
import { inferKind } from "./infer-kind";
import { parseDate } from "./parse";

/** Missing: null, undefined, NaN, empty text and text of white space. */
export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value) || (typeof value === "string" && value.trim() === "");
}

/** A column of plain JavaScript values. Its type is that of its values unless the kind or type asks for another. */
export function buildColumn(
  who: string, name: string, values: ArrayLike<unknown>, wanted: { kind?: ColumnKind | undefined; type?: ColumnType | undefined } = {},
): Column {
  const found = wanted.type ?? typeFor(wanted.kind) ?? commonType(who, name, values, wanted.kind);
  const kind = wanted.kind ?? inferKind(name, found);
  return fill(who, { name, kind, type: found }, values);
}

function typeFor(kind: ColumnKind | undefined): ColumnType | undefined {
  return kind === "numeric" ? "number" : kind === "date" ? "date" : kind === "categorical" ? "text" : undefined;
}

const TYPES: Record<string, ColumnType> = { number: "number", bigint: "number", string: "text", boolean: "boolean" };

function typeOf(value: unknown): ColumnType | undefined {
  return value instanceof Date ? "date" : TYPES[typeof value];
}

function commonType(who: string, name: string, values: ArrayLike<unknown>, kind: ColumnKind | undefined): ColumnType {
  let common: ColumnType | undefined;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isMissing(value)) continue;
    const type = typeOf(value);
    if (type === undefined) throw wrongType(who, name, "numbers, text, booleans or dates", value, i);
    if (common !== undefined && type !== common) {
      if (kind === "id" || kind === "ignore" || inferKind(name, type) === "id") return "text";
      throw wrongType(who, name, `values of one type (${common} so far)`, value, i, `state the column's kind, for example schema: { ${show(name)}: "categorical" }`);
    }
    common = type;
  }
  return common ?? "number";
}

function fill(who: string, spec: ColumnSpec, values: ArrayLike<unknown>): Column {
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
    const time = value instanceof Date ? value.getTime() : typeof value === "string" ? parseDate(value) : NaN;
    if (Number.isNaN(time)) throw wrongType(who, name, "dates", value, row, "give Date objects or ISO 8601 text");
    return time;
  }
  const number = typeof value === "bigint" || typeof value === "boolean" ? Number(value) : value;
  if (typeof number !== "number") throw wrongType(who, name, "numbers", value, row, "convert text with Number() first");
  if (!Number.isFinite(number)) {
    throw new SegmentryError("NOT_FINITE", who, `column ${show(name)} to hold finite numbers`, `${number} at row index ${row}`);
  }
  return number;
}

function wrongType(who: string, name: string, rule: string, value: unknown, row: number, remedy?: string): SegmentryError {
  return new SegmentryError("COLUMN_TYPE", who, `column ${show(name)} to hold ${rule}`, `${show(value)} at row index ${row}`, remedy);
}
