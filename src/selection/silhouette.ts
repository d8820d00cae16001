import { checkWatching, step, type FitOptions } from "../core";
import { readMatrix, type MatrixInput } from "../data";
import { engineTileDistances, openArena } from "../engine";
import { checkOptions } from "../errors";
import { fillTiles, silhouettes, tileClusters } from "../math/silhouette";
import { plainTileDistances } from "../math/tile-distances";
import { readClusters } from "./labels";

/** What {@link silhouetteScore} and {@link silhouetteSamples} take beside the data. */
export type SilhouetteOptions = Pick<FitOptions, "onProgress" | "signal">;

/** Below so many rows the engine gains less than it costs. */
const FEWEST_ROWS = 256;

/**
 * How well rows fit their clusters: the mean of {@link silhouetteSamples}, from -1 to 1; near 1 where clusters are far apart
 * and tight, below 0 where rows are nearer to another cluster. scikit-learn's `silhouette_score`.
 *
 * Exact, with no n x n array: O(n² d) time, O(n d) memory.
 *
 * @param x n rows of d numbers
 * @param labels n integers; every number is a cluster, -1 as well
 * @throws SegmentryError `WRONG_LENGTH`, `NOT_NUMERIC`, `INVALID_OPTION` (unless there are 2 to n - 1 clusters), and what any
 * matrix of numbers is refused for
 *
 * @example
 * ```ts
 * import { KMeans, silhouetteScore } from "segmentry";
 *
 * const x = [[1, 1], [2, 1], [1, 2], [9, 9], [8, 9], [9, 8]];
 * const scores = [2, 3].map((k) => silhouetteScore(x, new KMeans({ k, seed: 222 }).fit(x).predict(x)));
 * console.log(scores.map((score) => score.toFixed(2))); // [ '0.89', '0.49' ]
 * ```
 */
export function silhouetteScore(x: MatrixInput, labels: ArrayLike<number>, options?: SilhouetteOptions): number {
  const values = samples("silhouetteScore", x, labels, options);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The silhouette of each row (Rousseeuw 1987), from -1 to 1: (b - a) / max(a, b) with its mean Euclidean distance a to the
 * others of its cluster, and b to those of the nearest other cluster. 0 for a row alone in its cluster. scikit-learn's
 * `silhouette_samples`.
 *
 * Exact, with no n x n array: O(n² d) time, O(n d) memory.
 *
 * @param x n rows of d numbers
 * @param labels n integers; every number is a cluster, -1 as well
 * @throws SegmentryError as {@link silhouetteScore}
 *
 * @example
 * ```ts
 * import { silhouetteSamples } from "segmentry";
 *
 * const values = silhouetteSamples([[0], [1], [10], [7]], [0, 0, 1, 1]);
 * console.log(Array.from(values, (value) => value.toFixed(2))); // [ '0.88', '0.87', '0.68', '0.54' ]
 * ```
 */
export function silhouetteSamples(x: MatrixInput, labels: ArrayLike<number>, options?: SilhouetteOptions): Float64Array {
  return samples("silhouetteSamples", x, labels, options);
}

function samples(who: string, input: MatrixInput, labels: ArrayLike<number>, options: SilhouetteOptions | undefined): Float64Array {
  checkRun(who, options);
  const { data, rows, columns } = readMatrix(who, input), { clusters, names } = readClusters(who, labels, rows);
  return exactSilhouettes(data, columns, clusters, names.length, (done, total) => step(options, who, done, total));
}

/** The silhouettes of n rows (n x d, row-major) in k clusters numbered from 0 on. O(n² d) time, O(n d) memory */
export function exactSilhouettes(x: Float64Array, d: number, clusters: Int32Array, k: number, step: (done: number, total: number) => void): Float64Array {
  const n = clusters.length, tiles = tileClusters(clusters, k), arena = n < FEWEST_ROWS ? null : openArena();
  try {
    const distances = arena ? engineTileDistances(arena, tiles.order.length, d) : plainTileDistances(tiles.order.length, d);
    fillTiles(distances.points, tiles, x, d);
    return silhouettes(tiles, distances, n, step);
  } finally {
    arena?.close();
  }
}

function checkRun(who: string, options: SilhouetteOptions | undefined): void {
  if (options === undefined) return;
  checkOptions(who, options, ["onProgress", "signal"]);
  checkWatching(who, options);
  options.signal?.throwIfAborted();
}
