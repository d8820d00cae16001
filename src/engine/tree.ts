import { assign } from "../math/assign";
import type { Grid } from "../math/exact-sum";
import { sumGrid, type PointGrids } from "../math/point-grids";
import type { Clusters, Labeling, Points } from "../math/points";
import type { Arena } from "./arena";

const MOST_COLUMNS = 4;
/** With fewer rows the tree gains little, and building it takes as long as some ten assignments. */
const FEWEST_ROWS = 256;

/**
 * A kd-tree over rows of few columns, with the sums of each node, for Lloyd's algorithm by filtering (Kanungo, Mount,
 * Netanyahu, Piatko, Silverman and Wu 2002): a node that lies nearest to one centroid as a whole is added up at once. It is built
 * once, in O(n log n), for all runs on the rows. The labels, and with them the sums, are those of the definition to the bit.
 */
export class Tree {
  readonly rows: Points;
  readonly arena: Arena;
  readonly at: number;
  #run = 0;
  #largest = 0;

  /** @throws SegmentryError `OUT_OF_MEMORY` */
  constructor(rows: Points, arena: Arena) {
    const { n, d, weights } = rows, { kernels } = arena;
    this.rows = rows;
    this.arena = arena;
    this.at = arena.alloc(kernels.treeBytes(n, d, weights !== null) >>> 0);
    putGrids(arena.f64(this.at, 12), rows.grids);
    const at = kernels.treeLayout(this.at, n, d, weights !== null) >>> 0, stride = (d > 2 ? 4 : 2) + (weights ? 2 : 0);
    putRows(arena.f64(at, n * stride), stride, rows);
    kernels.treeBuild(this.at);
  }

  /** Whether a tree is worth building over n rows of d columns. */
  static serves(d: number, n: number): boolean {
    return d <= MOST_COLUMNS && n >= FEWEST_ROWS;
  }

  /** Sets the grid for sums of weighted squared distances. */
  addUpOn({ coarse, fine }: Grid): void {
    this.arena.f64(this.at + 8 * (2 * MOST_COLUMNS + 2), 2).set([coarse, fine]);
  }

  labeling(k: number): Labeling {
    if (k > this.#largest) {
      this.#run = this.arena.alloc(this.arena.kernels.treeRunBytes(this.at, k) >>> 0);
      this.#largest = k;
    }
    return new TreeLabeling(this, this.#run, k);
  }
}

function putGrids(to: Float64Array, { coarse, fine, weight }: PointGrids): void {
  to.fill(0);
  to.set(coarse);
  to.set(fine, MOST_COLUMNS);
  to.set([weight.coarse, weight.fine], 2 * MOST_COLUMNS);
}

function putRows(to: Float64Array, stride: number, { x, d, n, weights }: Points): void {
  if (stride === d) {
    to.set(x);
    return;
  }
  const weightAt = d > 2 ? 4 : 2;
  to.fill(0);
  for (let i = 0, p = 0, q = 0; i < n; i++, q += stride) {
    for (let j = 0; j < d; j++, p++) to[q + j] = x[p]!;
    if (weights) to[q + weightAt] = weights[i]!;
  }
}

/** The labels of a run. */
class TreeLabeling implements Labeling {
  readonly #tree: Tree;
  readonly #run: number;
  readonly #k: number;
  #centroids = new Float64Array(0);
  #sums = new Float64Array(0);
  #mass = new Float64Array(0);

  constructor(tree: Tree, run: number, k: number) {
    this.#tree = tree;
    this.#run = run;
    this.#k = k;
  }

  assign(centroids: Float64Array, { sums, mass }: Clusters): void {
    this.#put(centroids);
    this.#tree.arena.kernels.treeAssign(this.#tree.at, this.#run, this.#k);
    sums.set(this.#sums);
    mass.set(this.#mass);
  }

  distances(centroids: Float64Array): { labels: Int32Array; distances: Float64Array } {
    const { x, d, n } = this.#tree.rows, labels = new Int32Array(n), distances = new Float64Array(n);
    assign(x, centroids, d, labels, distances);
    return { labels, distances };
  }

  finish(centroids: Float64Array, most: number): { inertia: number; sizes: Int32Array } {
    this.#put(centroids);
    const { grids, n } = this.#tree.rows;
    this.#tree.addUpOn(sumGrid(grids, most, n));
    const inertia = this.#tree.arena.kernels.treeFinish(this.#tree.at, this.#run, this.#k);
    return { inertia, sizes: Int32Array.from(this.#mass) };
  }

  /** Hands over centroids. Views are empty at first, and again when the memory has grown. */
  #put(centroids: Float64Array): void {
    if (this.#centroids.length === 0) {
      const { arena } = this.#tree, values = centroids.length;
      this.#centroids = arena.f64(this.#run, values);
      this.#sums = arena.f64(this.#run + 8 * values, values);
      this.#mass = arena.f64(this.#run + 16 * values, this.#k);
    }
    this.#centroids.set(centroids);
  }
}
