import { squaredDistance } from "./distance";
import type { Random } from "./random";
import { drawProportional } from "./seeding";

/**
 * The centroids with one of them moved: onto a row drawn with probability proportional to weight x squared distance to its
 * centroid, from a cluster drawn with probability inverse to what its rows would lose without it (random swap, Fränti 2018).
 * O(n x k x d).
 *
 * @param x n x d, row-major
 * @param centroids k x d, row-major, k >= 2; not changed
 */
export function swapCentroid(
  x: Float64Array, d: number, centroids: Float64Array, weights: Float64Array | null, random: Random,
): Float64Array {
  const { nearest, own, second } = twoNearest(x, d, centroids, weights);
  const row = drawProportional(own, random), losses = new Float64Array(centroids.length / d);
  for (let i = 0; i < own.length; i++) {
    const moved = (weights ? weights[i]! : 1) * squaredDistance(x, i, x, row, d);
    losses[nearest[i]!]! += Math.min(second[i]!, moved) - Math.min(own[i]!, moved);
  }
  const least = losses.reduce((a, b) => (b > 0 && b < a ? b : a), Infinity);
  const odds = least < Infinity ? losses.map((loss) => least / Math.max(loss, least)) : losses.fill(1);
  const swapped = centroids.slice();
  swapped.set(x.subarray(row * d, row * d + d), drawProportional(odds, random) * d);
  return swapped;
}

/** The nearest centroid of each row, with the weighted squared distances to it and to the second nearest. */
function twoNearest(
  x: Float64Array, d: number, centroids: Float64Array, weights: Float64Array | null,
): { nearest: Int32Array; own: Float64Array; second: Float64Array } {
  const n = x.length / d, k = centroids.length / d;
  const nearest = new Int32Array(n), own = new Float64Array(n).fill(Infinity), second = new Float64Array(n).fill(Infinity);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < k; c++) {
      const distance = (weights ? weights[i]! : 1) * squaredDistance(x, i, centroids, c, d);
      if (distance < own[i]!) {
        second[i] = own[i]!;
        own[i] = distance;
        nearest[i] = c;
      } else if (distance < second[i]!) second[i] = distance;
    }
  }
  return { nearest, own, second };
}
