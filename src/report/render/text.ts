import type { ClusterReport } from "../cluster-reporter/model";
import { missingNote, setsApart, typical } from "./describe";
import { formatNumber, formatShare } from "./format";

/** How to lay out a report as text. */
export interface TextOptions {
  /** Characters a line at most; longer ones end in "...". Default: 100. */
  width?: number;
  /** Columns a segment at most, those that set it apart first. Default: 8. */
  columns?: number;
}

/**
 * A report as a table for a terminal: the overview, then each segment's columns.
 *
 * @example
 * ```ts
 * import { ClusterReporter, reportToText } from "segmentry";
 *
 * const report = new ClusterReporter().fit([{ AGE: 20 }, { AGE: 22 }, { AGE: 70 }], [0, 0, 1]);
 * console.log(reportToText(report).includes("segment 1")); // true
 * ```
 */
export function reportToText(report: ClusterReport, options: TextOptions = {}): string {
  const { width = 100, columns = 8 } = options;
  const figures = report.clusters.map(({ cluster, size, ratio }) => [String(cluster), formatNumber(size), formatShare(ratio)]);
  const room = width - Math.max(...table([HEADER.slice(0, 3), ...figures], 3).map((line) => line.length)) - 2;
  const overview = table([HEADER, ...figures.map((row, i) => [...row, fit(setsApart(report.clusters[i]!, 4), room)])], 3);
  const sections = report.clusters.flatMap((cluster) => [
    "", `segment ${cluster.cluster}: ${formatNumber(cluster.size)} customers, ${formatShare(cluster.ratio)}`,
    ...table(cluster.columns.slice(0, columns).map((profile) => [`  ${plain(profile.column)}`, typical(profile) + missingNote(profile, cluster.size)]), 0),
    ...(cluster.columns.length > columns ? [`  and ${cluster.columns.length - columns} columns more`] : []),
  ]);
  return [...overview, ...sections].map((line) => cut(line, width)).join("\n");
}

const HEADER = ["segment", "customers", "share", "what sets it apart"];

/** As many of the items as there is room for, at least one. */
function fit(items: readonly string[], room: number): string {
  const count = items.findLastIndex((_, i) => items.slice(0, i + 1).join("; ").length <= room) + 1;
  return items.slice(0, Math.max(1, count)).join("; ") || "close to the average";
}

/** Lines of cells in columns; the first `right` columns end on the right. */
function table(rows: readonly string[][], right: number): string[] {
  const widths = (rows[0] ?? []).map((_, j) => Math.max(...rows.map((row) => row[j]!.length)));
  return rows.map((row) => row.map((cell, j) => (j < right ? cell.padStart(widths[j]!) : cell.padEnd(widths[j]!))).join("  ").trimEnd());
}

function cut(line: string, width: number): string {
  const text = plain(line);
  return text.length > width ? `${text.slice(0, Math.max(0, width - 3))}...` : text;
}

/** Control characters in the data must not reach the terminal. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ");
}
