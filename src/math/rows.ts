import { allFinite } from "./finite";
import type { RowMap } from "./row-map";
import { applyRowMapByFours } from "./row-map-by-fours";

/**
 * Rows are computed and added up in blocks of so many: two blocks of 32 columns fit into the cache of any core. It is part of
 * what means, variances and covariances are, to the bit: sums go row by row within a block, then block by block in order.
 */
export const BLOCK_ROWS = 256;

/** Rows of numbers that can be read a few at a time. */
export interface RowSource {
  /** How many. */
  readonly rows: number;
  /** How many numbers each has. */
  readonly columns: number;
  /** All of them, row-major, where they are in memory. */
  readonly data?: Float64Array;
  /** Writes `count` rows from `start` on to the beginning of `into`, row-major; NaN for what is no number. */
  read(start: number, count: number, into: Float64Array): void;
}

/** Rows as they are after maps, one after the other; computed as they are looked at, never kept all at once. */
export interface RowStream {
  readonly source: RowSource;
  readonly maps: readonly RowMap[];
}

/** Hands on each block: its rows, which must not be written to nor kept, the index of the first, and how many there are. */
export type Walk = (stream: RowStream, visit: (block: Float64Array, start: number, count: number) => void) => void;

/** The rows of x (n x d, row-major), which is not copied. */
export function rowsOf(x: Float64Array, columns: number): RowSource {
  return { rows: x.length / columns, columns, data: x, read: (start, count, into) => into.set(x.subarray(start * columns, (start + count) * columns)) };
}

/** How many numbers the rows of a stream have. */
export const columnsOf = ({ source, maps }: RowStream): number => (maps.at(-1) ?? source).columns;

/** Walks through a stream without the engine. */
export const plainWalk: Walk = ({ source, maps }, visit) => {
  const { rows, columns, data } = source, most = Math.min(rows, BLOCK_ROWS);
  const own = new Float64Array(data ? 0 : most * columns), rooms = maps.map((map) => new Float64Array(most * map.columns));
  for (let start = 0; start < rows; start += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows - start);
    let block: Float64Array = own;
    if (data) block = data.subarray(start * columns, (start + count) * columns);
    else source.read(start, count, own);
    maps.forEach((map, i) => (block = applyRowMapByFours(map, block, count, rooms[i])));
    visit(block, start, count);
  }
};

/** All rows of a stream, row-major, and whether all of them are finite. */
export function collectRows(stream: RowStream, walk: Walk): { data: Float64Array; finite: boolean } {
  const d = columnsOf(stream), data = new Float64Array(stream.source.rows * d);
  let finite = true;
  walk(stream, (block, start, count) => {
    const end = count * d, rows = end < block.length ? block.subarray(0, end) : block;
    finite &&= allFinite(rows);
    data.set(rows, start * d);
  });
  return { data, finite };
}
