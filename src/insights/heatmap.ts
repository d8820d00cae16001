import { isMissingAt, valueAt, type Column, type Frame } from "../data";
import { formatNumber, formatShare } from "../report/render/format";
import type { HeatmapRow } from "../report/insights";
import type { ClusterReport, ColumnProfile, NumericProfile } from "../report/cluster-reporter/model";

/** Rows at most, and values of one text column. */
const MOST_ROWS = 40, MOST_VALUES = 3;

/** Profiles as a heatmap: columns by how far segments stand apart in them, of text columns the values that tell most. */
export function heatmapOf(report: ClusterReport, table: Frame, labels: ArrayLike<number>): HeatmapRow[] {
  const names = [...new Set(report.clusters.flatMap(({ columns }) => columns.map(({ column }) => column)))];
  const rows = names.flatMap((name) => {
    const profiles = report.clusters.map(({ columns }) => columns.find(({ column }) => column === name));
    return profiles.find(Boolean)?.kind === "numeric" ? [numericRow(name, profiles as (NumericProfile | undefined)[])] : valueRows(name, profiles, table, labels);
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

function valueRows(column: string, profiles: readonly (ColumnProfile | undefined)[], table: Frame, labels: ArrayLike<number>): HeatmapRow[] {
  if (!table.has(column)) return [];
  const stored = table.store(column), values = [...new Set(profiles.flatMap((one) => (one?.kind === "categorical" ? one.top.slice(0, MOST_VALUES).map(({ value }) => value) : [])))];
  const rows = values.map((value) => valueRow(column, value, stored, labels, profiles.length)).sort((a, b) => spread(b) - spread(a));
  const levels = stored.type === "text" ? stored.levels.length : 2;
  return rows.slice(0, levels <= 2 ? 1 : MOST_VALUES);
}

/** The share of each segment, and of all, with a value, among those with any. */
function valueRow(column: string, value: string, stored: Column, labels: ArrayLike<number>, k: number): HeatmapRow {
  const isOf = isValue(stored, value), having = new Float64Array(k), present = new Float64Array(k);
  for (let row = 0; row < labels.length; row++) {
    if (isMissingAt(stored, row)) continue;
    present[labels[row]!]!++;
    if (isOf(row)) having[labels[row]!]!++;
  }
  const sum = (numbers: Float64Array): number => numbers.reduce((all, one) => all + one, 0), overall = sum(having) / Math.max(1, sum(present)), deviation = Math.sqrt(overall * (1 - overall)) || 1;
  const shares = Array.from(having, (count, segment) => (present[segment]! > 0 ? count / present[segment]! : 0));
  return { column, value, cells: shares.map((share, segment) => (present[segment]! > 0 ? round((share - overall) / deviation) : 0)), texts: shares.map((share, segment) => (present[segment]! > 0 ? formatShare(share) : "")) };
}

function isValue(stored: Column, value: string): (row: number) => boolean {
  if (stored.type !== "text") return (row) => String(valueAt(stored, row)) === value;
  const code = stored.levels.indexOf(value);
  return (row) => stored.codes[row] === code;
}
