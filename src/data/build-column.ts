import { show } from "../errors";
import type { Column, ColumnKind, ColumnType, TextColumn } from "./column";
import { fillColumn, isMissing, typeOf, wrongType } from "./fill-column";
import { inferKind } from "./infer-kind";
import { parseDate, parseNumber } from "./parse";

/** How the values of a column are read by its kind, before they must have its type. */
const READERS: Partial<Record<ColumnKind, (value: unknown) => unknown>> = { numeric: asNumber, date: asDate, id: idText, ignore: plainOrNull };

/** A column of plain JavaScript values. Its type is that of its values unless the kind asks for another. */
export function buildColumn(who: string, name: string, values: ArrayLike<unknown>, stated?: ColumnKind): Column {
  const plain = plainColumn(name, values, stated);
  if (plain) return plain;
  const found = typeFor(stated) ?? commonType(who, name, values, stated);
  const type = stated === "numeric" && found !== "boolean" ? "number" : found;
  const kind = stated ?? inferKind(name, type), read = READERS[kind];
  return fillColumn(who, { name, kind, type }, read ? Array.from(values, read) : values);
}

/** The column of values that are all texts, or all finite numbers, or missing, in one pass; null for any others. */
function plainColumn(name: string, values: ArrayLike<unknown>, stated: ColumnKind | undefined): Column | null {
  let i = 0;
  while (i < values.length && (values[i] === null || values[i] === undefined)) i++;
  if (typeof values[i] === "string" && stated !== "numeric" && stated !== "date") {
    const texts = internTexts(values);
    return texts && { name, kind: stated ?? inferKind(name, "text"), type: "text", ...texts };
  }
  if (typeof values[i] !== "number" || (stated !== undefined && stated !== "numeric" && stated !== "id")) return null;
  const numbers = plainNumbers(values);
  return numbers && { name, kind: stated ?? inferKind(name, "number"), type: "number", values: numbers };
}

function internTexts(values: ArrayLike<unknown>): Pick<TextColumn, "codes" | "levels"> | null {
  const codes = new Int32Array(values.length), known = new Map<unknown, number>(), levels: string[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    let code = known.get(value);
    if (code === undefined) {
      if (typeof value !== "string" && !isMissing(value)) return null;
      code = isMissing(value) ? -1 : levels.push(value as string) - 1;
      known.set(value, code);
    }
    codes[i] = code;
  }
  return levels.length > 0 ? { codes, levels } : null;
}

function plainNumbers(values: ArrayLike<unknown>): Float64Array | null {
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < numbers.length; i++) {
    const value = values[i] ?? NaN;
    if (typeof value !== "number" || value === Infinity || value === -Infinity) return null;
    numbers[i] = value;
  }
  return numbers;
}

/** The number that text states, as drivers of databases give decimals; other values as they are. */
function asNumber(value: unknown): unknown {
  const number = typeof value === "string" ? parseNumber(value) : NaN;
  return Number.isNaN(number) ? value : number;
}

/** The date that ISO 8601 text stands for; other values as they are. */
export function asDate(value: unknown): unknown {
  const time = typeof value === "string" ? parseDate(value) : NaN;
  return Number.isNaN(time) ? value : new Date(time);
}

/** Ids may be objects of a database driver. */
function idText(value: unknown): unknown {
  return typeOf(value) === undefined && !isMissing(value) ? String(value) : value;
}

/** What nobody looks at may be anything, nested values of an API too. */
function plainOrNull(value: unknown): unknown {
  return typeOf(value) === undefined ? null : value;
}

function typeFor(kind: ColumnKind | undefined): ColumnType | undefined {
  return kind === "ignore" ? "text" : kind === "date" ? "date" : kind === "categorical" ? "text" : undefined;
}

function commonType(who: string, name: string, values: ArrayLike<unknown>, kind: ColumnKind | undefined): ColumnType {
  const isId = kind === "id" || (kind === undefined && inferKind(name, "text") === "id");
  let common: ColumnType | undefined;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isMissing(value)) continue;
    // Beyond 2^53 a number is no longer the id that it was.
    if (isId && (typeof value === "bigint" || typeof value === "object") && !(value instanceof Date)) return "text";
    const type = typeOf(value);
    if (type === undefined) throw wrongType(who, name, "numbers, text, booleans or dates", value, i);
    if (common !== undefined && type !== common) {
      if (isId) return "text";
      if (kind === "numeric") return "number";
      throw wrongType(who, name, `values of one type (${common} so far)`, value, i, `state the column's kind, for example schema: { ${show(name)}: "categorical" }`);
    }
    common = type;
  }
  return common ?? "number";
}
