// The nearest centroid by float64 distances to all of them, two centroids a vector: each sum is added up in the order that
// src/math/distance.ts says.

import { addRow } from "./clusters";
import { count, rowAt, squaredDistance, weightOf, width } from "./rows";

/** Centroids in pairs: for each pair d x 2 numbers. The partner of an odd last one is infinitely far. */
export function pairCentroids(centroids: usize, k: i32, pairs: usize): void {
  for (let c = 0; c < k + (k & 1); c++) {
    for (let j = 0; j < width; j++) {
      const value = c < k ? load<f64>(centroids + (<usize>(c * width + j) << 3)) : Infinity;
      store<f64>(pairs + (<usize>(((c >> 1) * width + j) * 2 + (c & 1)) << 3), value);
    }
  }
}

/** Squared distances of a row to two centroids. */
@inline
function pairDistances(row: usize, pair: usize, d: i32): v128 {
  let sum = f64x2.splat(0);
  for (const end = row + (<usize>d << 3); row < end; row += 8, pair += 16) {
    const difference = f64x2.sub(v128.load64_splat(row), v128.load(pair));
    sum = f64x2.add(sum, f64x2.mul(difference, difference));
  }
  return sum;
}

let bestDistance: f64 = 0;
let secondDistance: f64 = 0;

/**
 * The nearest of k centroids, ties to the lowest; leaves the two least squared distances behind. Each lane keeps the two least
 * of its centroids, without a branch that would be guessed wrong.
 */
@inline
function nearestTwo(row: usize, pairs: usize, k: i32): i32 {
  const d = width, bytes = <usize>d << 4, two = i64x2.splat(2);
  let least = f64x2.splat(Infinity), second = least, best = i64x2.splat(0), index = i64x2.replace_lane(i64x2.splat(0), 1, 1);
  for (let c = 0; c < k; c += 2, pairs += bytes) {
    const distances = pairDistances(row, pairs, d), nearer = f64x2.lt(distances, least);
    second = f64x2.pmin(second, v128.bitselect(least, distances, nearer));
    least = f64x2.pmin(least, distances);
    best = v128.bitselect(index, best, nearer);
    index = i64x2.add(index, two);
  }
  const a = f64x2.extract_lane(least, 0), b = f64x2.extract_lane(least, 1);
  const even = <i32>i64x2.extract_lane(best, 0), odd = <i32>i64x2.extract_lane(best, 1);
  const first = a < b || (a == b && even < odd);
  bestDistance = first ? a : b;
  secondDistance = min(first ? b : a, first ? f64x2.extract_lane(second, 0) : f64x2.extract_lane(second, 1));
  return first ? even : odd;
}

/** Labels all rows, with 16 bits a label, and adds them to the clusters. */
export function labelAll(pairs: usize, k: i32, labels: usize): void {
  for (let i = 0; i < count; i++) {
    const label = nearestTwo(rowAt(i), pairs, k);
    store<u16>(labels + (<usize>i << 1), <u16>label);
    addRow(i, label);
  }
}

/** For each row its nearest centroid, and the weighted squared distances to it and to the second nearest. */
export function twoNearest(pairs: usize, k: i32, owner: usize, own: usize, second: usize): void {
  for (let i = 0; i < count; i++) {
    const label = nearestTwo(rowAt(i), pairs, k), at = <usize>i << 3, weight = weightOf(i);
    store<i32>(owner + (<usize>i << 2), label);
    store<f64>(own + at, bestDistance * weight);
    store<f64>(second + at, secondDistance * weight);
  }
}

/** What the rows of each of k clusters would lose without their centroid if a row became one: see src/math/swap.ts. */
export function swapLosses(row: usize, k: i32, owner: usize, own: usize, second: usize, losses: usize): void {
  memory.fill(losses, 0, <usize>k << 3);
  for (let i = 0; i < count; i++) {
    const moved = weightOf(i) * squaredDistance(rowAt(i), row, width), at = <usize>i << 3;
    const loss = losses + (<usize>load<i32>(owner + (<usize>i << 2)) << 3);
    store<f64>(loss, load<f64>(loss) + (min(load<f64>(second + at), moved) - min(load<f64>(own + at), moved)));
  }
}
