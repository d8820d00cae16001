import { OF_ROWS } from "../../contract/rows";
import { takeFrame, type Frame } from "../../data";
import { SegmentryError } from "../../errors";
import type { Breath } from "../turns";

/** A row that a model refuses, and why. */
export interface RefusedRow {
  readonly row: number;
  readonly error: SegmentryError;
}

/** Does work on a table, and where it is refused on its halves: the rows that are refused by themselves. */
export async function inHalves(table: Frame, breath: Breath, work: (part: Frame, start: number) => void | Promise<void>): Promise<RefusedRow[]> {
  const refused: RefusedRow[] = [], parts: [number, number][] = [[0, table.rows]];
  for (let part = parts.pop(); part; part = parts.pop()) {
    const [start, end] = part;
    try {
      const isAll = end - start === table.rows;
      await work(isAll ? table : takeFrame(table, Array.from({ length: end - start }, (_, i) => start + i)), start);
    } catch (thrown) {
      const error = asOfRow(thrown), middle = (start + end) >>> 1;
      if (end - start === 1) refused.push({ row: start, error });
      else parts.push([middle, end], [start, middle]);
      await breath.take();
    }
  }
  return refused;
}

/** An error that is one of rows; any other is thrown on. */
export function asOfRow(error: unknown): SegmentryError {
  if (error instanceof SegmentryError && OF_ROWS.includes(error.code)) return error;
  throw error;
}
