// Greedy k-means++: squared distances to the nearest seed. Most rows do not come nearer to a new seed, which their distance in
// quanta shows: it is off by at most sqrt(d). The others are decided by float64 distances.

import { halfOf, loadQuad, padded, perUnit, quad, rowOf } from "./quanta";
import { count, rowAt, squaredDistance, weightOf, width } from "./rows";

/** As BLOCK in src/math/draw.ts. */
const BLOCK: i32 = 1024;
const OUT_OF_REACH: i32 = i32.MAX_VALUE;

/** n squared distances to the nearest seed. */
let nearest: usize = 0;
/** n halves of squared distances in quanta, from which on a seed is certainly not nearer. */
let limits: usize = 0;

export function setSeeding(nearestAt: usize, limitsAt: usize): void {
  nearest = nearestAt;
  limits = limitsAt;
}

/** Makes a row the first seed: writes all distances, and what they add up to in each block of rows. */
export function seedFirst(seed: i32, blocks: usize): void {
  const row = rowAt(seed);
  for (let from = 0; from < count; from += BLOCK, blocks += 8) {
    const to = min(count, from + BLOCK);
    for (let i = from; i < to; i++) setNearest(i, squaredDistance(rowAt(i), row, width));
    store<f64>(blocks, potential(from, to));
  }
}

/** Makes a row the next seed, and adds up anew the blocks in which rows have come nearer. */
export function seedTake(seed: i32, blocks: usize): void {
  const row = rowAt(seed), quantised = rowOf(seed), half = halfOf(quantised);
  for (let from = 0; from < count; from += BLOCK, blocks += 8) {
    const to = min(count, from + BLOCK);
    let changed = false;
    for (let i = from; i < to; i += 4) {
      const halves = i32x4.shr_s(loadQuad(i, min(i + 1, to - 1), min(i + 2, to - 1), min(i + 3, to - 1)), 1);
      let near = nearer(i, halves, quantised, half) & within(i, to);
      while (near) {
        const z = i + ctz(near), distance = squaredDistance(rowAt(z), row, width);
        near &= near - 1;
        if (!(distance < load<f64>(nearest + (<usize>z << 3)))) continue;
        setNearest(z, distance);
        changed = true;
      }
    }
    if (changed) store<f64>(blocks, potential(from, to));
  }
}

/** How much less the potentials would be with each of some rows as the next seed: `gains`, added up by blocks. */
export function seedGains(seeds: usize, many: i32, gains: usize, blockGains: usize): void {
  const bytes = <usize>many << 3;
  memory.fill(gains, 0, bytes);
  for (let from = 0; from < count; from += BLOCK) {
    const to = min(count, from + BLOCK);
    memory.fill(blockGains, 0, bytes);
    for (let i = from; i < to; i += 4) {
      const halves = i32x4.shr_s(loadQuad(i, min(i + 1, to - 1), min(i + 2, to - 1), min(i + 3, to - 1)), 1), rows = within(i, to);
      for (let t = 0; t < many; t++) {
        const seed = load<i32>(seeds + (<usize>t << 2)), near = nearer(i, halves, rowOf(seed), load<i32>(seeds + (<usize>(many + t) << 2))) & rows;
        if (near) gain(i, near, rowAt(seed), blockGains + (<usize>t << 3));
      }
    }
    for (let at: usize = 0; at < bytes; at += 8) store<f64>(gains + at, load<f64>(gains + at) + load<f64>(blockGains + at));
  }
}

/** Writes the halves of the squared lengths of some rows behind their indices, for {@link seedGains}. */
export function seedHalves(seeds: usize, many: i32): void {
  for (let t = 0; t < many; t++) store<i32>(seeds + (<usize>(many + t) << 2), halfOf(rowOf(load<i32>(seeds + (<usize>t << 2)))));
}

/** Which of four rows there are. */
// @ts-ignore: decorator
@inline
function within(i: i32, to: i32): i32 {
  return to - i >= 4 ? 15 : (1 << (to - i)) - 1;
}

/** Which of the four rows in `quad` may be nearer to a seed than to their own. */
// @ts-ignore: decorator
@inline
function nearer(i: i32, halves: v128, seed: usize, half: i32): i32 {
  let even = i32x4.add(halves, i32x4.splat(half)), odd = i32x4.splat(0);
  for (let at = quad, end = at + (<usize>padded << 3); at < end; at += 64, seed += 16) {
    even = i32x4.sub(even, i32x4.dot_i16x8_s(v128.load(at), v128.load32_splat(seed)));
    odd = i32x4.add(odd, i32x4.dot_i16x8_s(v128.load(at, 16), v128.load32_splat(seed, 4)));
    even = i32x4.sub(even, i32x4.dot_i16x8_s(v128.load(at, 32), v128.load32_splat(seed, 8)));
    odd = i32x4.add(odd, i32x4.dot_i16x8_s(v128.load(at, 48), v128.load32_splat(seed, 12)));
  }
  return i32x4.bitmask(i32x4.lt_s(i32x4.sub(even, odd), v128.load(limits + (<usize>i << 2))));
}

function gain(i: i32, near: i32, seed: usize, sum: usize): void {
  while (near) {
    const z = i + ctz(near), own = load<f64>(nearest + (<usize>z << 3)), distance = squaredDistance(rowAt(z), seed, width);
    near &= near - 1;
    if (distance < own) store<f64>(sum, load<f64>(sum) + weightOf(z) * (own - distance));
  }
}

// @ts-ignore: decorator
@inline
function setNearest(i: i32, distance: f64): void {
  store<f64>(nearest + (<usize>i << 3), distance);
  const reach = sqrt(distance) * perUnit + sqrt(<f64>width), limit = 0.5 * reach * reach + 3;
  store<i32>(limits + (<usize>i << 2), limit < <f64>OUT_OF_REACH ? <i32>limit : OUT_OF_REACH);
}

function potential(from: i32, to: i32): f64 {
  let sum: f64 = 0;
  for (let i = from; i < to; i++) sum += weightOf(i) * load<f64>(nearest + (<usize>i << 3));
  return sum;
}
