import { readMatrix, type MatrixInput } from "../../data";
import { checkInteger, checkOptions, checkSeed, SegmentryError } from "../../errors";
import { countDistinct } from "../../math/distinct";
import { readClusters } from "../labels";
import { stabilityBand, type StabilityBand } from "./bands";
import { meanJaccards } from "./bootstrap";

/** Options of {@link clusterStability}. */
export interface StabilityOptions {
  /** How often rows are drawn anew. Default: 100. */
  resamples?: number;
  /** Runs of k-means for each. Default: 3. */
  nInit?: number;
  /** Default: 0. */
  seed?: number | string;
}

/** How stable one cluster is. */
export interface ClusterStability {
  /** Its label. */
  readonly cluster: number;
  /** How many rows it has. */
  readonly size: number;
  /** The mean over resamples of its largest Jaccard similarity to a cluster found there, 0 to 1. */
  readonly jaccard: number;
  /** What that says: see {@link stabilityBand}. */
  readonly band: StabilityBand;
}

const WHO = "clusterStability";

/**
 * How much of each cluster is found again when rows are drawn anew with replacement and clustered by k-means into as many clusters
 * (Hennig 2007, `fpc::clusterboot` in R): the mean of its largest Jaccard similarities, among the rows drawn. The labels may be of
 * any clustering; what k-means cannot find is then unstable. Stable clusters need not be islands: cuts through one crowd may be
 * found again as well.
 *
 * O(resamples x k-means).
 *
 * @param x n rows of d numbers
 * @param labels n integers; every number is a cluster, -1 as well
 * @returns one for each cluster, ascending by label
 * @throws SegmentryError `WRONG_LENGTH`, `NOT_NUMERIC`, `INVALID_OPTION` (unless there are 2 to n - 1 clusters), `TOO_FEW_DISTINCT`
 * (fewer distinct rows than clusters, or never as many in a resample), and what any matrix of numbers is refused for
 *
 * @example
 * ```ts
 * import { clusterStability } from "segmentry/evaluate";
 *
 * const x = Array.from({ length: 60 }, (_, i) => [20 * (i % 2) + ((i * 7) % 5), ((i * 11) % 7)]), labels = x.map((_, i) => i % 2);
 * console.log(clusterStability(x, labels, { resamples: 20 })[0]); // { cluster: 0, size: 30, jaccard: 1, band: 'highly stable' }
 * ```
 */
export function clusterStability(x: MatrixInput, labels: ArrayLike<number>, options: StabilityOptions = {}): readonly ClusterStability[] {
  checkOptions(WHO, options, ["resamples", "nInit", "seed"]);
  const points = readMatrix(WHO, x), { clusters, names } = readClusters(WHO, labels, points.rows), k = names.length, sizes = new Int32Array(k);
  const resamples = checkInteger(WHO, "resamples", options.resamples ?? 100, 1), nInit = checkInteger(WHO, "nInit", options.nInit ?? 3, 1), seed = checkSeed(WHO, options.seed ?? 0);
  const distinct = countDistinct(points.data, points.columns, null, k);
  if (distinct < k) throw new SegmentryError("TOO_FEW_DISTINCT", WHO, `at least as many distinct rows as the ${k} clusters`, `${distinct}`);
  for (const cluster of clusters) sizes[cluster]!++;
  const jaccards = meanJaccards(points, clusters, k, { resamples, nInit, seed });
  if (jaccards.every((jaccard) => jaccard === 0)) throw new SegmentryError("TOO_FEW_DISTINCT", WHO, `resamples of at least ${k} distinct rows, one for each cluster`, "none");
  return Object.freeze(names.map((cluster, c) => Object.freeze({ cluster, size: sizes[c]!, jaccard: jaccards[c]!, band: stabilityBand(jaccards[c]!) })));
}
