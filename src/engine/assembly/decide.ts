// Rows that quanta cannot decide.

import { centroids, halfNorms, k, kPadded, NO_SCORE, tiles } from "./centroids";
import { margin } from "./evaluate";
import { halfOf, padded, perUnit, rowOf } from "./quanta";
import { rowAt, squaredDistance, width } from "./rows";

/** Of one row the scores of all centroids. */
let scores: usize = 0;

export function setScores(at: usize): void {
  scores = at;
}

/** A safe gap in quanta for the row that was decided last. */
export let decidedGap: f32 = 0;

/** Decides a row by float64 distances to all centroids that may be nearest. */
export function decide(i: i32): i32 {
  const off = margin(), row = rowAt(i), d = width, most = scoreRow(rowOf(i));
  const half = halfOf(rowOf(i)), near = sqrt<f32>(2 * <f32>max(0, half - most)), reach = near + 3 * off + 8;
  const limit = i32x4.splat(<i32>max<f64>(<f64>half - 0.5 * <f64>reach * <f64>reach, -2147483000));
  let nearest: f64 = Infinity, next: f64 = Infinity, label = 0;
  for (let c = 0; c < kPadded; c += 4) {
    let candidates = i32x4.bitmask(i32x4.ge_s(v128.load(scores + (<usize>c << 2)), limit));
    while (candidates) {
      const z = c + ctz(candidates);
      candidates &= candidates - 1;
      if (z >= k) break;
      const distance = squaredDistance(row, centroids + (<usize>(z * d) << 3), d);
      if (distance < nearest) {
        next = nearest;
        nearest = distance;
        label = z;
      } else if (distance < next) next = distance;
    }
  }
  const units = sqrt(nearest) * perUnit, among = <f32>((sqrt(next) * perUnit - units) * 0.999999), beyond = <f32>(<f64>reach - units) - 0.5 * off - 6;
  decidedGap = min(among, beyond);
  return label;
}

/** Scores one row against four centroids at a time; returns the highest. */
@inline
function scoreRow(row: usize): i32 {
  const end = row + (<usize>padded << 1);
  let highest = i32x4.splat(NO_SCORE), tile = tiles;
  for (let c = 0; c < kPadded; c += 4) {
    let sum = v128.load(halfNorms + (<usize>c << 2));
    for (let at = row; at < end; at += 4, tile += 16) sum = i32x4.add(sum, i32x4.dot_i16x8_s(v128.load32_splat(at), v128.load(tile)));
    v128.store(scores + (<usize>c << 2), sum);
    highest = i32x4.max_s(highest, sum);
  }
  highest = i32x4.max_s(highest, v128.shuffle<i32>(highest, highest, 2, 3, 0, 1));
  return max(i32x4.extract_lane(highest, 0), i32x4.extract_lane(highest, 1));
}
