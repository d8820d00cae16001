import { columnIn } from "../../contract/column-in";
import type { Frame, Matrix } from "../../data";
import type { SegmentryError } from "../../errors";
import { marginOf } from "../../selection/margin";
import { pointerTo, readRows, type Place } from "../input/read-rows";
import type { RowProblem } from "../problem";
import type { ServedModel } from "../served-model";
import type { Breath } from "../turns";
import { asOfRow, inHalves } from "./in-halves";

/** What a model says of some rows of a body. */
export interface ScoredRows {
  /** The segment of each row; -1 where it could not be scored. */
  readonly segments: Int32Array;
  /** The distance of each row to the middle of its segment, and its margin. */
  readonly distances: Float64Array;
  readonly margins: Float64Array;
  /** What is wrong with those that could not be scored, in the order of the rows. */
  readonly problems: readonly RowProblem[];
}

/** Scores some rows of a body, each for itself; those that are refused are found by halves. */
export async function scoreRows(served: ServedModel, rows: readonly unknown[], place: Place, breath: Breath): Promise<ScoredRows> {
  const { table, at, problems } = readRows(served.model.features, rows, place), n = rows.length;
  const scores: ScoredRows = { segments: new Int32Array(n).fill(-1), distances: new Float64Array(n), margins: new Float64Array(n), problems: [] };
  if (!table) return { ...scores, problems };
  const refused = await inHalves(table, breath, (part, start) => fillScores(served, part, at, start, scores));
  if (refused.length === 0) return { ...scores, problems };
  const all = [...problems, ...refused.map(({ row, error }) => problemOfRow(error, at[row]!, place))];
  return { ...scores, problems: all.sort((a, b) => a.row - b.row) };
}

/** The same at once, for a single row. */
export function scoreRow(served: ServedModel, row: unknown, place: Place): ScoredRows {
  const { table, at, problems } = readRows(served.model.features, [row], place);
  const scores: ScoredRows = { segments: Int32Array.of(-1), distances: new Float64Array(1), margins: new Float64Array(1), problems };
  if (!table) return scores;
  try {
    fillScores(served, table, at, 0, scores);
    return scores;
  } catch (error) {
    return { ...scores, problems: [problemOfRow(asOfRow(error), 0, place)] };
  }
}

function fillScores({ model, last }: ServedModel, table: Frame, at: readonly number[], start: number, { segments, distances, margins }: ScoredRows): void {
  const points = model.embed(table), { data, columns } = last.transform<Matrix>(points), labels = nearestOf(data, columns) ?? last.predict(points);
  for (let i = 0; i < points.rows; i++) {
    const row = at[start + i]!, from = i * columns, label = labels[i]!;
    segments[row] = label;
    distances[row] = data[from + label]!;
    margins[row] = marginOf(data, label, from, columns).margin;
  }
}

/**
 * The nearest of k segments for each row of n x k distances, which are roots of what `predict` compares; null where two roots
 * are the same, which it may tell apart, or one is no number, which it refuses.
 */
function nearestOf(distances: Float64Array, k: number): Int32Array | null {
  const labels = new Int32Array(distances.length / k);
  for (let i = 0, p = 0; i < labels.length; i++) {
    let best = Infinity, label = -1, isTie = true;
    for (let c = 0; c < k; c++, p++) {
      const distance = distances[p]!;
      if (distance < best) [best, label, isTie] = [distance, c, false];
      else if (distance === best) isTie = true;
    }
    if (isTie) return null;
    labels[i] = label;
  }
  return labels;
}

/** What a model refuses a row for, as a problem. */
export function problemOfRow({ code, rule, found }: SegmentryError, index: number, place: Place): RowProblem {
  const column = columnIn(rule), row = place.first + index;
  return { row, column, pointer: pointerTo(place, row, column), code, detail: `the model requires ${rule}, got ${found.replace(/ at row index \d+/, "")}` };
}
