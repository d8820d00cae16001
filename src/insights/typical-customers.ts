import { readTable, type Matrix, type TableInput } from "../data";
import { checkInteger, SegmentryError, show } from "../errors";
import type { SegmentationModel } from "../recipes/segmentation-model";
import { marginOf } from "../selection/margin";
import { rowsOfSegments } from "./differences";

/** A customer who stands for a segment. */
export interface Representative {
  readonly row: number;
  /** The id; the row where the model has no column of ids, or the customer none. */
  readonly id: string | number;
  /** To the middle of the segment. */
  readonly distance: number;
}

/** A customer between two segments. */
export interface Borderline {
  readonly row: number;
  readonly id: string | number;
  readonly segment: number;
  readonly next: number;
  /** 0 on the border, 1 at the middle of its segment. */
  readonly margin: number;
}

/**
 * The customers nearest to the middle of each segment, at most n of each, nearest first; rows in order where they are as near.
 * O(rows x (k d + log rows)).
 *
 * @returns for each segment, by label
 * @throws SegmentryError what `model.predict` refuses
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { representatives } from "segmentry/insights";
 *
 * const customers = [20, 22, 24, 70, 71, 73].map((AGE, i) => ({ CUSTOMER_ID: `c${i}`, AGE }));
 * const { model } = segment(customers, { k: 2 });
 * console.log(representatives(model, customers, 1).map(([one]) => one!.id)); // [ 'c1', 'c4' ]
 * ```
 */
export function representatives(model: SegmentationModel, customers: TableInput, n = 3): Representative[][] {
  const { distances, labels, ids } = measured("representatives", model, customers, n), { k } = model;
  return rowsOfSegments(labels, k).map((rows, s) => Array.from(rows, (row) => ({ row, id: ids(row), distance: distances.data[row * k + s]! }))
    .sort((a, b) => a.distance - b.distance || a.row - b.row).slice(0, n));
}

/**
 * The customers nearest to the border between two segments, at most n, the smallest margin first. None where there is one segment.
 * O(rows x (k d + log rows)).
 *
 * @throws SegmentryError what `model.predict` refuses
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { borderlineCustomers } from "segmentry/insights";
 *
 * const customers = [20, 22, 24, 43, 70, 71].map((AGE, i) => ({ CUSTOMER_ID: `c${i}`, AGE }));
 * const { model } = segment(customers, { k: 2 });
 * const [one] = borderlineCustomers(model, customers, 1);
 * console.log(one!.id, one!.margin < 0.5); // c3 true
 * ```
 */
export function borderlineCustomers(model: SegmentationModel, customers: TableInput, n = 10): Borderline[] {
  const { distances, labels, ids } = measured("borderlineCustomers", model, customers, n), { k } = model;
  if (k < 2) return [];
  return Array.from({ length: distances.rows }, (_, row) => ({ row, ...marginOf(distances.data.subarray(row * k, (row + 1) * k), labels[row]!) })).sort((a, b) => a.margin - b.margin || a.row - b.row).slice(0, n)
    .map(({ row, segment, next, margin }) => ({ row, id: ids(row), segment, next: next!, margin }));
}

function measured(who: string, model: SegmentationModel, customers: TableInput, n: number): { distances: Matrix; labels: Int32Array; ids: (row: number) => string | number } {
  if (model?.kind !== "Segmentation") throw new SegmentryError("INVALID_OPTION", who, "a segmentation", show(model));
  checkInteger(who, "n", n, 1);
  const table = readTable(who, customers), column = model.id !== null && table.has(model.id) ? table.column(model.id) : null;
  const points = model.embed(table), last = model.pipeline.slice(-1);
  return {
    distances: last.transform<Matrix>(points), labels: last.predict(points),
    ids: (row) => {
      const id = column?.[row];
      return typeof id === "string" || typeof id === "number" ? id : row;
    },
  };
}
