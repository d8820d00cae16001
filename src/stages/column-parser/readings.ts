import { isMissing } from "../../data";
import { parseDateIn, type DateFormat } from "../../data/dates";
import { parseNumber } from "../../data/parse";

/** How numbers stand in text. */
export interface NumberText {
  readonly as: "number";
  /** What stands before the fraction. */
  readonly decimal: string;
  /** What stands between groups of digits; empty for nothing. Any space stands for every kind of space. */
  readonly group: string;
}

/** How yes and no stand in text, compared without regard to case and white space around. */
export interface BooleanText {
  readonly as: "boolean";
  readonly true: readonly string[];
  readonly false: readonly string[];
}

/** How dates stand in text. */
export interface DateText {
  readonly as: "date";
  readonly format: DateFormat;
}

/** How the text of a column is read. */
export type TextReading = NumberText | BooleanText | DateText;

/** Tells what a value states: a number, 0 or 1, milliseconds since 1970 UTC; NaN where it states none. */
export function readerOf(reading: TextReading): (value: unknown) => number {
  if (reading.as === "number") return numberReader(reading);
  if (reading.as === "date") return (value) => parseDateIn(value, reading.format);
  const states = new Map([...reading.false.map((text) => [fold(text), 0] as const), ...reading.true.map((text) => [fold(text), 1] as const)]);
  return (value) => (typeof value === "boolean" ? Number(value) : value instanceof Date ? NaN : states.get(fold(String(value))) ?? NaN);
}

/** Texts as they are compared. */
export const fold = (text: string): string => text.trim().toLowerCase();

function numberReader({ decimal, group }: NumberText): (value: unknown) => number {
  const between = /^\s$/.test(group) ? "\\s" : group === "'" || group === "’" ? "['’]" : escaped(group), point = escaped(decimal);
  // Groups of two come from India. A group of any other length is a number of another locale.
  const whole = between === "" ? "\\d+" : `\\d+|\\d{1,3}(?:${between}\\d{2,3})*${between}\\d{3}`;
  const shape = new RegExp(`^([+-]?)((?:${whole})?)(?:${point}(\\d*))?([eE][+-]?\\d+)?$`), separators = between === "" ? null : new RegExp(between, "g");
  return (value) => {
    if (typeof value === "bigint") return BigInt(Number(value)) === value ? Number(value) : NaN;
    if (typeof value === "number" || typeof value === "boolean") return Number.isFinite(Number(value)) ? Number(value) : NaN;
    if (typeof value !== "string") return NaN;
    const match = shape.exec(value.trim().replace(/^−/, "-"));
    if (!match) return NaN;
    const [, sign, digits = "", fraction, exponent = ""] = match, plain = separators ? digits.replace(separators, "") : digits;
    const number = parseNumber(`${sign}${plain}${fraction === undefined ? "" : `.${fraction}`}${exponent}`);
    return Number.isFinite(number) ? number : NaN;
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What each of some values states; missing where it is missing or among the texts that mean so. Each text is read once. */
export function readAll(values: ArrayLike<unknown>, reading: TextReading, missing: ReadonlySet<string>): { numbers: Float64Array; unreadable: number[] } {
  const read = readerOf(reading), known = new Map<string, number>(), numbers = new Float64Array(values.length), unreadable: number[] = [];
  for (let row = 0; row < numbers.length; row++) {
    const value = values[row];
    if (isMissing(value) || (typeof value === "string" && missing.has(value.trim()))) {
      numbers[row] = NaN;
      continue;
    }
    let number = typeof value === "string" ? known.get(value) : undefined;
    if (number === undefined) {
      number = read(value);
      if (typeof value === "string") known.set(value, number);
    }
    numbers[row] = number;
    if (Number.isNaN(number)) unreadable.push(row);
  }
  return { numbers, unreadable };
}
