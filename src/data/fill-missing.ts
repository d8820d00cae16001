import { codeOf, isMissingAt, lengthOf, type Column } from "./column";

/** The same column with its missing values filled: text by text, all else by a number. */
export function fillMissing(column: Column, fill: number | string): Column {
  if (!hasMissing(column)) return column;
  if (column.type !== "text") return { ...column, values: column.values.map((value) => (Number.isNaN(value) ? (fill as number) : value)) };
  const known = new Map<string, number>(), codes = column.levels.map((level) => codeOf(known, level));
  return { ...column, codes: column.codes.map((code) => (code < 0 ? codeOf(known, fill as string) : codes[code]!)), levels: [...known.keys()] };
}

function hasMissing(column: Column): boolean {
  for (let row = lengthOf(column) - 1; row >= 0; row--) if (isMissingAt(column, row)) return true;
  return false;
}
