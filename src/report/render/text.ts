import type { ClusterReport } from "../cluster-reporter/model";
import { missingNote, setsApart, typical } from "./describe";
import { formatNumber, formatShare } from "./format";
import { cut, plain } from "./safe-text";

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
  const figures = table([HEADER, ...report.clusters.map(({ cluster, size, ratio }) => [String(cluster), formatNumber(size), formatShare(ratio)])], 3);
  const indent = Math.max(...figures.map((line) => line.length)) + 2;
  const overview = figures.flatMap((line, i) => {
    const reasons = i === 0 ? ["what sets it apart"] : wrap(setsApart(report.clusters[i - 1]!, 3), width - indent);
    return reasons.map((reason, at) => (at === 0 ? line : "").padEnd(indent) + reason);
  });
  const sections = report.clusters.flatMap((cluster) => [
    "", `segment ${cluster.cluster}: ${formatNumber(cluster.size)} customers, ${formatShare(cluster.ratio)}`,
    ...table(cluster.columns.slice(0, columns).map((profile) => [`  ${plain(profile.column)}`, typical(profile) + missingNote(profile, cluster.size)]), 0),
    ...(cluster.columns.length > columns ? [`  and ${cluster.columns.length - columns} more`] : []),
  ]);
  return [...overview, ...sections].map((line) => cut(line, width)).join("\n");
}

const HEADER = ["segment", "customers", "share"];

/** The items in as few lines as they fit on, at least one a line. */
function wrap(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const longer = `${lines.at(-1) ?? ""}; ${item}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(item);
  }
  return lines.length > 0 ? lines : ["close to the average"];
}

/** Lines of cells in columns; the first `right` columns end on the right. */
function table(rows: readonly string[][], right: number): string[] {
  const widths = (rows[0] ?? []).map((_, j) => Math.max(...rows.map((row) => row[j]!.length)));
  return rows.map((row) => row.map((cell, j) => (j < right ? cell.padStart(widths[j]!) : cell.padEnd(widths[j]!))).join("  ").trimEnd());
}
