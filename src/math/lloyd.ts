import { assign } from "./assign";
import { relocateEmpty } from "./relocate";

/** What one run of Lloyd's algorithm found. */
export interface LloydResult {
  /** k x d, row-major. */
  centroids: Float64Array;
  /** The nearest centroid of each of the n rows. */
  labels: Int32Array;
  /** Sum over rows of weight x squared distance to the nearest centroid. */
  inertia: number;
  iterations: number;
  converged: boolean;
}

export interface LloydInput {
  /** n x d, row-major. */
  x: Float64Array;
  d: number;
  /** n weights of zero or more, or null where every row weighs 1. */
  weights: Float64Array | null;
  maxIterations: number;
  /** Stop when the squared shift of all centroids together is at most this, in squared units of x. */
  tolerance: number;
  /** An inertia to get below: the run is given up where its progress says that it will not. */
  goal?: number | undefined;
  /** Called before each iteration, with its number from 1; may throw to stop. */
  onIteration?: ((iteration: number) => void) | undefined;
}

/** A run is taken to gain at most this many times what its last iteration gained. */
const STAMINA = 10;

/**
 * Lloyd's k-means (Lloyd 1982) from the given centroids: O(iterations x n x k x d).
 *
 * It stops as scikit-learn's does: when no label changes, when the centroids move less than the tolerance, or at
 * maxIterations. Labels are always those of the returned centroids, also when stopped early.
 */
export function lloyd(input: LloydInput, start: Float64Array): LloydResult {
  const { x, d, weights, maxIterations, tolerance } = input;
  const n = x.length / d;
  const labels = new Int32Array(n).fill(-1), distances = new Float64Array(n);
  let centroids: Float64Array = start.slice();
  let iterations = 0, converged = false, settled = false, inertia = Infinity;
  while (iterations < maxIterations && !converged) {
    iterations++;
    input.onIteration?.(iterations);
    const changed = assign(x, centroids, d, labels, distances);
    if (input.goal !== undefined) {
      const before = inertia;
      inertia = weightedSum(distances, weights);
      settled = inertia > input.goal && inertia - STAMINA * (before - inertia) > input.goal;
      if (settled) break;
    }
    const means = clusterMeans(x, d, labels, distances, weights, centroids);
    const shift = squaredShift(centroids, means.centroids);
    centroids = means.centroids;
    converged = changed === 0 || shift <= tolerance;
    settled = changed === 0 && !means.relocated;
  }
  if (!settled) assign(x, centroids, d, labels, distances);
  return { centroids, labels, inertia: weightedSum(distances, weights), iterations, converged };
}

function clusterMeans(
  x: Float64Array, d: number, labels: Int32Array, distances: Float64Array, weights: Float64Array | null,
  previous: Float64Array,
): { centroids: Float64Array; relocated: boolean } {
  const k = previous.length / d, sums = new Float64Array(k * d), mass = new Float64Array(k);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!, weight = weights ? weights[i]! : 1;
    mass[label]! += weight;
    for (let j = 0, p = i * d, q = label * d; j < d; j++, p++, q++) sums[q]! += weight * x[p]!;
  }
  const relocated = relocateEmpty(x, d, labels, distances, weights, sums, mass);
  for (let c = 0; c < k; c++) {
    for (let q = c * d; q < c * d + d; q++) sums[q] = mass[c]! > 0 ? sums[q]! / mass[c]! : previous[q]!;
  }
  return { centroids: sums, relocated };
}

function squaredShift(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
}

/** Sum of weight x value; O(n). */
export function weightedSum(values: Float64Array, weights: Float64Array | null): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += weights ? weights[i]! * values[i]! : values[i]!;
  return sum;
}
