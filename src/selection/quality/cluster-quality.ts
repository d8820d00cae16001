import type { MatrixInput } from "../../data";
import { separation } from "../../math/davies-bouldin";
import { calinskiHarabasz, measure, totalInertia, unscaledSquare } from "./measured";
import { readChoices, silhouetteOf, type SilhouetteMethodOptions } from "./silhouette";
import type { ClusterSilhouette, SilhouetteResult } from "./silhouette-result";

/** How good one cluster is. */
export interface ClusterPart {
  /** Its label. */
  readonly cluster: number;
  /** How many rows it has. */
  readonly size: number;
  /** The sum of the squared distances of its rows to their mean. */
  readonly inertia: number;
  /** The mean distance of its rows to their mean. */
  readonly spread: number;
  /** The label of the cluster with the nearest mean, ties to the lowest. */
  readonly nearest: number;
  /** The distance between the two means. */
  readonly distance: number;
  /** Its part of the Davies-Bouldin score: how much the cluster that overlaps it most does. */
  readonly daviesBouldin: number;
  /** The mean silhouette of its rows. */
  readonly silhouette: number;
  /** The share of its rows whose silhouette is below 0. */
  readonly negative: number;
}

/** What {@link clusterQuality} gives. */
export interface ClusterQuality {
  /** How many rows there are, and how many clusters. */
  readonly rows: number;
  readonly k: number;
  /** As {@link inertiaOf}. */
  readonly inertia: number;
  /** As {@link calinskiHarabaszScore}. */
  readonly calinskiHarabasz: number;
  /** As {@link daviesBouldinScore}. */
  readonly daviesBouldin: number;
  /** As {@link silhouette}, which says how many rows were looked at. */
  readonly silhouette: SilhouetteResult;
  /** One for each cluster, ascending by label. */
  readonly clusters: readonly ClusterPart[];
}

/**
 * All measures of how good a clustering is, of the whole and of each cluster, with the work that they share done once.
 *
 * O(n d + k² d) and what {@link silhouette} takes.
 *
 * @param x n rows of d numbers
 * @param labels n integers; every number is a cluster, -1 as well
 * @param options those of {@link silhouette}
 * @throws SegmentryError as {@link silhouette}
 *
 * @example
 * ```ts
 * import { clusterQuality } from "segmentry/evaluate";
 *
 * const quality = clusterQuality([[0], [2], [9], [11], [12], [30]], [0, 0, 1, 1, 1, 2]);
 * console.log(quality.inertia.toFixed(2), quality.calinskiHarabasz.toFixed(1), quality.daviesBouldin.toFixed(3), quality.silhouette.mean.toFixed(3)); // 6.67 126.2 0.165 0.656
 * console.log(quality.clusters.map(({ cluster, nearest, spread }) => `${cluster} near ${nearest}, ${spread.toFixed(1)} wide`));
 * // [ '0 near 1, 1.0 wide', '1 near 0, 1.1 wide', '2 near 1, 0.0 wide' ]
 * ```
 */
export function clusterQuality(x: MatrixInput, labels: ArrayLike<number>, options: SilhouetteMethodOptions = {}): ClusterQuality {
  const who = "clusterQuality", choices = readChoices(who, options), measured = measure(who, x, labels), { names, clusters, moments, factor } = measured;
  const { nearest, distances, overlaps } = separation(moments), silhouette = silhouetteOf(who, measured, choices, options);
  const partOf = ({ cluster, size, mean, negative }: ClusterSilhouette, c: number): ClusterPart => Object.freeze({
    cluster, size, inertia: unscaledSquare(moments.inertias[c]!, factor), spread: moments.spreads[c]! / factor,
    nearest: names[nearest[c]!]!, distance: distances[c]! / factor, daviesBouldin: overlaps[c]!, silhouette: mean, negative,
  });
  return Object.freeze({
    rows: clusters.length, k: names.length, inertia: unscaledSquare(totalInertia(moments), factor), calinskiHarabasz: calinskiHarabasz(moments, clusters.length),
    daviesBouldin: overlaps.reduce((sum, overlap) => sum + overlap, 0) / names.length, silhouette, clusters: Object.freeze(silhouette.clusters.map(partOf)),
  });
}
