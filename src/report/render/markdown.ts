import type { ClusterProfile, ClusterReport } from "../cluster-reporter/model";
import { missingNote, setsApart, typical } from "./describe";
import { formatNumber, formatShare } from "./format";
import { escape } from "./safe-text";

/**
 * A report as Markdown: an overview of the segments, then each one with its columns, those that set it apart first.
 *
 * @example
 * ```ts
 * import { ClusterReporter, reportToMarkdown } from "segmentry";
 *
 * const report = new ClusterReporter().fit([{ AGE: 20 }, { AGE: 22 }, { AGE: 70 }], [0, 0, 1]);
 * console.log(reportToMarkdown(report).split("\n")[0]); // # Segments
 * ```
 */
export function reportToMarkdown(report: ClusterReport): string {
  const overview = [
    "| segment | customers | share | what sets it apart |", "| ---: | ---: | ---: | --- |",
    ...report.clusters.map((cluster) => {
      const apart = setsApart(cluster).map(escape).join("; ") || "close to the average";
      return `| ${cluster.cluster} | ${formatNumber(cluster.size)} | ${formatShare(cluster.ratio)} | ${apart} |`;
    }),
  ];
  return ["# Segments", "", `${formatNumber(report.rows)} customers in ${report.clusters.length} segments. sd: difference from all customers in standard deviations; x: times as frequent as among all.`, "", ...overview, ...report.clusters.flatMap(section), ""].join("\n");
}

function section(cluster: ClusterProfile): string[] {
  return [
    "", `## Segment ${cluster.cluster}: ${formatNumber(cluster.size)} customers, ${formatShare(cluster.ratio)}`, "",
    "| column | typical |", "| --- | --- |",
    ...cluster.columns.map((profile) => `| ${escape(profile.column)} | ${escape(typical(profile) + missingNote(profile, cluster.size))} |`),
  ];
}
