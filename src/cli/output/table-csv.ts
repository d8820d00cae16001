import type { Table, Value } from "../../index";
import { csvLines } from "./csv";

/** A table as CSV: dates as ISO 8601 days or times, blank where missing. */
export function tableCsv(table: Table, more: Readonly<Record<string, readonly string[]>> = {}): string {
  const extra = Object.values(more), rows = table.toRows().map((row, i) => [...row.map(cellText), ...extra.map((values) => values[i]!)]);
  return csvLines([[...table.names, ...Object.keys(more)], ...rows]);
}

function cellText(value: Value): string {
  if (value === null) return "";
  if (!(value instanceof Date)) return String(value);
  const text = value.toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
}
