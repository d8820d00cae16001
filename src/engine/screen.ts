import { squaredDistance } from "../math/distance";
import { sumGrid } from "../math/point-grids";
import type { Clusters, Labeling } from "../math/points";
import type { EnginePoints } from "./engine-points";
import type { Pointer } from "./kernels";
import { bySlices } from "./slices";

/** Rows in doubt are collected by so many. */
const BLOCK = 4096;

/** Where more than this share of the rows moved, all will be labelled anew: one after the other they are added up sooner. */
const MANY = 0.1;

/** What `moveCentroids` answers. */
const OUT_OF_REACH = 0, DRIFTED = 1;

/** Labeling by quanta with exact decisions, prepared once for all runs on the points. */
export class Screen {
  readonly #points: EnginePoints;
  readonly #labels: Pointer;

  constructor(points: EnginePoints) {
    const { arena, n } = points;
    this.#points = points;
    this.#labels = arena.alloc(2 * n);
    arena.kernels.setLabels(this.#labels, arena.alloc(4 * n), arena.alloc(16 * (BLOCK + 16)));
  }

  labeling(k: number): Labeling {
    return new ScreenLabeling(this.#points, k, this.#labels);
  }
}

class ScreenLabeling implements Labeling {
  readonly #points: EnginePoints;
  readonly #k: number;
  readonly #labels: Pointer;
  readonly #fresh: Pointer;
  readonly #pairs: Pointer;
  readonly #sums: Pointer;
  readonly #mass: Pointer;
  readonly #sizes: Pointer;
  readonly #reach: number;
  /** How many rows moved last; all of them where nothing is known of any. */
  #moves: number;

  constructor(points: EnginePoints, k: number, labels: Pointer) {
    const { arena, d } = points, { padded, reach } = points.prepareQuanta(), kPadded = Math.ceil(k / 4) * 4;
    this.#points = points;
    this.#k = k;
    this.#moves = points.n;
    this.#labels = labels;
    this.#reach = reach;
    this.#fresh = arena.buffer("fresh centroids", 8 * k * d);
    this.#pairs = arena.buffer("centroid pairs", 8 * (k + 1) * d);
    this.#sums = arena.buffer("sums", 16 * k * d);
    this.#mass = arena.buffer("mass", 16 * k);
    this.#sizes = arena.buffer("sizes", 4 * k);
    arena.kernels.setScores(arena.buffer("scores", 4 * kPadded));
    arena.kernels.setCentroids(
      k, arena.buffer("centroids", 8 * k * d), arena.buffer("tiles", 4 * kPadded * padded), arena.buffer("half norms", 4 * kPadded),
      arena.buffer("drifts", 12 * k),
    );
  }

  assign(centroids: Float64Array, { sums, mass }: Clusters): void {
    this.#label(centroids);
    const { arena } = this.#points, fineSums = arena.f64(this.#sums + 8 * sums.length, sums.length), fineMass = arena.f64(this.#mass + 8 * mass.length, mass.length);
    sums.set(arena.f64(this.#sums, sums.length));
    mass.set(arena.f64(this.#mass, mass.length));
    for (let q = 0; q < sums.length; q++) sums[q]! += fineSums[q]!;
    for (let c = 0; c < mass.length; c++) mass[c]! += fineMass[c]!;
  }

  distances(centroids: Float64Array): { labels: Int32Array; distances: Float64Array } {
    const { arena, x, d, n } = this.#points, labels = Int32Array.from(arena.u16(this.#labels, n));
    return { labels, distances: Float64Array.from(labels, (label, i) => squaredDistance(x, i, centroids, label, d)) };
  }

  finish(centroids: Float64Array, most: number): { inertia: number; sizes: Int32Array } {
    this.#label(centroids);
    const { arena, grids, n } = this.#points, { coarse, fine } = sumGrid(grids, most, n), sizes = arena.i32(this.#sizes, this.#k);
    sizes.fill(0);
    bySlices(n, (from, to) => arena.kernels.addInertia(this.#labels, this.#fresh, coarse, fine, this.#sizes, from, to));
    return { inertia: arena.kernels.takeInertia(), sizes: sizes.slice() };
  }

  #label(centroids: Float64Array): void {
    const { arena, n } = this.#points, { kernels } = arena;
    arena.f64(this.#fresh, centroids.length).set(centroids);
    const state = kernels.moveCentroids(this.#fresh, this.#reach);
    if (state === OUT_OF_REACH) {
      this.#reset();
      kernels.pairCentroids(this.#fresh, this.#k, this.#pairs);
      kernels.labelAll(this.#pairs, this.#k, this.#labels);
      this.#moves = n;
    } else if (this.#moves > MANY * n || state === DRIFTED) {
      this.#reset();
      kernels.forgetDrifts();
      bySlices(n, (from, to) => kernels.screenAll(from, to));
      this.#moves = 0;
    } else {
      this.#moves = 0;
      bySlices(n, (from, to) => (this.#moves += kernels.screenDoubted(from, to)));
    }
  }

  #reset(): void {
    const { arena, grids: { weight } } = this.#points;
    arena.kernels.setClusters(this.#k, this.#sums, this.#mass, weight.coarse, weight.fine);
  }
}
