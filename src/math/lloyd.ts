import type { Clusters, Points } from "./points";
import { relocateEmpty } from "./relocate";

/** What one run of Lloyd's algorithm found. */
export interface LloydResult {
  /** k x d, row-major. */
  centroids: Float64Array;
  /** k counts of rows. */
  sizes: Int32Array;
  /** Sum over rows of weight x squared distance to the nearest centroid. */
  inertia: number;
  /** Sum over clusters of weight x squared distance of the centroid to the center of all rows: what the inertia lacks. */
  between: number;
  iterations: number;
  converged: boolean;
}

export interface LloydOptions {
  maxIterations: number;
  /** Stop when the squared shift of all centroids together is at most this, in squared units of x. */
  tolerance: number;
  /** A `between` to get above: the run is given up, with an infinite inertia, where its progress says that it will not. */
  goal?: number | undefined;
  /** Called before each iteration, with its number from 1; may throw to stop. */
  onIteration?: ((iteration: number) => void) | undefined;
}

/** A run is taken to gain at most this many times what its last iteration gained. */
const STAMINA = 10;
/** More than scatter and between lose by rounding, as a share of the scatter. */
const ROUNDING = 2 ** -40;

/**
 * Lloyd's k-means (Lloyd 1982) from the given centroids: O(iterations x n x k x d), less where the points save distances.
 *
 * It stops as scikit-learn's does: when the centroids move less than the tolerance, when no label changes, or at maxIterations.
 * The second is the first with a shift of zero, since sums are exact: what is added up again gives the same bits. (A cluster that
 * stays empty while all labels repeat is moved to the same row again, which is a shift of zero, too.) Sizes and
 * inertia are always those of the returned centroids, also when stopped early.
 */
export function lloyd(points: Points, start: Float64Array, options: LloydOptions): LloydResult {
  const { d, center } = points, { maxIterations, tolerance, goal } = options, k = start.length / d;
  const labeling = points.labeling(k), clusters: Clusters = { sums: new Float64Array(k * d), mass: new Float64Array(k) };
  let centroids: Float64Array = start.slice();
  let iterations = 0, converged = false, between = -Infinity;
  while (iterations < maxIterations && !converged) {
    iterations++;
    options.onIteration?.(iterations);
    labeling.assign(centroids, clusters);
    if (clusters.mass.includes(0)) relocateEmpty(points, labeling.distances(centroids), clusters);
    const means = clusterMeans(clusters, centroids), before = between;
    between = betweenClusters(means, clusters.mass, center);
    if (goal !== undefined && between < goal && between + STAMINA * (between - before) < goal) {
      return { centroids: means, sizes: new Int32Array(k), inertia: Infinity, between, iterations, converged };
    }
    converged = squaredShift(centroids, means) <= tolerance;
    centroids = means;
  }
  // What the centroids leave of the scatter bounds the inertia: a grid for that keeps its digits beside rows however far.
  const most = Math.max(0, points.scatter - between) + ROUNDING * points.scatter;
  return { centroids, ...labeling.finish(centroids, most), between, iterations, converged };
}

/** The centroids of clusters; those of a cluster without weight stay what they were. */
function clusterMeans({ sums, mass }: Clusters, previous: Float64Array): Float64Array {
  const means = previous.slice(), d = sums.length / mass.length;
  for (let c = 0; c < mass.length; c++) {
    const weight = mass[c]!;
    if (weight > 0) for (let q = c * d, end = q + d; q < end; q++) means[q] = sums[q]! / weight;
  }
  return means;
}

function betweenClusters(centroids: Float64Array, mass: Float64Array, center: Float64Array): number {
  const d = center.length;
  let sum = 0;
  for (let c = 0; c < mass.length; c++) {
    let distance = 0;
    for (let j = 0; j < d; j++) {
      const difference = centroids[c * d + j]! - center[j]!;
      distance += difference * difference;
    }
    sum += mass[c]! * distance;
  }
  return sum;
}

function squaredShift(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = a[i]! - b[i]!;
    sum += difference * difference;
  }
  return sum;
}
