import { freeName } from "../input/columns";
import { csvLines } from "../output/csv";
import type { Segmented } from "./segmenting";

/** The id of each customer, or where there is none the row from 1, and its segment; blank where the customer was left out. */
export function labelsCsv({ table, result }: Segmented): string {
  const { id } = result.model, ids = id === null ? undefined : table.column(id), name = id ?? "row";
  const rows = Array.from(result.labels, (label, row) => [ids ? String(ids[row] ?? "") : String(row + 1), label < 0 ? "" : String(label)]);
  return csvLines([[name, freeName("segment", [name])], ...rows]);
}
