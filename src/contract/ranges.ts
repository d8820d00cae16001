import type { RowNote } from "../core";
import { readColumns, type ColumnSpec, type NumberColumn, type TableInput } from "../data";
import type { SegmentationModel } from "../recipes/segmentation-model";

/** The least and the largest value of a column of numbers among the customers of the fit. */
export interface FitRange extends ColumnSpec {
  readonly low: number;
  readonly high: number;
}

/** The ranges of the numbers that a segmentation was fitted on, as its report has them. */
export function rangesOf({ features, report }: SegmentationModel): FitRange[] {
  const ranges = new Map<string, { low: number; high: number }>();
  for (const profile of report.clusters.flatMap(({ columns }) => columns)) {
    if (profile.kind !== "numeric") continue;
    const { low, high } = ranges.get(profile.column) ?? { low: Infinity, high: -Infinity };
    ranges.set(profile.column, { low: Math.min(low, profile.min), high: Math.max(high, profile.max) });
  }
  return features.flatMap((spec) => {
    const range = spec.type === "number" ? ranges.get(spec.name) : undefined;
    return range ? [{ ...spec, ...range }] : [];
  });
}

/** The values that lie outside such ranges. */
export function outsideOf(ranges: readonly FitRange[], input: TableInput): RowNote[] {
  if (ranges.length === 0) return [];
  const columns = readColumns("explainRows", input, ranges.map(({ name, kind, type }) => ({ name, kind, type }))) as NumberColumn[], notes: RowNote[] = [];
  columns.forEach(({ name, values }, j) => {
    const { low, high } = ranges[j]!;
    values.forEach((value, row) => {
      if (value < low || value > high) notes.push({ row, code: "OUT_OF_RANGE", column: name, found: value, used: value, reason: `the customers of the fit had ${low} to ${high}` });
    });
  });
  return notes;
}
