// The centroids of a run, in quanta, and how far they have drifted.

import { center, padded, perUnit } from "./quanta";
import { squaredDistance, width } from "./rows";

/** The score of a centroid that is none: below all others, and so that no difference of scores overflows. */
export const NO_SCORE: i32 = -1500000000;
/** Beyond that many quanta of drift, thresholds in float32 would be too coarse. */
const MOST_DRIFT: f64 = 65536;

export let k: i32 = 0;
/** k rounded up to two, and to whole vectors. */
export let kEven: i32 = 0;
export let kPadded: i32 = 0;
/** Score and index of a centroid share 32 bits, of which these are the index. */
export let mask: i32 = 0;
export let centroids: usize = 0;
/** Centroids in quanta: for each four of them, for each pair of columns, four pairs of int16. */
export let tiles: usize = 0;
/** And one after the other. */
export let quantised: usize = 0;
/** For each centroid minus half its squared length, in squared quanta. */
export let halfNorms: usize = 0;
/** For each centroid how far it has drifted away, and any other has come nearer, in quanta: float64, and float32 rounded up. */
let drifts: usize = 0;
export let driftsUp: usize = 0;

export function setCentroids(number: i32, at: usize, tilesAt: usize, halfNormsAt: usize, driftsAt: usize): void {
  k = number;
  kEven = (k + 1) & ~1;
  kPadded = (k + 3) & ~3;
  mask = 3;
  while (mask + 1 < kPadded) mask = mask * 2 + 1;
  centroids = at;
  tiles = tilesAt;
  quantised = tilesAt + (<usize>(kPadded * padded) << 1);
  halfNorms = halfNormsAt;
  drifts = driftsAt;
  driftsUp = driftsAt + (<usize>k << 3);
}

/**
 * Takes new centroids, and adds up how far they have drifted.
 *
 * @returns 0 where one is farther from the center than `reach`, so that int16 cannot hold it; 1 where drifts have become too
 * long to be told apart, and all rows must be labelled anew; else 2
 */
export function moveCentroids(fresh: usize, reach: f64): i32 {
  const size = <usize>width << 3;
  let most: f64 = 0, second: f64 = 0, fastest = 0, longest: f64 = 0;
  for (let c = 0; c < k; c++) {
    const moved = sqrt(squaredDistance(centroids + <usize>c * size, fresh + <usize>c * size, width)) * perUnit;
    store<f64>(drifts + (<usize>c << 3), load<f64>(drifts + (<usize>c << 3)) + moved);
    if (moved > most) {
      second = most;
      most = moved;
      fastest = c;
    } else if (moved > second) second = moved;
  }
  memory.copy(centroids, fresh, <usize>k * size);
  for (let c = 0; c < k; c++) {
    const at = drifts + (<usize>c << 3), drift = load<f64>(at) + (c == fastest ? second : most);
    store<f64>(at, drift);
    store<f32>(driftsUp + (<usize>c << 2), <f32>(drift * 1.000001 + 0.01));
    if (drift > longest) longest = drift;
  }
  if (!tileCentroids(reach * reach)) return 0;
  return longest > MOST_DRIFT ? 1 : 2;
}

function tileCentroids(reach: f64): bool {
  for (let c = 0; c < kPadded; c++) {
    const centroid = centroids + (<usize>(c * width) << 3), tile = tiles + (<usize>((c >> 2) * padded) << 3) + (<usize>(c & 3) << 2);
    if (c < k && !(squaredDistance(centroid, center, width) <= reach)) return false;
    let norm: i64 = 0;
    for (let j = 0; j < padded; j++) {
      const at = <usize>j << 3, value = c < k && j < width ? <i32>nearest((load<f64>(centroid + at) - load<f64>(center + at)) * perUnit) : 0;
      store<i16>(tile + (<usize>(j >> 1) << 4) + (<usize>(j & 1) << 1), <i16>value);
      store<i16>(quantised + (<usize>(c * padded + j) << 1), <i16>value);
      norm += <i64>value * <i64>value;
    }
    store<i32>(halfNorms + (<usize>c << 2), c < k ? -<i32>(norm >> 1) : NO_SCORE);
  }
  return true;
}

/** Forgets how far centroids have drifted; then `screenAll` must be next. */
export function forgetDrifts(): void {
  memory.fill(drifts, 0, <usize>k * 12);
}
