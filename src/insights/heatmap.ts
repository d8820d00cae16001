import type { Frame } from "../data";
import { formatNumber, formatShare } from "../report/render/format";
import type { HeatmapRow } from "../report/insights";
import type { ClusterReport, ColumnProfile, CategoricalProfile, NumericProfile } from "../report/cluster-reporter/model";

/** Rows at most, and values of one text column. */
const MOST_ROWS = 40, MOST_VALUES = 3;

/** Profiles as a heatmap: columns by how far segments stand apart in them, of text columns the values that tell most. */
export function heatmapOf(report: ClusterReport, table: Frame): HeatmapRow[] {
  const names = [...new Set(report.clusters.flatMap(({ columns }) => columns.map(({ column }) => column)))];
  const rows = names.flatMap((name) => {
    const profiles = report.clusters.map(({ columns }) => columns.find(({ column }) => column === name));
    return profiles.find(Boolean)?.kind === "numeric" ? [numericRow(name, profiles as (NumericProfile | undefined)[])] : valueRows(name, profiles, table);
  });
  return rows.sort((a, b) => spread(b) - spread(a)).slice(0, MOST_ROWS);
}

const spread = ({ cells }: HeatmapRow): number => Math.max(...cells) - Math.min(...cells);
/** Three digits are enough to compare; a column of 0 and 1 is a share. */
const meanText = (mean: number, isShare: boolean): string => (isShare ? formatShare(mean) : formatNumber(Math.abs(mean) >= 100 ? Math.round(mean) : Number(mean.toPrecision(3))));
const round = (value: number): number => Number(value.toFixed(3));

function numericRow(column: string, profiles: readonly (NumericProfile | undefined)[]): HeatmapRow {
  const isShare = profiles.every((one) => !one || (one.min >= 0 && one.max <= 1));
  return { column, value: null, cells: profiles.map((one) => round(one?.standardizedDifference ?? 0)), texts: profiles.map((one) => (one ? meanText(one.mean, isShare) : "")) };
}

function valueRows(column: string, profiles: readonly (ColumnProfile | undefined)[], table: Frame): HeatmapRow[] {
  const tops = profiles.map((one) => (one?.kind === "categorical" ? one : undefined)), values = [...new Set(tops.flatMap((one) => one?.top.slice(0, MOST_VALUES).map(({ value }) => value) ?? []))];
  const rows = values.map((value) => valueRow(column, value, tops)).sort((a, b) => spread(b) - spread(a)), stored = table.has(column) ? table.store(column) : null;
  const levels = stored?.type === "text" ? stored.levels.length : 2;
  return rows.slice(0, levels <= 2 ? 1 : MOST_VALUES);
}

/** A value that is not among the most frequent ones of a segment counts with the share that is left, at most. */
function valueRow(column: string, value: string, tops: readonly (CategoricalProfile | undefined)[]): HeatmapRow {
  const known = tops.flatMap((one) => one?.top.filter((item) => item.value === value) ?? [])[0]!, overall = known.ratio / known.lift, deviation = Math.sqrt(overall * (1 - overall)) || 1;
  const shares = tops.map((one) => one?.top.find((item) => item.value === value)?.ratio ?? 0);
  return { column, value, cells: shares.map((share) => round((share - overall) / deviation)), texts: shares.map(formatShare) };
}
