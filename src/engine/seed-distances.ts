import { BLOCK } from "../math/draw";
import type { Grid } from "../math/exact-sum";
import type { SeedDistances } from "../math/seeding";
import type { EnginePoints } from "./engine-points";
import type { Pointer } from "./kernels";
import { bySlices } from "./slices";

/** The distances that greedy k-means++ asks for, by the engine. */
export class EngineSeedDistances implements SeedDistances {
  readonly blocks: Float64Array;
  readonly #points: EnginePoints;
  readonly #rows: Pointer;
  readonly #nearest: Float64Array;
  #trials: readonly number[] = [];

  constructor(points: EnginePoints, k: number) {
    const { arena, n } = points, { padded } = points.prepareQuanta(), most = 3 + Math.floor(Math.log(k));
    const { nearest, owner } = points.scratch(), many = Math.ceil(n / BLOCK), blocks = arena.buffer("seed blocks", 8 * many);
    const masks = arena.buffer("seed masks", most * Math.ceil(n / 4)), trials = arena.buffer("seed trials", most * (16 + 2 * padded + 4 + 8 * BLOCK));
    this.#points = points;
    this.#rows = arena.buffer("seed rows", 4 * most);
    this.#nearest = arena.f64(nearest, n);
    this.blocks = arena.f64(blocks, many);
    arena.kernels.setSeeding(nearest, owner, blocks, masks, trials, most);
  }

  first(row: number): void {
    this.#points.arena.kernels.seedFirst(row);
  }

  potential(row: number): number {
    const { weights } = this.#points;
    return (weights ? weights[row]! : 1) * this.#nearest[row]!;
  }

  gains(rows: readonly number[], { coarse, fine }: Grid): Float64Array {
    const { arena, n } = this.#points, { kernels } = arena;
    arena.i32(this.#rows, rows.length).set(rows);
    rows.forEach((row, t) => kernels.seedTrial(t, row));
    bySlices(n, (from, to) => kernels.seedGains(this.#rows, rows.length, from, to, coarse, fine));
    this.#trials = rows;
    return Float64Array.from(rows, (_, t) => kernels.seedGain(t));
  }

  take(row: number): void {
    const { arena: { kernels }, n } = this.#points, trial = this.#trials.indexOf(row);
    bySlices(n, (from, to) => kernels.seedTake(trial, row, from, to));
  }
}
