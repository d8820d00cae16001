import type { ExplainedNote, SummaryNote } from "../../contract/types";
import type { Value } from "../../index";
import { formatShare } from "../../report/render";
import { formatCount } from "../terminal/numbers";

/** What was done to one value, in words: what stood there, why, and what was taken for it. */
export function noteText({ column, code, found, used, reason }: Pick<ExplainedNote, "column" | "code" | "found" | "used" | "reason">): string {
  const value = found === null ? "" : ` ${valueText(found)}`, taken = used !== null && valueText(used) !== valueText(found) ? `, taken as ${valueText(used)}` : "";
  return `${column ?? code.toLowerCase()}${value}: ${reason}${taken}`;
}

/** What was done to many rows, one line each. */
export function summaryLines(notes: readonly SummaryNote[], rows: number): string[] {
  return notes.map(({ column, code, reason, rows: count, first: { found, used } }) => {
    const example = found === null ? (used === null ? "" : ` (taken as ${valueText(used)})`) : `, first ${valueText(found)}${used === null || valueText(used) === valueText(found) ? "" : ` (taken as ${valueText(used)})`}`;
    return `${formatCount(count)} (${formatShare(count / rows)}) ${column ?? ""} ${code.toLowerCase().replaceAll("_", " ")}: ${reason}${example}`.replace("  ", " ");
  });
}

function valueText(value: Value): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : typeof value === "string" ? JSON.stringify(value) : String(value);
}
