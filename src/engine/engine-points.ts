import { PlainPoints } from "../math/plain-points";
import type { Labeling, PointFacts, Seeds } from "../math/points";
import type { Random } from "../math/random";
import { chooseSeeds, seedsAt } from "../math/seeding";
import type { SwapDistances } from "../math/swap";
import type { Arena } from "./arena";
import type { Pointer } from "./kernels";
import { Quanta } from "./quanta";
import { Screen } from "./screen";
import { Tree } from "./tree";
import { EngineSeedDistances } from "./seed-distances";
import { TreeSeedDistances } from "./tree-seed-distances";

/** Below so many numbers, plain TypeScript is done before the engine has its copy. */
const FEW = 512;
/** Bytes a row of a tree: the row, its place, and its share of the nodes. */
const TREE_BYTES = 48;
/** Memory is addressed by 32 bits; some of it is for what belongs to centroids. */
const MOST_BYTES = 2 ** 32 - 2 ** 26;
/** Labels have 16 bits, which scores share with the index of a centroid. */
const MOST_CLUSTERS = 4096;

/** Room for a number or two about each row, used in turn by seeding and swapping. */
export interface Scratch {
  /** n float64. */
  readonly nearest: Pointer;
  /** n int32, and room to read a vector at the last. */
  readonly owner: Pointer;
}

/** Rows clustered by the engine, which has a copy of them. */
export class EnginePoints extends PlainPoints {
  readonly rows: Pointer;
  #scratch: Scratch | null = null;
  #second: Pointer | null = null;
  /** The centroids whose distances are in the scratch. */
  #swapped: Float64Array | null = null;
  #screen: Screen | null = null;
  #tree: Tree | null = null;
  #quanta: Quanta | null = null;

  constructor(facts: PointFacts, readonly arena: Arena) {
    super(facts);
    const { x, d, weights, grids } = facts;
    this.rows = arena.put(x);
    arena.kernels.setRows(this.rows, this.n, d, weights ? arena.put(weights) : 0, this.#grid(grids.coarse), this.#grid(grids.fine));
  }

  prepareQuanta(): Quanta {
    return (this.#quanta ??= new Quanta(this));
  }

  #grid(constants: Float64Array): Pointer {
    const at = this.arena.alloc(8 * (this.d + 1));
    this.arena.f64(at, this.d + 1).fill(0);
    this.arena.f64(at, this.d).set(constants);
    return at;
  }

  /** Whether the engine gives the same bits sooner, and can hold the rows. */
  static serves({ x, d, weights, grids, meanVariance }: PointFacts): boolean {
    const n = x.length / d;
    const each = 20 + (weights ? 8 : 0) + (Tree.serves(d, n) ? TREE_BYTES + (weights ? 16 : 0) : 6 + 3);
    return grids.exact && meanVariance > 0 && n * d >= FEW && 8 * n * d + each * n + Quanta.bytes(n, d) < MOST_BYTES;
  }

  override seed(k: number, random: Random): Seeds | null {
    this.#swapped = null;
    const tree = this.#treeOfRows(), distances = tree ? new TreeSeedDistances(this, tree) : new EngineSeedDistances(this, k);
    const rows = chooseSeeds(distances, this, k, random);
    return rows && seedsAt(this.x, this.d, rows);
  }

  override swapDistances(centroids: Float64Array): SwapDistances {
    const { arena, n } = this, { kernels } = arena, k = centroids.length / this.d;
    const { nearest, owner } = this.scratch(), second = (this.#second ??= arena.alloc(8 * n));
    const at = arena.buffer("swap centroids", 8 * centroids.length), pairs = arena.buffer("centroid pairs", 8 * (k + 1) * this.d);
    const losses = arena.buffer("swap losses", 8 * k);
    if (this.#swapped !== centroids) {
      arena.f64(at, centroids.length).set(centroids);
      kernels.pairCentroids(at, k, pairs);
      kernels.twoNearest(pairs, k, owner, nearest, second);
      this.#swapped = centroids;
    }
    return {
      own: arena.f64(nearest, n),
      losses: (row) => {
        kernels.swapLosses(this.rowAt(row), k, owner, nearest, second, losses);
        return arena.f64(losses, k).slice();
      },
    };
  }

  override labeling(k: number): Labeling {
    if (k > MOST_CLUSTERS) return super.labeling(k);
    return (this.#treeOfRows() ?? (this.#screen ??= new Screen(this))).labeling(k);
  }

  #treeOfRows(): Tree | null {
    return Tree.serves(this.d, this.n) ? (this.#tree ??= new Tree(this, this.arena)) : null;
  }

  override close(): void {
    this.arena.close();
  }

  rowAt(row: number): Pointer {
    return this.rows + 8 * row * this.d;
  }

  scratch(): Scratch {
    return (this.#scratch ??= { nearest: this.arena.alloc(8 * this.n), owner: this.arena.alloc(4 * this.n + 16) });
  }
}
