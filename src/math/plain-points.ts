import { assign } from "./assign";
import { coarsePart, finePart } from "./exact-sum";
import type { PointGrids } from "./point-grids";
import type { Clusters, Labeling, Points, Seeds } from "./points";
import type { Random } from "./random";
import { kMeansPlusPlus } from "./seeding";
import { swapDistances, type SwapDistances } from "./swap";

/** Rows clustered in plain TypeScript: what says how it is done, and does it where there is no engine. */
export class PlainPoints implements Points {
  readonly n: number;

  constructor(
    readonly x: Float64Array, readonly d: number, readonly weights: Float64Array | null, readonly center: Float64Array,
    readonly meanVariance: number, readonly grids: PointGrids,
  ) {
    this.n = x.length / d;
  }

  seed(k: number, random: Random): Seeds | null {
    const { x, d, weights, grids: { inertia: grid } } = this;
    return kMeansPlusPlus({ x, d, weights, grid }, k, random);
  }

  swapDistances(centroids: Float64Array): SwapDistances {
    return swapDistances(this.x, this.d, centroids, this.weights);
  }

  labeling(k: number): Labeling {
    return new PlainLabeling(this, k);
  }

  close(): void {
    // Nothing was prepared.
  }
}

class PlainLabeling implements Labeling {
  readonly #points: PlainPoints;
  readonly #labels: Int32Array;
  readonly #distances: Float64Array;
  readonly #k: number;

  constructor(points: PlainPoints, k: number) {
    this.#points = points;
    this.#k = k;
    this.#labels = new Int32Array(points.n).fill(-1);
    this.#distances = new Float64Array(points.n);
  }

  assign(centroids: Float64Array, { sums, mass }: Clusters): void {
    const { x, d, weights, grids } = this.#points, labels = this.#labels;
    assign(x, centroids, d, labels, this.#distances);
    const fine = new Float64Array(sums.length), fineMass = new Float64Array(mass.length);
    sums.fill(0);
    mass.fill(0);
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i]!, weight = weights ? weights[i]! : 1;
      addExactly(mass, fineMass, label, weight, grids.weight.coarse, grids.weight.fine);
      for (let j = 0, p = i * d, q = label * d; j < d; j++, p++, q++) {
        addExactly(sums, fine, q, weight * x[p]!, grids.coarse[j]!, grids.fine[j]!);
      }
    }
    for (let q = 0; q < sums.length; q++) sums[q]! += fine[q]!;
    for (let c = 0; c < mass.length; c++) mass[c]! += fineMass[c]!;
  }

  distances(): { labels: Int32Array; distances: Float64Array } {
    return { labels: this.#labels, distances: this.#distances };
  }

  finish(centroids: Float64Array): { inertia: number; sizes: Int32Array } {
    const { x, d, weights, grids: { inertia } } = this.#points, labels = this.#labels, sizes = new Int32Array(this.#k);
    assign(x, centroids, d, labels, this.#distances);
    const sum = new Float64Array(1), fine = new Float64Array(1);
    for (let i = 0; i < labels.length; i++) {
      sizes[labels[i]!]!++;
      addExactly(sum, fine, 0, (weights ? weights[i]! : 1) * this.#distances[i]!, inertia.coarse, inertia.fine);
    }
    return { inertia: sum[0]! + fine[0]!, sizes };
  }
}

function addExactly(coarse: Float64Array, fine: Float64Array, at: number, value: number, coarseGrid: number, fineGrid: number): void {
  const part = coarsePart(value, coarseGrid);
  coarse[at]! += part;
  fine[at]! += finePart(value, part, fineGrid);
}
