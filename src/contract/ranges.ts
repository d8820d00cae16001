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
  const profiles = report.clusters.flatMap(({ columns }) => columns);
  return features.flatMap((spec) => {
    const own = profiles.flatMap((profile) => (profile.kind === "numeric" && profile.column === spec.name ? [profile] : []));
    if (spec.type !== "number" || own.length === 0) return [];
    return [{ ...spec, low: Math.min(...own.map(({ min }) => min)), high: Math.max(...own.map(({ max }) => max)) }];
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
