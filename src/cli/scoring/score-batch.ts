import { SegmentryError, type ErrorCode } from "../../index";
import type { Batch } from "../input/batch";
import { located } from "../input/locate";
import type { Scorer, Scores } from "./scorer";

/** What a model says of the rows of a batch. */
export interface BatchScores {
  /** The segment of each row; -1 where it could not be scored. */
  readonly labels: Int32Array;
  /** The distance of each row to the centroid of its segment; NaN where it could not be scored. */
  readonly distances: Float64Array;
  /** The point of each row; undefined where it could not be scored. */
  readonly points: readonly (Float64Array | undefined)[];
}

/** What is wrong with one row rather than with the file or the model. */
const OF_ROWS: readonly ErrorCode[] = ["UNSEEN_CATEGORY", "MISSING_VALUE", "COLUMN_TYPE", "NOT_FINITE", "NOT_NUMERIC"];

/**
 * Scores a batch. Where the rows are refused together, each half of them is tried, so that few bad rows cost little.
 *
 * @param onBad called with each row that cannot be scored, in order, and why
 */
export function scoreBatch(scorer: Scorer, batch: Batch, onBad: (error: SegmentryError, row: number) => void): BatchScores {
  const labels = new Int32Array(batch.rows).fill(-1), distances = new Float64Array(batch.rows).fill(NaN);
  const points = new Array<Float64Array | undefined>(batch.rows);
  const keep = (start: number, scores: Scores): void => {
    labels.set(scores.labels, start);
    distances.set(scores.distances, start);
    const { data, columns } = scores.points;
    scores.labels.forEach((_, i) => { points[start + i] = data.subarray(i * columns, (i + 1) * columns); });
  };
  const attempt = (start: number, end: number): void => {
    try {
      keep(start, scorer.score(batch.table(scorer.specs, start, end)));
    } catch (error) {
      if (!(error instanceof SegmentryError) || !OF_ROWS.includes(error.code)) throw error;
      if (end - start === 1) return onBad(located(error, (row) => batch.where(start + row)), start);
      const middle = (start + end) >>> 1;
      attempt(start, middle);
      attempt(middle, end);
    }
  };
  attempt(0, batch.rows);
  return { labels, distances, points };
}
