import Papa from "papaparse";

/** Lines of CSV, each with its end. */
export function csvLines(rows: readonly (readonly string[])[], delimiter = ","): string {
  return rows.length > 0 ? `${Papa.unparse(rows as string[][], { delimiter, newline: "\n" })}\n` : "";
}
