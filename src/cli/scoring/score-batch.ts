import { SegmentryError, type ErrorCode } from "../../index";
import type { Batch } from "../input/batch";
import type { ExplainedNote } from "../../contract/types";
import { located } from "../input/locate";
import { noteText } from "./note-text";
import type { Scorer, Scores } from "./scorer";

/** What a model says of the rows of a batch. */
export interface BatchScores {
  /** The segment of each row; -1 where it could not be scored. */
  readonly labels: Int32Array;
  /** The distance of each row to the centroid of its segment; NaN where it could not be scored. */
  readonly distances: Float64Array;
  /** The point of each row; undefined where it could not be scored. */
  readonly points: readonly (Float64Array | undefined)[];
  /** What was done to each row, or why it could not be scored; blank where nothing was, and where nobody asked. */
  readonly notes: readonly string[];
  /** What was done to rows, where it was asked for. */
  readonly explained: readonly ExplainedNote[];
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
  const points = new Array<Float64Array | undefined>(batch.rows), notes = new Array<string>(batch.rows).fill(""), explained: ExplainedNote[] = [];
  const keep = (start: number, scores: Scores): void => {
    labels.set(scores.labels, start);
    distances.set(scores.distances, start);
    const { data, columns } = scores.points;
    scores.labels.forEach((_, i) => { points[start + i] = data.subarray(i * columns, (i + 1) * columns); });
    scores.notes?.forEach((of, i) => {
      notes[start + i] = of.map(noteText).join("; ");
      for (const note of of) explained.push({ ...note, row: start + i });
    });
  };
  const attempt = (start: number, end: number): void => {
    try {
      keep(start, scorer.score(batch.table(scorer.specs, start, end)));
    } catch (error) {
      if (!(error instanceof SegmentryError) || !OF_ROWS.includes(error.code)) throw error;
      if (end - start === 1) {
        const { rule, found } = located(error, (row) => batch.where(start + row));
        notes[start] = `requires ${rule}, got ${found}`;
        return onBad(located(error, (row) => batch.where(start + row)), start);
      }
      const middle = (start + end) >>> 1;
      attempt(start, middle);
      attempt(middle, end);
    }
  };
  attempt(0, batch.rows);
  return { labels, distances, points, notes, explained };
}
