import { parseDate } from "../../data/parse";
import type { ColumnType, Value } from "../../data";
import { show } from "../../errors";

/** Numbers farther from zero than this are no values of customers, and squares of them are no numbers. */
export const LARGEST = 1e100;

/** What a value of JSON is refused for. */
export interface Refusal {
  readonly code: "COLUMN_TYPE" | "OUT_OF_RANGE";
  /** Read after "must be". */
  readonly rule: string;
  readonly found: string;
}

const RULES: Readonly<Record<ColumnType, string>> = {
  number: "a number", boolean: "true or false", text: "text", date: "a date in ISO 8601, such as 2024-06-30 or 2024-06-30T08:26:00Z",
};

/** The value of a column that a value of JSON stands for; undefined where it is none. Strict: JSON tells numbers from text. */
export function readValue(type: ColumnType, value: unknown): Value | undefined {
  if (value === null) return null;
  if (type === "text") return typeof value === "string" ? value : undefined;
  if (type === "boolean") return typeof value === "boolean" ? value : undefined;
  if (type === "number") return typeof value === "number" && Math.abs(value) <= LARGEST ? value : undefined;
  const time = typeof value === "string" ? parseDate(value) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** Why a value is none of a column. */
export function refusalOf(type: ColumnType, value: unknown): Refusal {
  const isFar = type === "number" && typeof value === "number";
  return { code: isFar ? "OUT_OF_RANGE" : "COLUMN_TYPE", rule: isFar ? `a number from -${LARGEST} to ${LARGEST}` : RULES[type], found: show(value) };
}
