import { assign } from "./assign";
import { addClusters } from "./add-clusters";
import { addExactly } from "./exact-sum";
import { sumGrid, type PointGrids } from "./point-grids";
import type { Clusters, Labeling, PointFacts, Points, Seeds } from "./points";
import type { Random } from "./random";
import { kMeansPlusPlus } from "./seeding";
import { swapDistances, type SwapDistances } from "./swap";

/** Rows clustered in plain TypeScript: what says how it is done, and does it where there is no engine. */
export class PlainPoints implements Points {
  readonly x!: Float64Array;
  readonly d!: number;
  readonly weights!: Float64Array | null;
  readonly grids!: PointGrids;
  readonly center!: Float64Array;
  readonly scatter!: number;
  readonly meanVariance!: number;
  readonly n: number;

  constructor(facts: PointFacts) {
    Object.assign(this, facts);
    this.n = facts.x.length / facts.d;
  }

  seed(k: number, random: Random): Seeds | null {
    return kMeansPlusPlus(this, k, random);
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

  assign(centroids: Float64Array, clusters: Clusters): void {
    const { x, d } = this.#points, labels = this.#labels;
    assign(x, centroids, d, labels, this.#distances);
    addClusters(this.#points, labels, clusters);
  }

  distances(): { labels: Int32Array; distances: Float64Array } {
    return { labels: this.#labels, distances: this.#distances };
  }

  finish(centroids: Float64Array, most: number): { inertia: number; sizes: Int32Array } {
    const { x, d, n, weights, grids } = this.#points, { coarse, fine: fineGrid } = sumGrid(grids, most, n), labels = this.#labels, sizes = new Int32Array(this.#k);
    assign(x, centroids, d, labels, this.#distances);
    const sum = new Float64Array(1), fine = new Float64Array(1);
    for (let i = 0; i < labels.length; i++) {
      sizes[labels[i]!]!++;
      addExactly(sum, fine, 0, (weights ? weights[i]! : 1) * this.#distances[i]!, coarse, fineGrid);
    }
    return { inertia: sum[0]! + fine[0]!, sizes };
  }
}
