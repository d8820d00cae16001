import { checkWatching, step, type FitOptions } from "../core";
import { readMatrix, type MatrixInput } from "../data";
import { engineTileDistances, openArena } from "../engine";
import { checkOptions, isList, SegmentryError, show } from "../errors";
import { fillTiles, silhouettes, tileClusters } from "../math/silhouette";
import { plainTileDistances } from "../math/tile-distances";

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
  const x = readMatrix(who, input), { clusters, k } = readClusters(who, labels, x.rows), tiles = tileClusters(clusters, k);
  const arena = x.rows < FEWEST_ROWS ? null : openArena();
  try {
    const distances = arena ? engineTileDistances(arena, tiles.order.length, x.columns) : plainTileDistances(tiles.order.length, x.columns);
    fillTiles(distances.points, tiles, x.data, x.columns);
    return silhouettes(tiles, distances, x.rows, (done, total) => step(options, who, done, total));
  } finally {
    arena?.close();
  }
}

/** Labels as numbers from 0 on, in ascending order. */
function readClusters(who: string, labels: ArrayLike<number>, n: number): { clusters: Int32Array; k: number } {
  if (!isList(labels)) throw new SegmentryError("NOT_NUMERIC", who, "labels to be a list of integers", show(labels));
  if (labels.length !== n) throw new SegmentryError("WRONG_LENGTH", who, `one label for each of ${n} rows`, `${labels.length}`);
  const numbers = Array.from(labels), wrong = numbers.findIndex((label) => !Number.isInteger(label));
  if (wrong >= 0) throw new SegmentryError("NOT_NUMERIC", who, "labels to be integers", `${show(numbers[wrong])} at row index ${wrong}`);
  const known = new Map([...new Set(numbers)].sort((a, b) => a - b).map((label, c) => [label, c])), k = known.size;
  if (k < 2 || k >= n) throw new SegmentryError("INVALID_OPTION", who, `labels of 2 to ${n - 1} clusters (fewer than rows)`, `${k}`);
  return { clusters: Int32Array.from(numbers, (label) => known.get(label)!), k };
}

function checkRun(who: string, options: SilhouetteOptions | undefined): void {
  if (options === undefined) return;
  checkOptions(who, options, ["onProgress", "signal"]);
  checkWatching(who, options);
  options.signal?.throwIfAborted();
}
