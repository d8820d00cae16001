import { BLOCK } from "../math/draw";
import type { SeedDistances } from "../math/seeding";
import type { EnginePoints, Scratch } from "./engine-points";
import type { Pointer } from "./kernels";

/** The distances that greedy k-means++ asks for, by the engine. */
export class EngineSeedDistances implements SeedDistances {
  readonly #points: EnginePoints;
  readonly #scratch: Scratch;
  readonly #blocks: Pointer;
  readonly #seeds: Pointer;
  readonly #fresh: Pointer;
  readonly #limits: Pointer;
  readonly #gains: Pointer;
  readonly #many: number;
  #nearest: Float64Array;
  #count = 0;

  constructor(points: EnginePoints, k: number) {
    const { arena, n, d } = points, most = 4 + Math.ceil(Math.log(k + 1));
    this.#points = points;
    this.#scratch = points.scratch();
    this.#many = Math.ceil(n / BLOCK);
    this.#blocks = arena.buffer("seed blocks", 8 * this.#many);
    this.#seeds = arena.buffer("seeds", 8 * k * d);
    this.#fresh = arena.buffer("seed trials", 4 * most);
    this.#limits = arena.buffer("seed limits", 8 * k * most);
    this.#gains = arena.buffer("seed gains", 16 * most);
    this.#nearest = arena.f64(this.#scratch.nearest, n);
    arena.f64(this.#blocks, this.#many).fill(0);
  }

  get blocks(): Float64Array {
    return this.#points.arena.f64(this.#blocks, this.#many);
  }

  first(row: number): void {
    this.take(row);
  }

  potential(row: number): number {
    const { weights } = this.#points;
    return (weights ? weights[row]! : 1) * this.#nearest[row]!;
  }

  gains(rows: readonly number[]): Float64Array {
    const { arena } = this.#points, { kernels } = arena, { nearest, owner } = this.#scratch, stride = rows.length + (rows.length % 2);
    this.#limit(rows, stride);
    kernels.seedGains(nearest, owner, this.#limits, this.#fresh, stride, this.#gains, this.#gains + 8 * stride);
    return arena.f64(this.#gains, rows.length).slice();
  }

  take(row: number): void {
    const { arena, d, x } = this.#points, { nearest, owner } = this.#scratch;
    this.#limit([row], 1);
    arena.kernels.seedTake(nearest, owner, this.#limits, this.#points.rowAt(row), this.#count, this.#blocks);
    arena.f64(this.#seeds + 8 * this.#count * d, d).set(x.subarray(row * d, row * d + d));
    this.#count++;
  }

  #limit(rows: readonly number[], stride: number): void {
    const { arena } = this.#points;
    arena.i32(this.#fresh, stride).set(rows.map((row) => this.#points.rowAt(row)));
    arena.kernels.seedLimits(this.#seeds, this.#count, this.#fresh, rows.length, stride, this.#limits);
  }
}
