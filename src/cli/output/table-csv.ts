import type { Table, Value } from "../../index";
import { csvLines } from "./csv";

const DAY = 86_400_000;

/** A table as CSV: dates as ISO 8601, days where a column has no times; blank where missing. */
export function tableCsv(table: Table, more: Readonly<Record<string, readonly string[]>> = {}): string {
  const cells = table.toRows(), days = table.names.map((_, j) => cells.every((row) => !(row[j] instanceof Date) || +row[j] % DAY === 0));
  const extra = Object.values(more), rows = cells.map((row, i) => [...row.map((value, j) => cellText(value, days[j]!)), ...extra.map((values) => values[i]!)]);
  return csvLines([[...table.names, ...Object.keys(more)], ...rows]);
}

function cellText(value: Value, isDay: boolean): string {
  if (value === null) return "";
  if (!(value instanceof Date)) return String(value);
  return isDay ? value.toISOString().slice(0, 10) : value.toISOString().replace(/\.000Z$/, "Z");
}
