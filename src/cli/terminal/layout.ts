import { wrap } from "../../report/render/safe-text";
import { cut, plain } from "./plain";

export { wrap };

/** Lines of cells in columns, numbers to the right, none longer than the width. The first row is the head. */
export function tableLines(rows: readonly (readonly string[])[], width: number): string[] {
  const clean = rows.map((row) => row.map(plain)), [head = [], ...body] = clean;
  const widths = head.map((_, j) => Math.max(...clean.map((row) => row[j]!.length)));
  const right = head.map((_, j) => body.every((row) => /^(?:|-?[\d,]+(?:\.\d+)?(?:e[+-]\d+)?(?: %)?)$/.test(row[j]!)));
  return clean.map((row) => cut(row.map((cell, j) => (right[j] ? cell.padStart(widths[j]!) : cell.padEnd(widths[j]!))).join("  ").trimEnd(), width));
}

/** How many of the columns fit beside each other; at least one. */
export function fitting(rows: readonly (readonly string[])[], width: number): number {
  let used = 0;
  const over = (rows[0] ?? []).findIndex((_, j) => {
    used += (j > 0 ? 2 : 0) + Math.max(...rows.map((row) => plain(row[j]!).length));
    return used > width;
  });
  return over < 0 ? (rows[0]?.length ?? 0) : Math.max(1, over);
}

/** Facts under each other: a label, then its text, wrapped beside it. Facts without text are left out. */
export function factLines(facts: readonly (readonly [label: string, text: string | readonly string[]])[], width: number): string[] {
  const shown = facts.filter(([, text]) => text.length > 0), indent = Math.max(0, ...shown.map(([label]) => label.length)) + 2;
  return shown.flatMap(([label, text]) => {
    const lines = (typeof text === "string" ? [text] : text).flatMap((item) => wrap(item, width - indent));
    return lines.map((line, i) => (i === 0 ? label : "").padEnd(indent) + line);
  });
}
