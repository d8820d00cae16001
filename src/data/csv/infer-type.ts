import type { ColumnType } from "../column";
import { parseDate, parseNumber } from "../parse";
import { isCode, isNoNumber, parseBoolean } from "./cells";

/** The type of a column with these distinct texts. A column without any is one of numbers, all missing. */
export function inferType(levels: readonly string[]): ColumnType {
  if (levels.length === 0 || areNumbers(levels)) return "number";
  if (levels.every((text) => !Number.isNaN(parseBoolean(text)))) return "boolean";
  if (levels.every((text) => !Number.isNaN(parseDate(text)))) return "date";
  return "text";
}

/** Whether texts are numbers: at least one is, the others say that there is none, and no integer is a code. */
export function areNumbers(levels: readonly string[]): boolean {
  let numbers = 0;
  for (const text of levels) {
    if (isNoNumber(text)) continue;
    if (Number.isNaN(parseNumber(text)) || isCode(text)) return false;
    numbers++;
  }
  return numbers > 0;
}
