// Greedy k-means++: squared distances to the nearest seed. Most rows do not come nearer to a new seed, which their distance in
// quanta shows: it is off by at most sqrt(d). The others are decided by float64 distances.

import { halfOf, loadQuad, padded, perUnit, quad, rowOf } from "./quanta";
import { count, rowAt, squaredDistance, weightOf, weights, width } from "./rows";

/** As BLOCK in src/math/draw.ts. */
const BLOCK: i32 = 1024;
const OUT_OF_REACH: i32 = i32.MAX_VALUE;

/** n squared distances to the nearest seed, and room to read a vector at the last. */
let nearest: usize = 0;
/** n halves of squared distances in quanta, from which on a seed is certainly not nearer. */
let limits: usize = 0;
/** The sums of the potentials of each block of rows. */
let blocks: usize = 0;
/** For each trial one byte for each four rows: which of them may come nearer. */
let masks: usize = 0;
/** The trials: for each its row in quanta; for each the half of its squared length; the sums of their gains. */
let trials: usize = 0;
let halves: usize = 0;
let gains: usize = 0;
/** For a block of rows: those that may come nearer to a trial, with the number of the trial. */
let pairs: usize = 0;

/** Sets where things are, for at most `most` trials at a time. */
export function setSeeding(nearestAt: usize, limitsAt: usize, blocksAt: usize, masksAt: usize, trialsAt: usize, most: i32): void {
  nearest = nearestAt;
  limits = limitsAt;
  blocks = blocksAt;
  masks = masksAt;
  gains = trialsAt;
  trials = gains + (<usize>most << 4);
  halves = trials + (<usize>(most * padded) << 1);
  pairs = halves + (<usize>most << 2);
}

/** Makes a row the first seed. */
export function seedFirst(seed: i32): void {
  const row = rowAt(seed);
  for (let i = 0; i < count; i++) setNearest(i, squaredDistance(rowAt(i), row, width));
  for (let from = 0, block = blocks; from < count; from += BLOCK, block += 8) store<f64>(block, potential(from, min(count, from + BLOCK)));
}

/** Makes a row trial number t. */
export function seedTrial(t: i32, seed: i32): void {
  memory.copy(trials + (<usize>(t * padded) << 1), rowOf(seed), <usize>padded << 1);
  store<i32>(halves + (<usize>t << 2), halfOf(rowOf(seed)));
  memory.fill(gains + (<usize>t << 4), 0, 16);
}

/** Adds up how much less the potentials of some rows would be with each of the trials; `from` is a multiple of four. */
export function seedGains(seeds: usize, many: i32, from: i32, to: i32, coarseGrid: f64, fineGrid: f64): void {
  for (; from < to; from += BLOCK) {
    const end = collectNear(many, from, min(to, from + BLOCK));
    touch(end);
    for (let at = pairs; at < end; at += 8) {
      const i = load<i32>(at), t = load<i32>(at, 4), sums = gains + (<usize>t << 4);
      const distance = squaredDistance(rowAt(i), rowAt(load<i32>(seeds + (<usize>t << 2))), width);
      const value = weightOf(i) * max(0, load<f64>(nearest + (<usize>i << 3)) - distance), part = value + coarseGrid - coarseGrid;
      store<f64>(sums, load<f64>(sums) + part);
      store<f64>(sums, load<f64>(sums, 8) + (value - part + fineGrid - fineGrid), 8);
    }
  }
}

/** Writes down which rows of a block may come nearer to which trials, and returns the end of that. */
@inline
function collectNear(many: i32, from: i32, to: i32): usize {
  const stride = <usize>((count + 3) >> 2), last = count - 1, bytes = <usize>padded << 1;
  let end = pairs;
  for (let i = from; i < to; i += 4) {
    const lengths = i32x4.shr_s(loadQuad(i, min(i + 1, last), min(i + 2, last), min(i + 3, last)), 1), limit = v128.load(limits + (<usize>i << 2));
    const there = to - i >= 4 ? 15 : (1 << (to - i)) - 1;
    let trial = trials, half = halves, mask = masks + <usize>(i >> 2);
    for (let t = 0; t < many; t++, trial += bytes, half += 4, mask += stride) {
      let near = i32x4.bitmask(i32x4.lt_s(halfDistances(lengths, trial, half), limit)) & there;
      store<u8>(mask, <u8>near);
      for (; near; near &= near - 1, end += 8) {
        store<i32>(end, i + ctz(near));
        store<i32>(end, t, 4);
      }
    }
  }
  return end;
}

/** Asks for the rows that are written down. They lie far apart in memory: all at once they arrive sooner. */
@inline
function touch(end: usize): void {
  let sum: f64 = 0;
  for (let at = pairs; at < end; at += 8) sum += load<f64>(rowAt(load<i32>(at)));
  touched = sum;
}

/** Keeps the compiler from leaving out what was only touched. */
let touched: f64 = 0;

/** What the gains of a trial add up to. */
export function seedGain(t: i32): f64 {
  const at = gains + (<usize>t << 4);
  return load<f64>(at) + load<f64>(at, 8);
}

/** Makes trial t, which is a row, the next seed; adds up anew the blocks in which rows have come nearer. */
export function seedTake(t: i32, seed: i32, from: i32, to: i32): void {
  const row = rowAt(seed), mask = masks + <usize>(t * ((count + 3) >> 2));
  for (let block = blocks + (<usize>(from / BLOCK) << 3); from < to; from += BLOCK, block += 8) {
    const last = min(to, from + BLOCK);
    let end = pairs;
    for (let i = from; i < last; i += 4) {
      for (let near = <i32>load<u8>(mask + <usize>(i >> 2)); near; near &= near - 1, end += 8) store<i32>(end, i + ctz(near));
    }
    touch(end);
    for (let at = pairs; at < end; at += 8) {
      const i = load<i32>(at), distance = squaredDistance(rowAt(i), row, width);
      if (distance < load<f64>(nearest + (<usize>i << 3))) setNearest(i, distance);
    }
    if (end > pairs) store<f64>(block, potential(from, last));
  }
}

/** Halves of the squared distances of the four rows in `quad` to a trial, in quanta. */
@inline
function halfDistances(lengths: v128, trial: usize, half: usize): v128 {
  let even = i32x4.add(lengths, v128.load32_splat(half)), odd = i32x4.splat(0);
  for (let at = quad, end = at + (<usize>padded << 3); at < end; at += 64, trial += 16) {
    even = i32x4.sub(even, i32x4.dot_i16x8_s(v128.load(at), v128.load32_splat(trial)));
    odd = i32x4.add(odd, i32x4.dot_i16x8_s(v128.load(at, 16), v128.load32_splat(trial, 4)));
    even = i32x4.sub(even, i32x4.dot_i16x8_s(v128.load(at, 32), v128.load32_splat(trial, 8)));
    odd = i32x4.add(odd, i32x4.dot_i16x8_s(v128.load(at, 48), v128.load32_splat(trial, 12)));
  }
  return i32x4.sub(even, odd);
}

@inline
function setNearest(i: i32, distance: f64): void {
  store<f64>(nearest + (<usize>i << 3), distance);
  const reach = sqrt(distance) * perUnit + sqrt(<f64>width), limit = 0.5 * reach * reach + 3;
  store<i32>(limits + (<usize>i << 2), limit < <f64>OUT_OF_REACH ? <i32>limit : OUT_OF_REACH);
}

/** The sum of the potentials of some rows: those of even and of odd number apart. */
function potential(from: i32, to: i32): f64 {
  let sums = f64x2.splat(0), at = nearest + (<usize>from << 3), weight = weights + (<usize>from << 3);
  const end = nearest + (<usize>(to & ~1) << 3);
  for (; at < end; at += 16, weight += 16) {
    const values = v128.load(at);
    sums = f64x2.add(sums, weights ? f64x2.mul(v128.load(weight), values) : values);
  }
  const even = f64x2.extract_lane(sums, 0) + (to & 1 ? weightOf(to - 1) * load<f64>(at) : 0);
  return even + f64x2.extract_lane(sums, 1);
}
