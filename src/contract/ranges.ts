import type { RowNote } from "../core";
import { readColumns, type ColumnSpec, type NumberColumn, type TableInput } from "../data";
import type { SegmentationModel } from "../recipes/segmentation-model";

/** The least and the largest value of a column of numbers among the customers of the fit. */
export interface FitRange extends ColumnSpec {
  readonly low: number;
  readonly high: number;
}

/** Found once: of a hundred segments by a hundred columns it takes longer than to explain a customer. Models never change. */
const RANGES = /* @__PURE__ */ new WeakMap<SegmentationModel, readonly FitRange[]>();

/** The ranges of the numbers that a segmentation was fitted on, as its report has them. */
export function rangesOf(model: SegmentationModel): readonly FitRange[] {
  const known = RANGES.get(model);
  if (known) return known;
  const ranges = Object.freeze(findRanges(model));
  RANGES.set(model, ranges);
  return ranges;
}

function findRanges({ features, report }: SegmentationModel): FitRange[] {
  const ranges = new Map<string, { low: number; high: number }>();
  for (const { columns } of report.clusters) {
    for (const profile of columns) {
      if (profile.kind !== "numeric") continue;
      const range = ranges.get(profile.column);
      if (!range) ranges.set(profile.column, { low: profile.min, high: profile.max });
      else [range.low, range.high] = [Math.min(range.low, profile.min), Math.max(range.high, profile.max)];
    }
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
