import { SegmentryError, type Table } from "../../index";
import type { Batch } from "../input/batch";
import { rangeOf, refusedAmong, type RefusedRow } from "../../contract/rows";
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

/**
 * Scores a batch. Where the rows are refused together, those that are to blame are found by halves, so that few bad rows cost
 * little, and the others are scored together.
 *
 * @param onBad called with each row that cannot be scored, in order, and why
 */
export function scoreBatch(scorer: Scorer, batch: Batch, onBad: (error: SegmentryError, row: number) => void): BatchScores {
  const labels = new Int32Array(batch.rows).fill(-1), distances = new Float64Array(batch.rows).fill(NaN);
  const points = new Array<Float64Array | undefined>(batch.rows), notes = new Array<string>(batch.rows).fill(""), explained: ExplainedNote[] = [];
  const tableOf = (rows: readonly number[]): Table => batch.table(scorer.specs, rows);
  const { good, scores, refused } = scored(rangeOf(0, batch.rows), tableOf, scorer);
  if (scores) {
    const { data, columns } = scores.points;
    good.forEach((row, i) => {
      labels[row] = scores.labels[i]!;
      distances[row] = scores.distances[i]!;
      points[row] = data.subarray(i * columns, (i + 1) * columns);
    });
    scorer.explain?.(tableOf(good)).forEach((of, i) => {
      // Whether a row repeats another one only the whole file can tell.
      const own = of.notes.filter(({ code }) => code !== "DUPLICATE");
      notes[good[i]!] = own.map(noteText).join("; ");
      for (const note of own) explained.push({ ...note, row: good[i]! });
    });
  }
  for (const { row, error } of refused) {
    const told = located(error, () => batch.where(row));
    notes[row] = reasonOf(scorer, () => tableOf([row])) ?? `requires ${told.rule}, got ${told.found}`;
    onBad(told, row);
  }
  return { labels, distances, points, notes, explained };
}

/** The rows that can be scored, with their scores, and the others. */
function scored(all: readonly number[], tableOf: (rows: readonly number[]) => Table, scorer: Scorer): { good: readonly number[]; scores: Scores | null; refused: readonly RefusedRow[] } {
  const of = (rows: readonly number[]): Scores => scorer.score(tableOf(rows));
  let scores: Scores | null = null;
  if (all.length === 0 || refusedAmong(1, () => (scores = of(all))).length === 0) return { good: all, scores, refused: [] };
  // Most bad rows cannot even be read, which takes a hundredth of the time of scoring one.
  const unread = withoutRefused(all, tableOf), unscored = withoutRefused(unread.good, of), { good } = unscored;
  return { good, scores: good.length > 0 ? of(good) : null, refused: [...unread.refused, ...unscored.refused].sort((a, b) => a.row - b.row) };
}

function withoutRefused(rows: readonly number[], work: (rows: readonly number[]) => unknown): { good: readonly number[]; refused: RefusedRow[] } {
  const refused = refusedAmong(rows.length, (start, end) => work(rows.slice(start, end))), bad = new Set(refused.map(({ row }) => row));
  return { good: rows.filter((_, i) => !bad.has(i)), refused: refused.map(({ row, error }) => ({ row: rows[row]!, error })) };
}

/** Why a row is left out by a rule that was chosen; undefined where it is refused. */
function reasonOf({ explain }: Scorer, table: () => Table): string | undefined {
  try {
    const row = explain?.(table())[0];
    return row?.notes.some(({ code }) => code === "DROPPED") ? (row.reason ?? undefined) : undefined;
  } catch (error) {
    if (error instanceof SegmentryError) return undefined;
    throw error;
  }
}
