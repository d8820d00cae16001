import { show } from "../errors";
import type { Column, ColumnKind, ColumnType } from "./column";
import { fillColumn, isMissing, typeOf, wrongType } from "./fill-column";
import { inferKind } from "./infer-kind";
import { parseDate, parseNumber } from "./parse";

/** How the values of a column are read by its kind, before they must have its type. */
const READERS: Partial<Record<ColumnKind, (value: unknown) => unknown>> = { numeric: asNumber, date: asDate, id: idText, ignore: plainOrNull };

/** A column of plain JavaScript values. Its type is that of its values unless the kind asks for another. */
export function buildColumn(who: string, name: string, values: ArrayLike<unknown>, stated?: ColumnKind): Column {
  const found = typeFor(stated) ?? commonType(who, name, values, stated);
  const type = stated === "numeric" && found !== "boolean" ? "number" : found;
  const kind = stated ?? inferKind(name, type), read = READERS[kind];
  return fillColumn(who, { name, kind, type }, read ? Array.from(values, read) : values);
}

/** The number that text states, as drivers of databases give decimals; other values as they are. */
function asNumber(value: unknown): unknown {
  const number = typeof value === "string" ? parseNumber(value) : NaN;
  return Number.isNaN(number) ? value : number;
}

/** The date that ISO 8601 text stands for; other values as they are. */
function asDate(value: unknown): unknown {
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
  let common: ColumnType | undefined;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isMissing(value)) continue;
    const isId = kind === "id" || (kind === undefined && inferKind(name, "text") === "id");
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

