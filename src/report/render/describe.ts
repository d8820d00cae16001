import type { ClusterProfile, ColumnProfile, TopValue } from "../cluster-reporter/model";
import { formatDifference, formatNumber, formatShare } from "./format";

/** The effect from which a column is worth naming: Cohen's small effect for differences of means. */
const WORTH_NAMING = 0.2;

/**
 * What sets a cluster apart, the strongest first, in a few words each; empty where nothing does.
 *
 * @example
 * ```ts
 * import { segment, setsApart } from "segmentry";
 *
 * const result = segment([20, 21, 22, 23, 70, 71].map((AGE) => ({ AGE })), { k: 2 });
 * console.log(setsApart(result.report.clusters[1]!)); // [ 'AGE +1.4 sd' ]
 * ```
 */
export function setsApart(cluster: ClusterProfile, most = 4): string[] {
  return cluster.columns.filter(({ distinctiveness }) => distinctiveness >= WORTH_NAMING).slice(0, most).map(nameDifference);
}

function nameDifference(profile: ColumnProfile): string {
  if (profile.kind === "numeric") return `${profile.column} ${formatDifference(profile.standardizedDifference)}`;
  const telling = [...profile.top].sort((a, b) => gain(b) - gain(a))[0];
  if (!telling) return profile.column;
  return `${profile.column} ${telling.value} ${formatShare(telling.ratio)} (x${telling.lift.toFixed(1)})`;
}

/** How many percentage points more than usual. */
const gain = ({ ratio, lift }: TopValue): number => ratio - ratio / lift;

/** What is typical of a column within a cluster, in one line. */
export function typical(profile: ColumnProfile): string {
  if (profile.kind === "categorical") {
    return profile.top.map(({ value, ratio, lift }) => `${value} ${formatShare(ratio)} (x${lift.toFixed(1)})`).join(", ") || "no values";
  }
  const { mean, median, q1, q3, standardizedDifference } = profile;
  return `mean ${formatNumber(mean)} (${formatDifference(standardizedDifference)}), median ${formatNumber(median)}, half from ${formatNumber(q1)} to ${formatNumber(q3)}`;
}

/** The share of a cluster's customers without a value in a column, where there are any. */
export function missingNote(profile: ColumnProfile, size: number): string {
  return profile.missing > 0 ? `; ${formatShare(profile.missing / size)} missing` : "";
}
