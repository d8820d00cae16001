import { formatNumber, formatShare } from "../../report/render/format";
import { cut, plain, wrap } from "../../report/render/safe-text";
import type { Association, ColumnSummary, Description, Histogram } from "../types";

/** How to lay out a description as text. */
export interface DescriptionTextOptions {
  /** Characters a line at most; longer ones end in "...". Default: 100. */
  width?: number;
  /** Associations at most. Default: 8. */
  associations?: number;
}

const BARS = "▁▂▃▄▅▆▇█";
/** Characters of a histogram. */
const SMALL = 20;

/**
 * A description as text for a terminal: a line a column with a small histogram or its most frequent values, then what to look
 * at, and the strongest associations.
 *
 * @example
 * ```ts
 * import { describe, descriptionToText } from "segmentry/explore";
 *
 * const lines = descriptionToText(describe([{ AGE: 20 }, { AGE: 30 }, { AGE: 70 }])).split("\n");
 * console.log(lines[2]!.trimEnd()); // AGE     number        0         3  █▁▁▁█▁▁▁▁▁▁▁▁▁▁▁▁▁▁█  20 to 70, median 30, mean 40
 * ```
 */
export function descriptionToText({ rows, columns, warnings, associations, notes }: Description, options: DescriptionTextOptions = {}): string {
  const { width = 100, associations: most = 8 } = options;
  const table = layOut([["column", "type", "missing", "distinct", "values"], ...columns.map((column) => [plain(column.name), column.type, missingText(column), formatNumber(column.distinct), typical(column)])]);
  const strongest = associations.slice(0, most);
  return [
    `${formatNumber(rows)} rows, ${columns.length} columns`, ...table,
    ...section("Look at", warnings.map(({ column, message }) => `${column}: ${message}`), width),
    ...section("Strongest associations", strongest.map(associationText), width), ...section("Estimated", notes, width),
  ].map((line) => cut(line, width)).join("\n");
}

function section(title: string, items: readonly string[], width: number): string[] {
  return items.length > 0 ? ["", title, ...items.flatMap((item) => wrap(item, width - 4).map((line, i) => `${i === 0 ? "  " : "    "}${line}`))] : [];
}

/** An association in words. */
export const associationText = ({ columns: [a, b], measure, value }: Association): string => `${plain(a)} and ${plain(b)}: ${MEASURES[measure]} ${value.toFixed(2)}`;

const MEASURES: Readonly<Record<Association["measure"], string>> = { pearson: "Pearson", spearman: "Spearman", cramersV: "Cramér's V", correlationRatio: "correlation ratio" };

/** How many values are missing. */
export function missingText({ count, missing }: ColumnSummary): string {
  return missing === 0 ? "0" : `${formatNumber(missing)} (${formatShare(missing / (count + missing))})`;
}

/** What is typical of a column, in one line. */
function typical(column: ColumnSummary): string {
  if (column.type === "number") return `${bars(column.histogram).padEnd(SMALL)}  ${formatNumber(column.least)} to ${formatNumber(column.most)}, median ${formatNumber(column.median)}, mean ${formatNumber(column.mean)}`;
  return plain(frequentText(column));
}

/** The ends of dates, or the most frequent values with their share. */
export function frequentText(column: ColumnSummary): string {
  if (column.type === "date") return `${column.first} to ${column.last}`;
  return column.top.map(({ value, ratio }) => `${value.length > 30 ? `${value.slice(0, 27)}...` : value} ${formatShare(ratio)}`).join(", ");
}

/** A histogram as characters of eight heights; a root lets rare values be seen beside frequent ones. */
export function bars({ counts }: Histogram): string {
  const shown = counts.length <= SMALL ? counts : Array.from({ length: SMALL }, (_, i) => counts.slice(Math.floor((i * counts.length) / SMALL), Math.floor(((i + 1) * counts.length) / SMALL)).reduce((sum, count) => sum + count, 0));
  const most = Math.max(...shown);
  return shown.map((count) => BARS[count === 0 ? 0 : Math.max(1, Math.round((BARS.length - 1) * Math.sqrt(count / most)))]).join("");
}

/** Lines of cells in columns; the third and the fourth end on the right. */
function layOut(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, j) => Math.max(...rows.map((row) => row[j]!.length)));
  return rows.map((row) => row.map((cell, j) => (j === 2 || j === 3 ? cell.padStart(widths[j]!) : j === 4 ? cell : cell.padEnd(widths[j]!))).join("  "));
}
