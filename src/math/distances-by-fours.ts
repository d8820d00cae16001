import { squaredDistance } from "./distance";

/**
 * Euclidean distances of n points of d numbers to each of k centers, n x k: the bits of one after the other, in half of the
 * time, as those to four centers do not wait for one another. O(n x k x d).
 */
export function distancesByFours(points: Float64Array, centers: Float64Array, d: number): Float64Array {
  const n = points.length / d, k = centers.length / d, distances = new Float64Array(n * k), whole = k - (k % 4);
  for (let i = 0, out = 0; i < n; i++) {
    for (let c = 0; c < whole; c += 4, out += 4) {
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
      for (let p = i * d, q = c * d, end = p + d; p < end; p++, q++) {
        const x = points[p]!, d0 = x - centers[q]!, d1 = x - centers[q + d]!, d2 = x - centers[q + 2 * d]!, d3 = x - centers[q + 3 * d]!;
        s0 += d0 * d0;
        s1 += d1 * d1;
        s2 += d2 * d2;
        s3 += d3 * d3;
      }
      distances[out] = Math.sqrt(s0);
      distances[out + 1] = Math.sqrt(s1);
      distances[out + 2] = Math.sqrt(s2);
      distances[out + 3] = Math.sqrt(s3);
    }
    for (let c = whole; c < k; c++, out++) distances[out] = Math.sqrt(squaredDistance(points, i, centers, c, d));
  }
  return distances;
}
