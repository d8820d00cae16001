import type { PointGrids } from "./point-grids";
import type { Random } from "./random";
import type { SwapDistances } from "./swap";

/** Weighted rows, and what is known of all of them. */
export interface PointFacts {
  /** n x d, row-major. */
  readonly x: Float64Array;
  readonly d: number;
  /** n weights of zero or more; null where every row weighs 1. */
  readonly weights: Float64Array | null;
  /** What sums over the rows are taken on. */
  readonly grids: PointGrids;
  /** d means of the columns, unweighted. */
  readonly center: Float64Array;
  /** The sum over rows of weight x squared distance to the center, but for rounding. */
  readonly scatter: number;
  /** Mean of the population variances of the columns, unweighted. */
  readonly meanVariance: number;
}

/** Weighted rows with the grids that they are added up on. */
export type WeightedRows = Pick<PointFacts, "x" | "d" | "weights" | "grids">;

/** Rows to be clustered, prepared once for all the runs on them. Every implementation gives the same bits. */
export interface Points extends PointFacts {
  /** How many rows. */
  readonly n: number;
  /** k different rows by greedy k-means++, as seeding.ts draws them; null where too few differ. */
  seed(k: number, random: Random): Seeds | null;
  /** Under k x d centroids, what swapping one of them needs to know; until anything else is asked of the points. */
  swapDistances(centroids: Float64Array): SwapDistances;
  /** For one run with k centroids; it ends when the next one begins. */
  labeling(k: number): Labeling;
  /** Frees what was prepared. */
  close(): void;
}

/** Rows chosen to start from. */
export interface Seeds {
  /** k x d, row-major. */
  readonly centroids: Float64Array;
  /** The k rows that they are. */
  readonly rows: Int32Array;
}

/** The labels of the rows in the course of a run: the nearest centroid of each, ties to the lowest index. */
export interface Labeling {
  /** Labels all rows, and adds up the rows of each cluster and their weights, both exactly before one rounding. */
  assign(centroids: Float64Array, clusters: Clusters): void;
  /** The labels that `assign` gave, and the squared distances to the centroids that it was given. */
  distances(centroids: Float64Array): { labels: Int32Array; distances: Float64Array };
  /** Labels all rows once more, and sums up: exactly, for an inertia of at most `most`. */
  finish(centroids: Float64Array, most: number): { inertia: number; sizes: Int32Array };
}

/** What the rows of each cluster amount to. */
export interface Clusters {
  /** k x d sums of weight x row. */
  readonly sums: Float64Array;
  /** k sums of weights. */
  readonly mass: Float64Array;
}
