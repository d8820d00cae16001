import { squaredDistance } from "./distance";
import { drawProportional } from "./draw";
import type { Random } from "./random";

/** What a swap asks of the rows under some centroids. */
export interface SwapDistances {
  /** n weighted squared distances to the nearest centroid. */
  readonly own: Float64Array;
  /**
   * For each centroid, how much more all rows would be worth without it, if a row became a centroid: the sum, row after row, of
   * min(second nearest, that row) - min(nearest, that row) over its rows, in weighted squared distances.
   */
  losses(row: number): Float64Array;
}

/**
 * The centroids with one of them moved: onto a row drawn with probability proportional to weight x squared distance to its
 * centroid, from a cluster drawn with probability inverse to what its rows would lose without it (random swap, Fränti 2018).
 *
 * @param x n x d, row-major
 * @param centroids k x d, row-major, k >= 2; not changed
 */
export function swapCentroid(x: Float64Array, d: number, centroids: Float64Array, distances: SwapDistances, random: Random): Float64Array {
  const row = drawProportional(distances.own, random), losses = distances.losses(row);
  const least = losses.reduce((a, b) => (b > 0 && b < a ? b : a), Infinity);
  const odds = least < Infinity ? losses.map((loss) => least / Math.max(loss, least)) : losses.fill(1);
  const swapped = centroids.slice();
  swapped.set(x.subarray(row * d, row * d + d), drawProportional(odds, random) * d);
  return swapped;
}

/** In plain TypeScript: O(n x k x d). */
export function swapDistances(x: Float64Array, d: number, centroids: Float64Array, weights: Float64Array | null): SwapDistances {
  const n = x.length / d, k = centroids.length / d;
  const nearest = new Int32Array(n), own = new Float64Array(n).fill(Infinity), second = new Float64Array(n).fill(Infinity);
  const weightOf = (i: number): number => (weights ? weights[i]! : 1);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < k; c++) {
      const distance = squaredDistance(x, i, centroids, c, d);
      if (distance < own[i]!) {
        second[i] = own[i]!;
        own[i] = distance;
        nearest[i] = c;
      } else if (distance < second[i]!) second[i] = distance;
    }
    own[i]! *= weightOf(i);
    second[i]! *= weightOf(i);
  }
  return {
    own,
    losses: (row) => {
      const losses = new Float64Array(k);
      for (let i = 0; i < n; i++) {
        const moved = weightOf(i) * squaredDistance(x, i, x, row, d);
        losses[nearest[i]!]! += Math.min(second[i]!, moved) - Math.min(own[i]!, moved);
      }
      return losses;
    },
  };
}
