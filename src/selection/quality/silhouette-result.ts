/** How silhouettes are found: from the distances of all pairs, of pairs in a sample, or to the means of clusters. */
export type SilhouetteMethod = "exact" | "sampled" | "simplified";

/** The distance that silhouettes are made of. */
export type SilhouetteMetric = "euclidean" | "squared-euclidean";

/** The silhouettes of one cluster. */
export interface ClusterSilhouette {
  /** Its label. */
  readonly cluster: number;
  /** How many rows it has, looked at or not. */
  readonly size: number;
  /** The mean silhouette of its rows that were looked at. */
  readonly mean: number;
  /** Which share of those is below 0: nearer to another cluster. */
  readonly negative: number;
}

/**
 * What {@link silhouette} gives. Immutable; its JSON leaves out the rows.
 *
 * @example
 * ```ts
 * import { silhouette } from "segmentry/evaluate";
 *
 * const x = Array.from({ length: 100 }, (_, i) => [i < 60 ? i / 60 : 5 + i / 40]), labels = x.map((_, i) => Number(i >= 60));
 * const result = silhouette(x, labels, { method: "sampled", sampleSize: 20 });
 * console.log(result.mean.toFixed(2), result.sampled?.length, result.rows.length); // 0.94 20 100
 * ```
 */
export class SilhouetteResult {
  /** How the silhouettes were found. */
  readonly method: SilhouetteMethod;
  readonly metric: SilhouetteMetric;
  /** The mean silhouette of all rows; of a sample the means of clusters, weighted by their sizes. */
  readonly mean: number;
  /** One for each cluster, ascending by label. */
  readonly clusters: readonly ClusterSilhouette[];
  readonly #rows: Float64Array;
  readonly #sampled: Int32Array | null;

  /** @hidden */
  constructor(how: { method: SilhouetteMethod; metric: SilhouetteMetric }, mean: number, clusters: readonly ClusterSilhouette[], rows: Float64Array, sampled: Int32Array | null) {
    this.method = how.method;
    this.metric = how.metric;
    this.mean = mean;
    this.clusters = Object.freeze(clusters.map((cluster) => Object.freeze(cluster)));
    this.#rows = rows;
    this.#sampled = sampled;
    Object.freeze(this);
  }

  /** The silhouette of each row, from -1 to 1; NaN for those that were not looked at. Copied. */
  get rows(): Float64Array {
    return this.#rows.slice();
  }

  /** The indices of the rows in the sample, ascending; null where all rows were looked at. Copied. */
  get sampled(): Int32Array | null {
    return this.#sampled?.slice() ?? null;
  }
}
