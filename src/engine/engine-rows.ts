import { mapRowsWith, type RowMap } from "../math/row-map";
import { applyRowMapByFours } from "../math/row-map-by-fours";
import { BLOCK_ROWS, collectRows, columnsOf, plainWalk, rowsOf, type RowStream, type Walk } from "../math/rows";
import { openArena, type Arena } from "./arena";

/** Does work on the rows of a stream in the engine, or plain work where there is no engine. */
export function withEngineRows<T>(stream: RowStream, work: (rows: EngineRows) => T, plain: (stream: RowStream) => T): T {
  const arena = openArena();
  if (!arena) return plain(stream);
  try {
    return work(new EngineRows(arena, stream));
  } finally {
    arena.close();
  }
}

/** Of fewer rows the engine is not worth its start: where their maps are a few products a number, and where they have axes. */
const FEW_ROWS = 4 * BLOCK_ROWS, FEW_WITH_AXES = 32;

/** Walks through a stream with the engine. */
const walkInEngine: Walk = (stream, visit) => withEngineRows(stream, (rows) => rows.forEach((x, start, count) => visit(rows.arena.f64(x, count * rows.columns), start, count)), () => plainWalk(stream, visit));

/** Walks through a stream with the engine where that is worth its while. */
export const engineWalk: Walk = (stream, visit) => {
  const { maps, source } = stream, least = maps.some(({ axes }) => axes) ? FEW_WITH_AXES : FEW_ROWS;
  (maps.length > 0 && source.rows >= least ? walkInEngine : plainWalk)(stream, visit);
};

/** Lets models that map rows do it with the engine from now on. They do not import it: a front end would bundle it. */
export function useEngine(): void {
  mapRowsWith((map, from, rows) => rows < FEW_WITH_AXES ? applyRowMapByFours(map, from, rows) : collectRows({ source: rowsOf(from, from.length / rows), maps: [map] }, engineWalk).data);
}

/** The blocks of a stream in the engine's memory, to the bit those of a plain walk. */
export class EngineRows {
  /** How many numbers the rows have after all maps. */
  readonly columns: number;
  /** How many rows a block has at most. */
  readonly most: number;
  readonly #source: RowStream["source"];
  readonly #at: number;
  readonly #maps: readonly ((x: number, count: number) => number)[];

  constructor(readonly arena: Arena, { source, maps }: RowStream) {
    this.#source = source;
    this.most = Math.min(source.rows, BLOCK_ROWS);
    this.columns = columnsOf({ source, maps });
    this.#at = roomFor(arena, this.most, source.columns);
    this.#maps = maps.map((map) => prepare(arena, map, this.most));
  }

  /** Hands on where each block is, until the next one, the index of its first row, and how many rows it has. */
  forEach(visit: (x: number, start: number, count: number) => void): void {
    const { rows, columns } = this.#source;
    for (let start = 0; start < rows; start += BLOCK_ROWS) {
      const count = Math.min(BLOCK_ROWS, rows - start);
      this.#source.read(start, count, this.arena.f64(this.#at, count * columns));
      visit(this.#maps.reduce((x, map) => map(x, count), this.#at), start, count);
    }
  }
}

/** Room for the rows of a block; kernels may write beyond the last, up to a multiple of four. */
function roomFor(arena: Arena, rows: number, columns: number): number {
  return arena.alloc(Math.ceil(rows / 4) * 4 * columns * 8);
}

/** A map in the engine, of the rows at one place to those at the place that it returns; the former are lost. */
function prepare(arena: Arena, { means, scales, axes, columns }: RowMap, rows: number): (x: number, count: number) => number {
  const { kernels } = arena, d = means.length, meansAt = arena.put(means), scalesAt = arena.put(scales);
  if (!axes) return (x, count) => (kernels.scaleBlock(x, count, d, meansAt, scalesAt), x);
  const axesAt = arena.put(transposed(axes, d, columns)), out = roomFor(arena, rows, columns);
  const divided = scales.some((scale) => scale !== 1) ? scalesAt : 0;
  return (x, count) => (kernels.projectBlock(x, count, d, meansAt, axesAt, columns, divided, out), out);
}

/** Of c x d numbers d x c, c rounded up to even. */
function transposed(axes: Float64Array, d: number, c: number): Float64Array {
  const even = c + (c % 2), result = new Float64Array(d * even);
  for (let r = 0; r < c; r++) for (let j = 0; j < d; j++) result[j * even + r] = axes[r * d + j]!;
  return result;
}
