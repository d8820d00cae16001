import { BLOCK_ROWS, type RowStream } from "../math/rows";
import type { Arena } from "./arena";

/** The blocks of a stream in the engine's memory. */
export class EngineRows {
  readonly #arena: Arena;
  readonly #stream: RowStream;
  readonly #at: number;

  constructor(arena: Arena, stream: RowStream) {
    const { rows, columns } = stream.source;
    this.#arena = arena;
    this.#stream = stream;
    this.#at = arena.alloc(Math.min(rows, BLOCK_ROWS) * columns * 8);
  }

  /** Where the block of `count` rows from `start` on is, as it is after all maps; until the next call. */
  load(start: number, count: number): number {
    const { source } = this.#stream;
    source.read(start, count, this.#arena.f64(this.#at, count * source.columns));
    return this.#at;
  }
}
