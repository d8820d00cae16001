import { squaredDistance } from "./distance";
import { coarsePart, finePart, type Grid } from "./exact-sum";
import { BLOCK, drawFromBlocks, drawProportional } from "./draw";
import { sumGrid } from "./point-grids";
import type { Seeds, WeightedRows } from "./points";
import type { Random } from "./random";

/** What greedy k-means++ asks of the rows: squared distances to the nearest of the seeds so far. */
export interface SeedDistances {
  /** Makes a row the first seed. */
  first(row: number): void;
  /** Weight x squared distance of a row to its nearest seed. */
  potential(row: number): number;
  /** The sums of the potentials of each block of rows: rows of even and of odd number apart, each in order, then both together. */
  readonly blocks: Float64Array;
  /**
   * The index of the row, of some, with which as the next seed all potentials would be the least: the first where several are. How
   * much less they would be is added up exactly on a grid.
   */
  best(rows: readonly number[], grid: Grid): number;
  /** Makes a row the next seed. */
  take(row: number): void;
}

/**
 * Greedy k-means++ (Arthur and Vassilvitskii 2007, with the greedy trials that its authors recommend): the next seed, the
 * c-th, is the best of 2 + floor(ln c) rows drawn with probability proportional to weight x squared distance to the nearest
 * seed so far. The seeds for k are therefore the first k of those for any larger k.
 *
 * @returns the k rows, or null where fewer than k distinct rows have weight
 */
export function chooseSeeds(distances: SeedDistances, { x, d, weights, grids }: WeightedRows, k: number, random: Random): Int32Array | null {
  const n = x.length / d;
  const rows = new Int32Array(k), potential = (row: number): number => distances.potential(row);
  rows[0] = weights ? drawProportional(weights, random) : Math.floor(random() * n);
  distances.first(rows[0]);
  for (let c = 1; c < k; c++) {
    const rest = distances.blocks.reduce((sum, block) => sum + block, 0);
    if (!(rest > 0)) return null;
    const trials = Array.from({ length: 2 + Math.floor(Math.log(c + 1)) }, () => drawFromBlocks(potential, n, distances.blocks, random));
    rows[c] = trials[distances.best(trials, sumGrid(grids, rest, n))]!;
    distances.take(rows[c]!);
  }
  return rows;
}

/** The index of the largest of some gains; the first where several are. */
export function largestGain(gains: ArrayLike<number>): number {
  let best = 0;
  for (let t = 1; t < gains.length; t++) if (gains[t]! > gains[best]!) best = t;
  return best;
}

/** The rows as seeds. */
export function seedsAt(x: Float64Array, d: number, rows: Int32Array): Seeds {
  const centroids = new Float64Array(rows.length * d);
  rows.forEach((row, c) => centroids.set(x.subarray(row * d, row * d + d), c * d));
  return { centroids, rows };
}

/** {@link chooseSeeds} in plain TypeScript: O(n x k x d x log k). */
export function kMeansPlusPlus(rows: WeightedRows, k: number, random: Random): Seeds | null {
  const { x, d } = rows, chosen = chooseSeeds(new PlainSeedDistances(rows), rows, k, random);
  return chosen && seedsAt(x, d, chosen);
}

class PlainSeedDistances implements SeedDistances {
  readonly blocks: Float64Array;
  readonly #rows: WeightedRows;
  readonly #nearest: Float64Array;

  constructor(rows: WeightedRows) {
    const n = rows.x.length / rows.d;
    this.#rows = rows;
    this.#nearest = new Float64Array(n);
    this.blocks = new Float64Array(Math.ceil(n / BLOCK));
  }

  first(row: number): void {
    this.#nearest.fill(Infinity);
    this.take(row);
  }

  potential(row: number): number {
    return this.#weight(row) * this.#nearest[row]!;
  }

  best(rows: readonly number[], { coarse, fine }: Grid): number {
    const { x, d } = this.#rows;
    return largestGain(rows.map((row) => {
      let sum = 0, rest = 0;
      for (let i = 0; i < this.#nearest.length; i++) {
        const distance = squaredDistance(x, i, x, row, d), nearest = this.#nearest[i]!;
        if (!(distance < nearest)) continue;
        const gain = this.#weight(i) * (nearest - distance), part = coarsePart(gain, coarse);
        sum += part;
        rest += finePart(gain, part, fine);
      }
      return sum + rest;
    }));
  }

  take(row: number): void {
    const { x, d } = this.#rows, n = this.#nearest.length;
    for (let b = 0; b < this.blocks.length; b++) {
      const to = Math.min(n, (b + 1) * BLOCK);
      let even = 0, odd = 0;
      for (let i = b * BLOCK; i < to; i++) {
        this.#nearest[i] = Math.min(this.#nearest[i]!, squaredDistance(x, i, x, row, d));
        if (i % 2 === 0) even += this.potential(i);
        else odd += this.potential(i);
      }
      this.blocks[b] = even + odd;
    }
  }

  #weight(row: number): number {
    const { weights } = this.#rows;
    return weights ? weights[row]! : 1;
  }
}

/**
 * k different rows, drawn with probability proportional to their weights, as centroids.
 *
 * @returns k x d centroids; fewer than k rows with weight repeat the last
 */
export function randomRows(
  x: Float64Array, d: number, k: number, weights: Float64Array | null, random: Random,
): Float64Array {
  const left = weights ? weights.slice() : new Float64Array(x.length / d).fill(1);
  const rows = new Int32Array(k);
  for (let c = 0; c < k; c++) {
    rows[c] = drawProportional(left, random);
    left[rows[c]!] = 0;
  }
  return seedsAt(x, d, rows).centroids;
}
