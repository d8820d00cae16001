import type { Model } from "../core";
import { Frame, Matrix, takeFrame } from "../data";
import { SegmentryError, type ErrorCode } from "../errors";

/** Rows on their way through a model: a table, a matrix, records or rows of numbers. */
export type Rows = Frame | Matrix | readonly unknown[];

export const countRows = (rows: Rows): number => (Frame.is(rows) || Matrix.is(rows) ? rows.rows : rows.length);

/** Some of the rows, in the given order. */
export function takeOf(rows: Rows, at: ArrayLike<number>): Rows {
  if (Frame.is(rows)) return takeFrame(rows, at);
  if (!Matrix.is(rows)) return Array.from(at, (row) => rows[row]);
  const { data, columns, names } = rows, taken = new Float64Array(at.length * columns);
  for (let i = 0; i < at.length; i++) taken.set(data.subarray(at[i]! * columns, (at[i]! + 1) * columns), i * columns);
  return Matrix.wrap(taken, at.length, columns, names);
}

/** What is wrong with one row rather than with all of them or the model. */
export const OF_ROWS: readonly ErrorCode[] = ["UNSEEN_CATEGORY", "MISSING_VALUE", "COLUMN_TYPE", "NOT_FINITE", "NOT_NUMERIC", "OUT_OF_RANGE"];

/** A row that some work refuses, and why. */
export interface RefusedRow {
  readonly row: number;
  readonly error: SegmentryError;
}

/**
 * The rows that some work refuses, found by halving: few of them cost little. Each half is refused or taken for itself, so the
 * work must take each row by itself.
 *
 * @param work takes the rows from `start` to `end`, exclusive
 */
export function refusedAmong(count: number, work: (start: number, end: number) => unknown): RefusedRow[] {
  const refused: RefusedRow[] = [];
  const attempt = (start: number, end: number): void => {
    try {
      work(start, end);
    } catch (error) {
      if (!(error instanceof SegmentryError) || !OF_ROWS.includes(error.code)) throw error;
      if (end - start === 1) return void refused.push({ row: start, error });
      const middle = (start + end) >>> 1;
      attempt(start, middle);
      attempt(middle, end);
    }
  };
  if (count > 0) attempt(0, count);
  return refused;
}

/** The indices from `start` to `end`, exclusive. */
export const rangeOf = (start: number, end: number): number[] => Array.from({ length: end - start }, (_, i) => start + i);

/** The rows that some work refuses. */
export function refusedRows(rows: Rows, work: (rows: Rows) => unknown): RefusedRow[] {
  const count = countRows(rows);
  return refusedAmong(count, (start, end) => work(end - start === count ? rows : takeOf(rows, rangeOf(start, end))));
}

/** The stages of a model, those of pipelines and segmentations within it in their place. */
export function stagesOf(model: Model): Model[] {
  const { pipeline, stages } = model as Partial<{ pipeline: Model; stages: readonly Model[] }>;
  if (model.kind === "Segmentation" && pipeline) return stagesOf(pipeline);
  return model.kind === "Pipeline" && stages ? stages.flatMap(stagesOf) : [model];
}
