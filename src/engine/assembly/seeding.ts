// Greedy k-means++: squared distances to the nearest seed. Most rows do not come nearer to a new seed, which their distance in
// quanta shows: it is off by at most s = sqrt(d). Half squares of the others bound what a trial gains, which mostly tells the
// best one; float64 distances decide where it does not, and are what is kept.
//
// With r the distance of a row to its nearest seed, a to the trial, and q the latter in quanta, |a - q| <= s: a row gains
// (r^2 - a^2) / 2 where that is positive, at most ((r + s)^2 - q^2) / 2, and this is at most 2 r s + 2 s^2 too much.

import { halfOf, loadQuad, padded, perUnit, rowOf } from "./quanta";
import { count, rowAt, squaredDistance, weightOf, weights, width } from "./rows";

/** As BLOCK in src/math/draw.ts. */
const BLOCK: i32 = 1024;
/** What no row has left to gain: for lanes beyond the last row. Sums with products of quanta do not overflow. */
const NOTHING: i32 = -600000000;
/** More than adding 256 numbers in float32 may lose of them. */
const FLOAT_LOSS: f64 = 3e-5;

/** n squared distances to the nearest seed. */
let nearest: usize = 0;
/** n times (r + s)^2 / 2, rounded up, less half the squared length of the row; and room to read a vector at the last. */
let reaches: usize = 0;
/** The sums of the potentials of each block of rows, and the largest r in it. */
let blocks: usize = 0;
let farthest: usize = 0;
/** For each trial, with whole blocks, a byte for each four rows: which of them may come nearer. */
let masks: usize = 0;
/** The trials: for each its row in quanta; the half of its squared length; what it gains at most and at least. */
let trials: usize = 0;
let halves: usize = 0;
let bounds: usize = 0;
/** The quanta of a block, as `loadQuad` lays them; the rows of a block that may come nearer. */
let panel: usize = 0;
let near: usize = 0;

/** Bytes of what `setSeeding` takes as `work`. */
export function seedBytes(most: i32): usize {
  return <usize>((count + BLOCK - 1) / BLOCK * 8 + most * (16 + 2 * padded + 4) + BLOCK * 2 * padded + BLOCK * 4);
}

/** Bytes of the masks. */
export function seedMaskBytes(most: i32): usize {
  return <usize>most * maskBytes();
}

@inline
function maskBytes(): usize {
  return <usize>((count + BLOCK - 1) / BLOCK * (BLOCK / 4));
}

/** Sets where things are, for at most `most` trials at a time. */
export function setSeeding(nearestAt: usize, reachesAt: usize, blocksAt: usize, masksAt: usize, work: usize, most: i32): void {
  nearest = nearestAt;
  reaches = reachesAt;
  blocks = blocksAt;
  masks = masksAt;
  panel = work;
  trials = panel + <usize>(BLOCK * padded << 1);
  farthest = trials + <usize>(most * padded << 1);
  bounds = farthest + <usize>((count + BLOCK - 1) / BLOCK << 3);
  halves = bounds + <usize>(most << 4);
  near = halves + <usize>(most << 2);
  for (let i = count; i < (count + 3 & ~3); i++) store<i32>(reaches + (<usize>i << 2), NOTHING);
}

/** Makes a row the first seed, for some of the rows from the start of a block on. */
export function seedFirst(seed: i32, from: i32, to: i32): void {
  const row = rowAt(seed);
  for (let i = from; i < to; i++) setNearest(i, squaredDistance(rowAt(i), row, width));
  for (; from < to; from += BLOCK) addUp(from, min(to, from + BLOCK));
}

/** Makes a row trial number t. */
export function seedTrial(t: i32, seed: i32): void {
  memory.copy(trials + <usize>(t * padded << 1), rowOf(seed), <usize>padded << 1);
  store<i32>(halves + (<usize>t << 2), halfOf(rowOf(seed)));
  memory.fill(bounds + (<usize>t << 4), 0, 16);
}

/** Finds the rows, of some from the start of a block on, that may come nearer to each trial; and bounds what they gain. */
export function seedScreen(many: i32, from: i32, to: i32): void {
  const bytes = maskBytes(), s = sqrt(<f64>width);
  for (; from < to; from += BLOCK) {
    const quads = layPanel(from, min(to, from + BLOCK)), mask = masks + <usize>(from >> 2);
    const excess = 2 * s * load<f64>(farthest + (<usize>(from / BLOCK) << 3)) + 2 * s * s + 3 * s + 4;
    for (let t = 0; t < many; t++) {
      const at = bounds + (<usize>t << 4), found = mask + <usize>t * bytes;
      const most = padded == 8 ? screen8(t, from, quads, found) : screenMany(t, from, quads, found);
      if (quads < BLOCK / 4) memory.fill(found + <usize>quads, 0, <usize>(BLOCK / 4 - quads));
      store<f64>(at, load<f64>(at) + most * (1 + FLOAT_LOSS));
      store<f64>(at, load<f64>(at, 8) + most * (1 - FLOAT_LOSS) - <f64>rowsIn(found) * excess, 8);
    }
  }
}

/** What trial t gains at most and, 8 bytes on, at least. */
export function seedBounds(t: i32): usize {
  return bounds + (<usize>t << 4);
}

/** Lays out a block in quanta, and returns how many times four rows it has. */
@inline
function layPanel(from: i32, to: i32): i32 {
  const last = to - 1, bytes = <usize>padded << 3;
  let at = panel;
  for (let i = from; i < to; i += 4, at += bytes) loadQuad(i, min(i + 1, last), min(i + 2, last), min(i + 3, last), at);
  return (to - from + 3) >> 2;
}

/** Screens a block of rows of up to eight columns for a trial: its centroid stays in registers. */
@inline
function screen8(t: i32, from: i32, quads: i32, mask: usize): f64 {
  const trial = trials + <usize>(t * padded << 1), half = v128.load32_splat(halves + (<usize>t << 2)), zero = i32x4.splat(0);
  const c0 = v128.load32_splat(trial), c1 = v128.load32_splat(trial, 4), c2 = v128.load32_splat(trial, 8), c3 = v128.load32_splat(trial, 12);
  let sum = f32x4.splat(0), reach = reaches + (<usize>from << 2);
  for (let at = panel, end = at + (<usize>quads << 6); at < end; at += 64, reach += 16, mask++) {
    const x = i32x4.add(i32x4.dot_i16x8_s(v128.load(at), c0), i32x4.dot_i16x8_s(v128.load(at, 16), c1));
    const y = i32x4.add(i32x4.dot_i16x8_s(v128.load(at, 32), c2), i32x4.dot_i16x8_s(v128.load(at, 48), c3));
    const gain = i32x4.add(i32x4.sub(v128.load(reach), half), i32x4.add(x, y));
    store<u8>(mask, <u8>(~i32x4.bitmask(gain) & 15));
    sum = f32x4.add(sum, f32x4.convert_i32x4_s(i32x4.max_s(gain, zero)));
  }
  return total(sum);
}

function screenMany(t: i32, from: i32, quads: i32, mask: usize): f64 {
  const trial = trials + <usize>(t * padded << 1), half = v128.load32_splat(halves + (<usize>t << 2)), zero = i32x4.splat(0);
  let sum = f32x4.splat(0), reach = reaches + (<usize>from << 2), at = panel;
  for (const last = mask + <usize>quads; mask < last; mask++, reach += 16) {
    let gain = i32x4.sub(v128.load(reach), half), other = zero, centroid = trial;
    for (const end = at + (<usize>padded << 3); at < end; at += 64, centroid += 16) {
      gain = i32x4.add(gain, i32x4.dot_i16x8_s(v128.load(at), v128.load32_splat(centroid)));
      other = i32x4.add(other, i32x4.dot_i16x8_s(v128.load(at, 16), v128.load32_splat(centroid, 4)));
      gain = i32x4.add(gain, i32x4.dot_i16x8_s(v128.load(at, 32), v128.load32_splat(centroid, 8)));
      other = i32x4.add(other, i32x4.dot_i16x8_s(v128.load(at, 48), v128.load32_splat(centroid, 12)));
    }
    gain = i32x4.add(gain, other);
    store<u8>(mask, <u8>(~i32x4.bitmask(gain) & 15));
    sum = f32x4.add(sum, f32x4.convert_i32x4_s(i32x4.max_s(gain, zero)));
  }
  return total(sum);
}

@inline
function total(sum: v128): f64 {
  return <f64>f32x4.extract_lane(sum, 0) + <f64>f32x4.extract_lane(sum, 1) + <f64>f32x4.extract_lane(sum, 2) + <f64>f32x4.extract_lane(sum, 3);
}

/** How many rows the mask of a block has. */
@inline
function rowsIn(mask: usize): i32 {
  let rows: u64 = 0;
  for (const end = mask + BLOCK / 4; mask < end; mask += 8) rows += popcnt(load<u64>(mask));
  return <i32>rows;
}

/** Adds up exactly how much less the potentials would be with trial t, which is a row. */
export function seedGain(t: i32, seed: i32, coarseGrid: f64, fineGrid: f64): f64 {
  const row = rowAt(seed), mask = masks + <usize>t * maskBytes();
  let sum: f64 = 0, rest: f64 = 0;
  for (let from = 0; from < count; from += BLOCK) {
    for (let at = near, end = collectNear(mask, from); at < end; at += 4) {
      const i = load<i32>(at), distance = squaredDistance(rowAt(i), row, width);
      const value = weightOf(i) * max(0, load<f64>(nearest + (<usize>i << 3)) - distance), part = value + coarseGrid - coarseGrid;
      sum += part;
      rest += value - part + fineGrid - fineGrid;
    }
  }
  return sum + rest;
}

/** Makes trial t, which is a row, the next seed; adds up anew the blocks in which rows have come nearer. */
export function seedTake(t: i32, seed: i32, from: i32, to: i32): void {
  const row = rowAt(seed), mask = masks + <usize>t * maskBytes();
  for (; from < to; from += BLOCK) {
    const end = collectNear(mask, from);
    for (let at = near; at < end; at += 4) {
      const i = load<i32>(at), distance = squaredDistance(rowAt(i), row, width);
      if (distance < load<f64>(nearest + (<usize>i << 3))) setNearest(i, distance);
    }
    if (end > near) addUp(from, min(to, from + BLOCK));
  }
}

/** Writes down the rows of a block that a mask has; returns the end of that. */
@inline
function collectNear(mask: usize, from: i32): usize {
  let end = near;
  for (let i = from, at = mask + <usize>(from >> 2); i < from + BLOCK; i += 32, at += 8) {
    for (let bits = load<u64>(at); bits; bits &= bits - 1, end += 4) {
      const bit = <i32>ctz(bits);
      store<i32>(end, i + (bit >> 1 & ~3) + (bit & 7));
    }
  }
  touch(end);
  return end;
}

/** Asks for the rows that are written down. They lie far apart in memory: all at once they arrive sooner. */
@inline
function touch(end: usize): void {
  let sum: f64 = 0;
  for (let at = near; at < end; at += 4) sum += load<f64>(rowAt(load<i32>(at)));
  touched = sum;
}

/** Keeps the compiler from leaving out what was only touched. */
let touched: f64 = 0;

@inline
function setNearest(i: i32, distance: f64): void {
  store<f64>(nearest + (<usize>i << 3), distance);
  const reach = sqrt(distance) * perUnit + sqrt(<f64>width);
  store<i32>(reaches + (<usize>i << 2), <i32>(0.5 * reach * reach + 3) - halfOf(rowOf(i)));
}

/** The sum of the potentials of some rows: those of even and of odd number apart; and the largest distance. */
function addUp(from: i32, to: i32): void {
  let sums = f64x2.splat(0), most = sums, at = nearest + (<usize>from << 3), weight = weights + (<usize>from << 3);
  const end = nearest + (<usize>(to & ~1) << 3), block = <usize>(from / BLOCK) << 3;
  for (; at < end; at += 16, weight += 16) {
    const values = v128.load(at);
    sums = f64x2.add(sums, weights ? f64x2.mul(v128.load(weight), values) : values);
    most = f64x2.pmax(most, values);
  }
  let even = f64x2.extract_lane(sums, 0), largest = max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
  if (to & 1) {
    even += weightOf(to - 1) * load<f64>(at);
    largest = max(largest, load<f64>(at));
  }
  store<f64>(blocks + block, even + f64x2.extract_lane(sums, 1));
  store<f64>(farthest + block, sqrt(largest) * perUnit);
}
