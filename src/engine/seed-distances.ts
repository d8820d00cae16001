import { BLOCK } from "../math/draw";
import type { SeedDistances } from "../math/seeding";
import type { EnginePoints, Scratch } from "./engine-points";
import type { Pointer } from "./kernels";

/** Rows that are tried for one seed, at most: their number grows with the logarithm of k. */
const MOST_TRIALS = 64;

/** The distances that greedy k-means++ asks for, by the engine. */
export class EngineSeedDistances implements SeedDistances {
  readonly blocks: Float64Array;
  readonly #points: EnginePoints;
  readonly #scratch: Scratch;
  readonly #blocks: Pointer;
  readonly #trials: Pointer;
  readonly #gains: Pointer;
  readonly #nearest: Float64Array;

  constructor(points: EnginePoints) {
    const { arena, n } = points, many = Math.ceil(n / BLOCK);
    this.#points = points;
    this.#scratch = points.scratch();
    this.#blocks = arena.buffer("seed blocks", 8 * many);
    this.#trials = arena.buffer("seed trials", 8 * MOST_TRIALS);
    this.#gains = arena.buffer("seed gains", 16 * MOST_TRIALS);
    points.prepareQuanta();
    this.#nearest = arena.f64(this.#scratch.nearest, n);
    this.blocks = arena.f64(this.#blocks, many);
  }

  first(row: number): void {
    const { kernels } = this.#points.arena, { nearest, owner } = this.#scratch;
    kernels.setSeeding(nearest, owner);
    kernels.seedFirst(row, this.#blocks);
  }

  potential(row: number): number {
    const { weights } = this.#points;
    return (weights ? weights[row]! : 1) * this.#nearest[row]!;
  }

  gains(rows: readonly number[]): Float64Array {
    const { arena } = this.#points, { kernels } = arena;
    arena.i32(this.#trials, rows.length).set(rows);
    kernels.seedHalves(this.#trials, rows.length);
    kernels.seedGains(this.#trials, rows.length, this.#gains, this.#gains + 8 * MOST_TRIALS);
    return arena.f64(this.#gains, rows.length).slice();
  }

  take(row: number): void {
    this.#points.arena.kernels.seedTake(row, this.#blocks);
  }
}
