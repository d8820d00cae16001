import { BLOCK } from "../math/draw";
import type { Grid } from "../math/exact-sum";
import { largestGain, type SeedDistances } from "../math/seeding";
import type { EnginePoints } from "./engine-points";
import type { Tree } from "./tree";

/** The distances that greedy k-means++ asks for, by a tree over the rows. */
export class TreeSeedDistances implements SeedDistances {
  readonly blocks: Float64Array;
  readonly #points: EnginePoints;
  readonly #tree: Tree;
  readonly #nearest: Float64Array;

  constructor(points: EnginePoints, tree: Tree) {
    const { arena, n } = points, { kernels } = arena, { nearest } = points.scratch(), many = Math.ceil(n / BLOCK);
    const blocks = arena.buffer("seed blocks", 8 * many), own = arena.buffer("tree seeding", kernels.treeSeedBytes(tree.at) >>> 0);
    this.#points = points;
    this.#tree = tree;
    this.#nearest = arena.f64(nearest, n);
    this.blocks = arena.f64(blocks, many);
    kernels.setTreeSeeding(tree.at, own, nearest, blocks);
  }

  first(row: number): void {
    this.#points.arena.kernels.treeSeedFirst(this.#points.rowAt(row));
  }

  potential(row: number): number {
    const { weights } = this.#points;
    return (weights ? weights[row]! : 1) * this.#nearest[row]!;
  }

  best(rows: readonly number[], grid: Grid): number {
    return largestGain(this.gains(rows, grid));
  }

  /** How much less all potentials would be with each of the rows. */
  gains(rows: readonly number[], grid: Grid): Float64Array {
    this.#tree.addUpOn(grid);
    return Float64Array.from(rows, (row) => this.#points.arena.kernels.treeSeedGain(this.#points.rowAt(row)));
  }

  take(row: number): void {
    this.#points.arena.kernels.treeSeedTake(this.#points.rowAt(row));
  }
}
