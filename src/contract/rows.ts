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
const OF_ROWS: readonly ErrorCode[] = ["UNSEEN_CATEGORY", "MISSING_VALUE", "COLUMN_TYPE", "NOT_FINITE", "NOT_NUMERIC", "OUT_OF_RANGE"];

/** A row that some work refuses, and why. */
export interface RefusedRow {
  readonly row: number;
  readonly error: SegmentryError;
}

/**
 * The rows that some work refuses, found by halving: few of them cost little. Each half is refused or taken for itself, so the
 * work must take each row by itself.
 */
export function refusedRows(rows: Rows, work: (rows: Rows) => unknown): RefusedRow[] {
  const refused: RefusedRow[] = [];
  const attempt = (start: number, end: number, part: Rows): void => {
    try {
      work(part);
    } catch (error) {
      if (!(error instanceof SegmentryError) || !OF_ROWS.includes(error.code)) throw error;
      if (end - start === 1) return void refused.push({ row: start, error });
      const middle = (start + end) >>> 1, range = (from: number, to: number): Rows => takeOf(rows, Array.from({ length: to - from }, (_, i) => from + i));
      attempt(start, middle, range(start, middle));
      attempt(middle, end, range(middle, end));
    }
  };
  if (countRows(rows) > 0) attempt(0, countRows(rows), rows);
  return refused;
}

/** The stages of a model, those of pipelines and segmentations within it in their place. */
export function stagesOf(model: Model): Model[] {
  const { pipeline, stages } = model as Partial<{ pipeline: Model; stages: readonly Model[] }>;
  if (model.kind === "Segmentation" && pipeline) return stagesOf(pipeline);
  return model.kind === "Pipeline" && stages ? stages.flatMap(stagesOf) : [model];
}
