import { SegmentryError } from "../../index";
import type { Batch } from "../input/batch";
import { BadRows, type BadRowReason } from "./bad-rows";
import { requireColumns } from "./require-columns";
import { scoreBatch } from "./score-batch";
import type { Scorer } from "./scorer";

/** A customer of a file, scored. */
export interface Member {
  /** The row in the file, from 1. */
  readonly row: number;
  /** The id as it stands in the file; the row where there is no column of ids. */
  readonly id: string;
  readonly segment: number;
  readonly distance: number;
  /** The value of each column of the model, as it stands in the file. */
  readonly values: readonly string[];
}

/** The customers of a file that can be scored, with their points. */
export interface Crowd {
  /** Customers in the file. */
  readonly rows: number;
  readonly members: readonly Member[];
  /** A point for each member. */
  readonly points: readonly Float64Array[];
  /** Customers that could not be scored, by why. */
  readonly reasons: readonly BadRowReason[];
}

/**
 * Scores all customers of a file.
 *
 * @param idColumn the column of ids; null where there is none
 */
export async function gather(name: string, batches: AsyncIterable<Batch>, scorer: Scorer, idColumn: string | null, signal: AbortSignal | undefined): Promise<Crowd> {
  const members: Member[] = [], points: Float64Array[] = [], bad = new BadRows();
  let rows = 0;
  for await (const batch of batches) {
    if (rows === 0) requireColumns(name, [...scorer.specs, ...(idColumn === null ? [] : [{ name: idColumn, kind: "id", type: "text" } as const])], batch.names);
    const scores = scoreBatch(scorer, batch, (error) => bad.add(error));
    for (let row = 0; row < batch.rows; row++) {
      const point = scores.points[row];
      if (!point) continue;
      points.push(point);
      members.push(member(batch, row, rows + row + 1, scores.labels[row]!, scores.distances[row]!, scorer, idColumn));
    }
    rows += batch.rows;
    signal?.throwIfAborted();
  }
  return { rows, members, points, reasons: bad.reasons };
}

function member(batch: Batch, row: number, number: number, segment: number, distance: number, { specs }: Scorer, idColumn: string | null): Member {
  const id = idColumn === null ? String(number) : batch.text(row, idColumn);
  return { row: number, id, segment, distance, values: specs.map(({ name }) => batch.text(row, name)) };
}

/** One customer of a batch of one, and its point; refused where it cannot be scored. */
export function single(batch: Batch, scorer: Scorer): { member: Member; point: Float64Array } {
  requireColumns("the customer given", scorer.specs, batch.names);
  const scores = scoreBatch(scorer, batch, (error: SegmentryError) => { throw error; });
  return { member: member(batch, 0, 0, scores.labels[0]!, scores.distances[0]!, scorer, null), point: scores.points[0]! };
}

/** The member with an id, and all others; of several with that id, the first. */
export function without(crowd: Crowd, asked: string, idColumn: string | null): { member: Member; point: Float64Array; others: Crowd } {
  const at = crowd.members.findIndex(({ id }) => id.trim() === asked.trim());
  if (at < 0) {
    const rule = idColumn === null ? "a row of the file" : `an id in column ${JSON.stringify(idColumn)} of a customer that can be scored`;
    throw new SegmentryError("INVALID_OPTION", "similar", `--customer-id to be ${rule}`, JSON.stringify(asked), "state the column of ids with --id");
  }
  const others = { ...crowd, members: crowd.members.filter((_, i) => i !== at), points: crowd.points.filter((_, i) => i !== at) };
  return { member: crowd.members[at]!, point: crowd.points[at]!, others };
}
