import type { LeftOut } from "../../index";

/** The columns that were left out, those of the same reason together. */
export function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { column, reason } of leftOut) byReason.set(reason, [...(byReason.get(reason) ?? []), column]);
  return Array.from(byReason, ([reason, columns]) => `${columns.join(", ")} (${reason})`);
}

/** Notes as items of a list. */
export const noteLines = (notes: readonly string[]): string[] => notes.map((note) => note.replace(/\.$/, ""));
