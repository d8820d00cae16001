// Greedy k-means++: squared distances to the nearest seed. By the triangle inequality a row cannot come nearer to a new seed
// that lies at least twice as far from the row's present seed as the row does (Elkan 2003; Raff 2021), which spares most of
// the distances once seeds are many.

import { count, rowAt, squaredDistance, weightOf, width } from "./rows";

/** As BLOCK in src/math/draw.ts. */
const BLOCK: i32 = 1024;
/** A quarter, less more than the rounding errors of two squared distances. */
const QUARTER: f64 = 0.25 * (1 - 1e-9);

/**
 * How far a row may be from its seed, squared, without coming nearer to a new one: for each of k seeds, `stride` new rows.
 *
 * @param seeds k x d
 * @param fresh addresses of the new rows
 * @param limits k x stride, written; the last of an odd number of new rows leaves a gap, which is never exceeded
 */
export function seedLimits(seeds: usize, k: i32, fresh: usize, trials: i32, stride: i32, limits: usize): void {
  for (let c = 0; c < k; c++) {
    const seed = seeds + (<usize>c * <usize>width << 3), at = limits + (<usize>(c * stride) << 3);
    for (let t = 0; t < stride; t++) {
      const limit = t < trials ? QUARTER * squaredDistance(seed, load<usize>(fresh + (<usize>t << 2)), width) : Infinity;
      store<f64>(at + (<usize>t << 3), limit);
    }
  }
}

/** How much less the potentials would be with each of some new rows as a seed: `gains`, added up by blocks. */
export function seedGains(nearest: usize, owner: usize, limits: usize, fresh: usize, stride: i32, gains: usize, blockGains: usize): void {
  const d = width, bytes = <usize>stride << 3;
  memory.fill(gains, 0, bytes);
  for (let from = 0; from < count; from += BLOCK) {
    const to = min(count, from + BLOCK);
    memory.fill(blockGains, 0, bytes);
    for (let i = from; i < to; i++) {
      const own = load<f64>(nearest + (<usize>i << 3)), limit = limits + <usize>load<i32>(owner + (<usize>i << 2)) * bytes;
      const both = f64x2.splat(own);
      for (let t = 0; t < stride; t += 2) {
        if (!v128.any_true(f64x2.gt(both, v128.load(limit + (<usize>t << 3))))) continue;
        gainOf(i, t, own, limit, fresh, blockGains, d);
        gainOf(i, t + 1, own, limit, fresh, blockGains, d);
      }
    }
    for (let at: usize = 0; at < bytes; at += 8) store<f64>(gains + at, load<f64>(gains + at) + load<f64>(blockGains + at));
  }
}

// @ts-ignore: decorator
@inline
function gainOf(i: i32, t: i32, own: f64, limit: usize, fresh: usize, blockGains: usize, d: i32): void {
  const at = <usize>t << 3;
  if (!(own > load<f64>(limit + at))) return;
  const distance = squaredDistance(rowAt(i), load<usize>(fresh + (<usize>t << 2)), d);
  if (distance < own) store<f64>(blockGains + at, load<f64>(blockGains + at) + weightOf(i) * (own - distance));
}

/** Makes a row seed number c. `limits` has one number for each seed before it; there are none for the first. */
export function seedTake(nearest: usize, owner: usize, limits: usize, row: usize, c: i32, blocks: usize): void {
  const d = width;
  for (let from = 0, block = blocks; from < count; from += BLOCK, block += 8) {
    const to = min(count, from + BLOCK);
    let changed = false;
    for (let i = from; i < to; i++) {
      const at = nearest + (<usize>i << 3), holder = owner + (<usize>i << 2), own = load<f64>(at);
      if (c > 0 && !(own > load<f64>(limits + (<usize>load<i32>(holder) << 3)))) continue;
      const distance = squaredDistance(rowAt(i), row, d);
      if (c > 0 && !(distance < own)) continue;
      store<f64>(at, distance);
      store<i32>(holder, c);
      changed = true;
    }
    if (changed) store<f64>(block, potential(nearest, from, to));
  }
}

function potential(nearest: usize, from: i32, to: i32): f64 {
  let sum: f64 = 0;
  for (let i = from; i < to; i++) sum += weightOf(i) * load<f64>(nearest + (<usize>i << 3));
  return sum;
}
