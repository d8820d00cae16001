import { squareBetweenMeans, type ClusterMoments } from "./cluster-moments";

/** Each of k clusters beside the others. */
export interface Separation {
  /** The cluster with the nearest mean, ties to the lowest. */
  readonly nearest: Int32Array;
  /** The distance between the two means. */
  readonly distances: Float64Array;
  /** The most that the mean distances to their means of this cluster and another one add up to, in distances between the two means. */
  readonly overlaps: Float64Array;
}

/** How far 2 or more clusters lie apart (Davies and Bouldin 1979). Means that coincide give Infinity. O(k² d) */
export function separation(moments: ClusterMoments): Separation {
  const { spreads } = moments, k = spreads.length, nearest = new Int32Array(k), distances = new Float64Array(k).fill(Infinity), overlaps = new Float64Array(k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      if (a === b) continue;
      const distance = Math.sqrt(squareBetweenMeans(moments, a, b));
      overlaps[a] = Math.max(overlaps[a]!, distance > 0 ? (spreads[a]! + spreads[b]!) / distance : Infinity);
      if (distance >= distances[a]!) continue;
      distances[a] = distance;
      nearest[a] = b;
    }
  }
  return { nearest, distances, overlaps };
}
