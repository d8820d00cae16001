import { squaredDistance } from "./distance";

/**
 * Labels each of n rows with its nearest of k centroids, ties to the lowest index, and fills `distances` with the
 * squared distance to it. The differences are squared directly: expanding to |x|² + |c|² - 2xc cancels at large offsets.
 *
 * @param x n x d, row-major
 * @param centroids k x d, row-major
 * @returns how many labels changed
 */
export function assign(
  x: Float64Array, centroids: Float64Array, d: number, labels: Int32Array, distances: Float64Array,
): number {
  const n = labels.length, k = centroids.length / d;
  let changed = 0;
  for (let i = 0; i < n; i++) {
    let best = 0, bestDistance = squaredDistance(x, i, centroids, 0, d);
    for (let c = 1; c < k; c++) {
      const distance = squaredDistance(x, i, centroids, c, d);
      if (distance < bestDistance) {
        best = c;
        bestDistance = distance;
      }
    }
    if (labels[i] !== best) changed++;
    labels[i] = best;
    distances[i] = bestDistance;
  }
  return changed;
}
