import { BLOCK } from "../math/draw";
import type { Grid } from "../math/exact-sum";
import { largestGain, type SeedDistances } from "../math/seeding";
import type { EnginePoints } from "./engine-points";
import { bySlices } from "./slices";

/** More than exact sums of float64 distances lose, as a share of them. */
const ROUNDING = 1e-9;

/** The distances that greedy k-means++ asks for, by the engine. */
export class EngineSeedDistances implements SeedDistances {
  readonly blocks: Float64Array;
  readonly #points: EnginePoints;
  readonly #nearest: Float64Array;
  #trials: readonly number[] = [];

  constructor(points: EnginePoints, k: number) {
    points.prepareQuanta();
    const { arena, n } = points, { kernels } = arena, { nearest, owner } = points.scratch(), most = 3 + Math.floor(Math.log(k)), many = Math.ceil(n / BLOCK);
    const blocks = arena.buffer("seed blocks", 8 * many), masks = arena.buffer("seed masks", kernels.seedMaskBytes(most) >>> 0);
    kernels.setSeeding(nearest, owner, blocks, masks, arena.buffer("seed work", kernels.seedBytes(most)), most);
    this.#points = points;
    this.#nearest = arena.f64(nearest, n);
    this.blocks = arena.f64(blocks, many);
  }

  first(row: number): void {
    bySlices(this.#points.n, (from, to) => this.#points.arena.kernels.seedFirst(row, from, to));
  }

  potential(row: number): number {
    const { weights } = this.#points;
    return (weights ? weights[row]! : 1) * this.#nearest[row]!;
  }

  best(rows: readonly number[], { coarse, fine }: Grid): number {
    const { arena: { kernels }, n } = this.#points;
    rows.forEach((row, t) => kernels.seedTrial(t, row));
    bySlices(n, (from, to) => kernels.seedScreen(rows.length, from, to));
    this.#trials = rows;
    const contenders = this.#contenders();
    if (contenders.length === 1) return contenders[0]!;
    return contenders[largestGain(contenders.map((t) => kernels.seedGain(t, rows[t]!, coarse, fine)))]!;
  }

  take(row: number): void {
    const { arena: { kernels }, n } = this.#points, trial = this.#trials.indexOf(row);
    bySlices(n, (from, to) => kernels.seedTake(trial, row, from, to));
  }

  /** The trials that may gain the most. Weights are not in the bounds. */
  #contenders(): number[] {
    const { arena, weights } = this.#points, all = this.#trials.map((_, t) => t);
    if (weights) return all;
    const bounds = all.map((t) => arena.f64(arena.kernels.seedBounds(t), 2)), enough = Math.max(...bounds.map(([, least]) => least!));
    return all.filter((t) => !(bounds[t]![0]! * (1 + ROUNDING) < enough));
  }
}
