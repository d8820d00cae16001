import { ownText } from "../data/own-text";
import { missingColumns } from "../data";
import { DATE_EXAMPLES, DATE_FORMATS, parseDateIn, type DateFormat } from "../data/dates";
import { parseNumber } from "../data/parse";
import { SegmentryError, show } from "../errors";
import type { OrderSettings } from "./options";
import type { OrderRows } from "./order-rows";
import { isOrderTime, ORDER_DAYS } from "./years";

/** Rows of orders as plain values; those without a customer, and bad ones that are to be left out, are not among them. */
export interface ReadRows {
  readonly customers: string[];
  readonly times: number[];
  /** Below 0 for returns, -0 for those of amount 0. */
  readonly amounts: number[];
  readonly isReturn: boolean[];
  /** What tells orders apart; undefined for each row where no column does. */
  readonly orders: (string | undefined)[];
  readonly categories: (string | undefined)[];
  readonly missingCustomers: number;
  readonly bad: number;
  /** How many dates that cannot be read are dates of another format, by that format. */
  readonly otherFormats: ReadonlyMap<DateFormat, number>;
}

/**
 * Reads all rows before any of them counts: refused rows leave nothing half-counted.
 *
 * @param unseen columns that no row has had so far
 */
export function readRows(who: string, rows: OrderRows, settings: OrderSettings, unseen: readonly string[]): ReadRows {
  const { customer, date, amount, order, category, dateFormat, badRows } = settings;
  const read = { customers: [] as string[], times: [] as number[], amounts: [] as number[], isReturn: [] as boolean[], orders: [] as (string | undefined)[], categories: [] as (string | undefined)[], missingCustomers: 0, bad: 0, otherFormats: new Map<DateFormat, number>() };
  const timeOf = remembering((value) => parseDateIn(value, dateFormat));
  let first: Bad | undefined;
  for (let row = 0; row < rows.rows; row++) {
    const id = idAt(who, rows, row, customer);
    if (NOBODY.has(id)) {
      read.missingCustomers++;
      continue;
    }
    const when = rows.value(row, date), time = timeOf(when), numbers = amount.map((name) => numberOf(rows.value(row, name)));
    const product = numbers.reduce((all, number) => all * number, 1);
    // A product that overflows is as bad as its last factor.
    const one = numbers.findIndex((number) => !Number.isFinite(number)), wrong = one < 0 && !Number.isFinite(product) ? numbers.length - 1 : one;
    const isTime = isOrderTime(time);
    if (!isTime || wrong >= 0) {
      read.bad++;
      if (Number.isNaN(time)) for (const format of formatsOf(when)) read.otherFormats.set(format, (read.otherFormats.get(format) ?? 0) + 1);
      first ??= isTime ? { column: amount[wrong]!, value: rows.value(row, amount[wrong]!), where: rows.where(row) } : { column: date, value: when, where: rows.where(row), time };
      continue;
    }
    read.customers.push(id);
    read.times.push(time);
    const isReturn = product < 0 || (numbers.length > 1 && numbers[0]! < 0);
    read.isReturn.push(isReturn);
    read.amounts.push(isReturn ? -Math.abs(product) : product);
    // A row without the name of an order is an order of its own.
    read.orders.push(order === undefined ? undefined : idAt(who, rows, row, order) || undefined);
    read.categories.push(category === undefined ? undefined : idAt(who, rows, row, category));
  }
  if (first && badRows === "error") throw unseen.includes(first.column) ? missingColumns(who, unseen, rows.names) : refusal(who, first, read.bad, rows.rows, settings);
  return read;
}

interface Bad {
  readonly column: string;
  readonly value: unknown;
  readonly where: string;
  /** Of a date, NaN where it cannot be read. */
  readonly time?: number;
}

function refusal(who: string, { column, value, where, time }: Bad, bad: number, rows: number, { dateFormat }: OrderSettings): SegmentryError {
  const leave = 'correct them, or leave such rows out with badRows: "exclude"', rest = ` ${where}${bad > 1 ? `, one of ${bad} such rows among ${rows}` : ""}`, found = show(value) + rest;
  if (time === undefined) return new SegmentryError("NOT_NUMERIC", who, `column ${show(column)} to hold numbers`, found, leave);
  if (!Number.isNaN(time)) return new SegmentryError("COLUMN_TYPE", who, `column ${show(column)} to hold dates ${ORDER_DAYS}`, new Date(time).toISOString() + rest, leave);
  const formats = formatsOf(value), remedy = formats.length > 0 ? `state dateFormat: ${formats.map(show).join(" or ")}` : leave;
  return new SegmentryError("COLUMN_TYPE", who, `column ${show(column)} to hold dates as ${DATE_EXAMPLES[dateFormat]}`, found, remedy);
}

/** The formats in which a value is a date. */
function formatsOf(value: unknown): readonly DateFormat[] {
  return typeof value === "string" ? DATE_FORMATS.filter((format) => !Number.isNaN(parseDateIn(value, format))) : [];
}

/** Rows of an order have the same date and follow each other: it is parsed once. */
function remembering(parse: (value: unknown) => number): (value: unknown) => number {
  let last: unknown, time = NaN;
  return (value) => {
    if (value !== last || typeof value !== "string") [last, time] = [value, parse(value)];
    return time;
  };
}

/** What programs write for a customer who is not known. */
const NOBODY: ReadonlySet<string> = /* @__PURE__ */ new Set(["", "NULL", "Null", "null", "NA", "N/A", "#N/A", "NaN", "nan", "None", "none", "undefined"]);

/** The text of an id, "" where it is missing. What pandas writes for a whole number beside missing ones, 17850.0, is 17850. */
function idAt(who: string, rows: OrderRows, row: number, name: string): string {
  const value = rows.value(row, name);
  if (value === null || value === undefined || (typeof value === "number" && Number.isNaN(value))) return "";
  const text = textOf(value)?.trim();
  if (text === undefined) throw new SegmentryError("COLUMN_TYPE", who, `column ${show(name)} to hold texts or numbers`, `${show(value)} ${rows.where(row)}`, "convert it to text first");
  return ownText(/^\d+\.0+$/.test(text) ? text.slice(0, text.indexOf(".")) : text);
}

/** The text of a value, also of an id of a database driver; undefined where it has none of its own. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "symbol" || typeof value === "function" || Array.isArray(value)) return undefined;
  try {
    const text = `${value as string}`;
    return text.startsWith("[object ") && typeof value === "object" ? undefined : text;
  } catch {
    return undefined;
  }
}

function numberOf(value: unknown): number {
  return typeof value === "string" ? parseNumber(value) : typeof value === "number" || typeof value === "bigint" ? Number(value) : NaN;
}
