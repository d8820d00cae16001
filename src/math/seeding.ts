import { squaredDistance } from "./distance";
import type { Random } from "./random";

/**
 * Greedy k-means++ (Arthur and Vassilvitskii 2007, with the greedy trials that its authors recommend): each next centroid
 * is the best of 2 + floor(ln k) rows drawn with probability proportional to weight x squared distance to the nearest
 * centroid so far. O(n x k x d x log k).
 *
 * @param x n x d, row-major
 * @param weights n weights, or null where every row weighs 1
 * @returns k x d centroids, or null where fewer than k distinct rows have weight
 */
export function kMeansPlusPlus(
  x: Float64Array, d: number, k: number, weights: Float64Array | null, random: Random,
): Float64Array | null {
  const n = x.length / d, trials = 2 + Math.floor(Math.log(k));
  const centroids = new Float64Array(k * d);
  let nearest = new Float64Array(n), best = new Float64Array(n), trial = new Float64Array(n);
  const take = (row: number, c: number): void => centroids.set(x.subarray(row * d, row * d + d), c * d);

  const first = weights ? drawProportional(weights, random) : Math.floor(random() * n);
  take(first, 0);
  let potential = 0;
  for (let i = 0; i < n; i++) {
    nearest[i] = (weights ? weights[i]! : 1) * squaredDistance(x, i, x, first, d);
    potential += nearest[i]!;
  }
  for (let c = 1; c < k; c++) {
    if (!(potential > 0)) return null;
    let bestRow = -1, bestPotential = Infinity;
    for (let t = 0; t < trials; t++) {
      const row = drawProportional(nearest, random, potential);
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const distance = (weights ? weights[i]! : 1) * squaredDistance(x, i, x, row, d);
        trial[i] = distance < nearest[i]! ? distance : nearest[i]!;
        sum += trial[i]!;
      }
      if (sum < bestPotential) {
        bestPotential = sum;
        bestRow = row;
        [best, trial] = [trial, best];
      }
    }
    take(bestRow, c);
    [nearest, best] = [best, nearest];
    potential = bestPotential;
  }
  return centroids;
}

/**
 * k different rows, drawn with probability proportional to their weights, as centroids.
 *
 * @returns k x d centroids; fewer than k rows with weight repeat the last
 */
export function randomRows(
  x: Float64Array, d: number, k: number, weights: Float64Array | null, random: Random,
): Float64Array {
  const left = weights ? weights.slice() : new Float64Array(x.length / d).fill(1);
  const centroids = new Float64Array(k * d);
  for (let c = 0; c < k; c++) {
    const row = drawProportional(left, random);
    left[row] = 0;
    centroids.set(x.subarray(row * d, row * d + d), c * d);
  }
  return centroids;
}

/** The index of a weight drawn with probability proportional to it. O(n). */
export function drawProportional(weights: Float64Array, random: Random, sum = total(weights)): number {
  let left = random() * sum, last = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    if (weight === 0) continue;
    last = i;
    left -= weight;
    if (left < 0) return i;
  }
  return last;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
