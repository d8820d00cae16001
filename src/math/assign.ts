/**
 * Labels each of n rows with its nearest of k centroids, ties to the lowest index, and fills `distances` with the squared
 * distance to it. The differences are squared directly: expanding to |x|² + |c|² - 2xc cancels at large offsets.
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
    const row = i * d, end = row + d;
    let best = 0, bestDistance = Infinity;
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let p = row, q = c * d; p < end; p++, q++) {
        const difference = x[p]! - centroids[q]!;
        sum += difference * difference;
      }
      if (sum < bestDistance) {
        best = c;
        bestDistance = sum;
      }
    }
    if (labels[i] !== best) changed++;
    labels[i] = best;
    distances[i] = bestDistance;
  }
  return changed;
}
