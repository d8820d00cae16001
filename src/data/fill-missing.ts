import { codeOf, type Column } from "./column";

/** The same column with its missing values filled: text by text, all else by a number. */
export function fillMissing(column: Column, fill: number | string): Column {
  if (column.type !== "text") return { ...column, values: column.values.map((value) => (Number.isNaN(value) ? (fill as number) : value)) };
  if (!column.codes.includes(-1)) return column;
  const known = new Map(column.levels.map((level, code) => [level, code]));
  return { ...column, codes: column.codes.map((code) => (code < 0 ? codeOf(known, fill as string) : code)), levels: [...known.keys()] };
}
