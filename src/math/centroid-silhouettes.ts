import { squareToMean, type ClusterMoments } from "./cluster-moments";
import { silhouette } from "./silhouette";

/** After so many rows it is said how far the work is. */
const ROWS = 4096;

/** How far a row is from a cluster, given its squared distance to the mean of it and whether it is one of its rows. */
type Measure = (square: number, cluster: number, isOwn: boolean) => number;

/** Silhouettes by distances to the means of clusters instead of those to their rows (Hruschka, de Campos, de Castro 2004). O(n k d) */
export function simplifiedSilhouettes(x: Float64Array, clusters: Int32Array, moments: ClusterMoments, isSquared: boolean, step: (done: number, total: number) => void): Float64Array {
  return centroidSilhouettes(x, clusters, moments, isSquared ? (square) => square : Math.sqrt, step);
}

/**
 * Silhouettes by mean squared distances to the rows of clusters, without looking at pairs: the mean of those to a cluster is
 * the one to its mean plus the variance of the cluster, a sum of positive numbers. O(n k d)
 */
export function squaredSilhouettes(x: Float64Array, clusters: Int32Array, moments: ClusterMoments, step: (done: number, total: number) => void): Float64Array {
  const { sizes, inertias } = moments;
  return centroidSilhouettes(x, clusters, moments, (square, c, isOwn) => (sizes[c]! * square + inertias[c]!) / (sizes[c]! - Number(isOwn)), step);
}

function centroidSilhouettes(x: Float64Array, clusters: Int32Array, moments: ClusterMoments, measure: Measure, step: (done: number, total: number) => void): Float64Array {
  const n = clusters.length, k = moments.sizes.length, values = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const own = clusters[i]!;
    if (moments.sizes[own]! > 1) {
      let other = Infinity;
      for (let c = 0; c < k; c++) if (c !== own) other = Math.min(other, measure(squareToMean(x, i, moments, c), c, false));
      values[i] = silhouette(measure(squareToMean(x, i, moments, own), own, true), other);
    }
    if ((i + 1) % ROWS === 0 || i + 1 === n) step(i + 1, n);
  }
  return values;
}
