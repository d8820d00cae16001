import type { ColumnType } from "../column";
import { parseDate, parseNumber } from "../parse";

/** Whether a text is blank or among the trimmed texts that mean missing. */
export function isMissingText(text: string, missing: ReadonlySet<string>): boolean {
  const trimmed = text.trim();
  return trimmed === "" || missing.has(trimmed);
}

const NO_NUMBER: ReadonlySet<string> = new Set(["NA", "N/A", "NaN", "null", "NULL", "None"]);

/** Whether a text means missing among numbers, though not among words (where "NA" may be Namibia). */
export const isNoNumber = (text: string): boolean => NO_NUMBER.has(text.trim());

const INTEGER = /^[+-]?\d+$/;
const LEADING_ZERO = /^[+-]?0\d/;

/** Whether digits are a code rather than a number: "007", or more digits than float64 can hold. */
export function isCode(text: string): boolean {
  const trimmed = text.trim();
  return INTEGER.test(trimmed) && (LEADING_ZERO.test(trimmed) || !Number.isSafeInteger(Number(trimmed)));
}

/** 1 for true and 0 for false in any case, NaN for all else. */
export function parseBoolean(text: string): number {
  const word = text.trim().toLowerCase();
  return word === "true" ? 1 : word === "false" ? 0 : NaN;
}

/** How the texts of each type become numbers; NaN where they do not. */
export const PARSERS: Readonly<Record<Exclude<ColumnType, "text">, (text: string) => number>> = {
  number: parseNumber, boolean: parseBoolean, date: parseDate,
};
