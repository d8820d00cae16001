/** Means of k clusters of n rows of d numbers, and how far their rows lie from them. */
export interface ClusterMoments {
  readonly d: number;
  /** How many rows; 1 or more. */
  readonly sizes: Float64Array;
  /** A row of each cluster: k x d. */
  readonly firsts: Float64Array;
  /** The mean of each cluster minus that row: k x d. Kept apart, so that a large offset takes no digits away. */
  readonly shifts: Float64Array;
  /** The sum of the squared distances to the mean. */
  readonly inertias: Float64Array;
  /** The mean distance to the mean. */
  readonly spreads: Float64Array;
}

/**
 * The moments of k clusters, numbered from 0 on and none of them empty, all measured from a row of each: a cluster of equal
 * rows has inertia exactly 0. Two passes, O(n d) time, O(k d) memory.
 */
export function clusterMoments(x: Float64Array, d: number, clusters: Int32Array, k: number): ClusterMoments {
  const moments = { d, sizes: new Float64Array(k), firsts: new Float64Array(k * d), shifts: new Float64Array(k * d), inertias: new Float64Array(k), spreads: new Float64Array(k) };
  addRows(x, clusters, moments);
  const { sizes, inertias, spreads } = moments;
  for (let i = 0; i < clusters.length; i++) {
    const c = clusters[i]!, square = squareToMean(x, i, moments, c);
    inertias[c]! += square;
    spreads[c]! += Math.sqrt(square);
  }
  for (let c = 0; c < k; c++) spreads[c]! /= sizes[c]!;
  return moments;
}

function addRows(x: Float64Array, clusters: Int32Array, { d, sizes, firsts, shifts }: ClusterMoments): void {
  for (let i = 0; i < clusters.length; i++) {
    const c = clusters[i]!;
    if (sizes[c]!++ === 0) firsts.set(x.subarray(i * d, (i + 1) * d), c * d);
    else for (let j = 0, p = i * d, q = c * d; j < d; j++, p++, q++) shifts[q]! += x[p]! - firsts[q]!;
  }
  for (let q = 0; q < shifts.length; q++) shifts[q]! /= sizes[Math.floor(q / d)]!;
}

/** The squared distance of row i of x to the mean of cluster c. O(d) */
export function squareToMean(x: Float64Array, i: number, { d, firsts, shifts }: ClusterMoments, c: number): number {
  let sum = 0;
  for (let p = i * d, q = c * d, end = p + d; p < end; p++, q++) {
    const difference = x[p]! - firsts[q]! - shifts[q]!;
    sum += difference * difference;
  }
  return sum;
}

/** The squared distance between the means of clusters a and b. O(d) */
export function squareBetweenMeans({ d, firsts, shifts }: ClusterMoments, a: number, b: number): number {
  let sum = 0;
  for (let p = a * d, q = b * d, end = p + d; p < end; p++, q++) {
    const difference = firsts[p]! - firsts[q]! + (shifts[p]! - shifts[q]!);
    sum += difference * difference;
  }
  return sum;
}

/** The sum over all rows of the squared distance between the mean of their cluster and that of all rows. O(k d) */
export function betweenSquares({ d, sizes, firsts, shifts }: ClusterMoments): number {
  const k = sizes.length, n = sizes.reduce((sum, size) => sum + size, 0), offsets = new Float64Array(k);
  let total = 0;
  for (let j = 0; j < d; j++) {
    let mean = 0;
    for (let c = 0, q = j; c < k; c++, q += d) mean += (offsets[c] = firsts[q]! - firsts[j]! + shifts[q]!) * (sizes[c]! / n);
    for (let c = 0; c < k; c++) total += sizes[c]! * (offsets[c]! - mean) ** 2;
  }
  return total;
}
