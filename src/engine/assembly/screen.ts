// Lloyd's assignment by 16-bit integers. Rows and centroids are rounded to a grid of quanta about the center of the rows, on
// which their distances cost one instruction for eight columns. Rounding moves either end of a distance by at most sqrt(d) / 2
// quanta, so that the difference of two distances is off by at most 2 sqrt(d): a label is taken where the gap to the second
// nearest exceeds that and what else is lost below. The rest is decided by float64 distances among the candidates.
//
// One number a row says how far centroids may drift until its label is in doubt (Hamerly 2010): most rows are passed over.

import { addRow, moveRow } from "./clusters";
import { count, rowAt, squaredDistance, width } from "./rows";

/** The score of a centroid that is none: below all others, and so that no difference of scores overflows. */
const NO_SCORE: i32 = -1500000000;
const BLOCK: i32 = 4096;
/** Beyond that many quanta of drift, thresholds in float32 would be too coarse. */
const MOST_DRIFT: f64 = 65536;

/** Takes away more than float32 may have added to a drift. */
const ROUNDED_DOWN: f32 = 1 - 3e-7;

/** d rounded up to whole vectors. */
let padded: i32 = 0;
/** n x padded int16. */
let quanta: usize = 0;
let center: usize = 0;
/** Quanta in a unit of the data. */
let perUnit: f64 = 0;
/** The most that the difference of two distances is off, in quanta. */
let margin: f32 = 0;

let k: i32 = 0;
/** k rounded up to whole vectors; score and index of a centroid share 32 bits, of which `mask` are the index. */
let kPadded: i32 = 0;
let mask: i32 = 0;
let centroids: usize = 0;
let kEven: i32 = 0;
/** Centroids in quanta: for each four of them, for each pair of columns, four pairs of int16. */
let tiles: usize = 0;
/** And one after the other. */
let rowsOfCentroids: usize = 0;
/** For each centroid minus half its squared length, in squared quanta. */
let halfNorms: usize = 0;
/** For each centroid how far it has drifted away, and any other has come nearer, in quanta: float64, and float32 rounded up. */
let drifts: usize = 0;
let driftsUp: usize = 0;
/** n labels of 16 bits, and n drifts of their centroids at which they are in doubt. */
let labels: usize = 0;
let doubts: usize = 0;
/** Indices of rows of a block: in doubt; not to be decided by quanta; and of those that move, with the labels from and to. */
let doubted: usize = 0;
let undecided: usize = 0;
let moved: usize = 0;
/** Four rows with their pairs of columns side by side. */
let quad: usize = 0;
/** Of one row the scores of all centroids. */
let scores: usize = 0;

export function setScreen(dPadded: i32, quantised: usize, centerAt: usize, quantaPerUnit: f64, work: usize): void {
  padded = dPadded;
  quanta = quantised;
  center = centerAt;
  perUnit = quantaPerUnit;
  margin = <f32>(2 * sqrt(<f64>width) + 4);
  doubted = work;
  undecided = doubted + <usize>(BLOCK + 16) * 4;
  moved = undecided + <usize>(BLOCK + 16) * 4;
  quad = moved + <usize>(BLOCK + 16) * 8;
}

/** Rounds all rows to quanta. */
export function quantiseRows(): void {
  for (let i = 0; i < count; i++) quantise(rowAt(i), quanta + (<usize>i * <usize>padded << 1));
}

function quantise(row: usize, to: usize): void {
  let j = 0;
  for (; j + 8 <= width; j += 8) {
    const low = v128.shuffle<i32>(quantised(row, j), quantised(row, j + 2), 0, 1, 4, 5);
    const high = v128.shuffle<i32>(quantised(row, j + 4), quantised(row, j + 6), 0, 1, 4, 5);
    v128.store(to + (<usize>j << 1), i16x8.narrow_i32x4_s(low, high));
  }
  for (; j < padded; j++) {
    const at = <usize>j << 3, value = j < width ? nearest((load<f64>(row + at) - load<f64>(center + at)) * perUnit) : 0;
    store<i16>(to + (<usize>j << 1), <i16>(<i32>value));
  }
}

// @ts-ignore: decorator
@inline
function quantised(row: usize, j: i32): v128 {
  const at = <usize>j << 3, units = f64x2.sub(v128.load(row + at), v128.load(center + at));
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.nearest(f64x2.mul(units, f64x2.splat(perUnit))));
}

export function setCentroids(
  number: i32, at: usize, tilesAt: usize, halfNormsAt: usize, driftsAt: usize, scoresAt: usize, labelsAt: usize, doubtsAt: usize,
): void {
  k = number;
  kEven = (k + 1) & ~1;
  kPadded = (k + 3) & ~3;
  mask = 3;
  while (mask + 1 < kPadded) mask = mask * 2 + 1;
  centroids = at;
  tiles = tilesAt;
  rowsOfCentroids = tilesAt + (<usize>(kPadded * padded) << 1);
  halfNorms = halfNormsAt;
  drifts = driftsAt;
  driftsUp = driftsAt + (<usize>k << 3);
  scores = scoresAt;
  labels = labelsAt;
  doubts = doubtsAt;
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
      store<i16>(rowsOfCentroids + (<usize>(c * padded + j) << 1), <i16>value);
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

/** Labels some of the rows, whatever is known of them, and adds them to the clusters. */
export function screenAll(from: i32, to: i32): void {
  const narrow = padded == 8, last = to - 1;
  for (let i = from; i < to; i += 4) {
    const i1 = min(i + 1, last), i2 = min(i + 2, last), i3 = min(i + 3, last);
    if (narrow) evaluate8(i, i1, i2, i3);
    else evaluateMany(i, i1, i2, i3);
    const gaps = measure(), fresh = v128.and(best, i32x4.splat(mask));
    first(i, i32x4.extract_lane(fresh, 0), f32x4.extract_lane(gaps, 0));
    if (i + 1 < to) first(i1, i32x4.extract_lane(fresh, 1), f32x4.extract_lane(gaps, 1));
    if (i + 2 < to) first(i2, i32x4.extract_lane(fresh, 2), f32x4.extract_lane(gaps, 2));
    if (i + 3 < to) first(i3, i32x4.extract_lane(fresh, 3), f32x4.extract_lane(gaps, 3));
  }
}

// @ts-ignore: decorator
@inline
function first(i: i32, screened: i32, gap: f32): void {
  const label = gap > 0 ? screened : decide(i);
  store<u16>(labels + (<usize>i << 1), <u16>label);
  store<f32>(doubts + (<usize>i << 2), gap > 0 ? gap : decidedGap);
  addRow(i, label);
}

/** Labels those of some rows that are in doubt, and moves those whose label changes to their new cluster. */
export function screenDoubted(from: i32, to: i32): void {
  const narrow = padded == 8;
  for (; from < to; from += BLOCK) {
    const many = collectDoubted(from, min(to, from + BLOCK));
    undecidedEnd = undecided;
    movedEnd = moved;
    for (let q = doubted, end = q + (<usize>many << 2); q < end; q += 16) {
      const i0 = load<i32>(q), i1 = load<i32>(q, 4), i2 = load<i32>(q, 8), i3 = load<i32>(q, 12);
      if (narrow) evaluate8(i0, i1, i2, i3);
      else evaluateMany(i0, i1, i2, i3);
      update(i0, i1, i2, i3, <i32>((end - q) >> 2));
    }
    if (undecidedEnd > undecided) decideAll();
    if (movedEnd > moved) moveAll();
  }
}

/** Writes the indices of rows in doubt, filled up to a multiple of four, and returns how many. */
// @ts-ignore: decorator
@inline
function collectDoubted(from: i32, to: i32): i32 {
  const labelsAt = labels, doubtsAt = doubts, driftsAt = driftsUp, at = doubted;
  let end = at;
  for (let i = from; i < to; i++) {
    const drift = load<f32>(driftsAt + (<usize>load<u16>(labelsAt + (<usize>i << 1)) << 2));
    store<i32>(end, i);
    end += <usize>(drift >= load<f32>(doubtsAt + (<usize>i << 2))) << 2;
  }
  if (end > at) {
    const last = load<i32>(end - 4);
    store<i32>(end, last);
    store<i32>(end, last, 4);
    store<i32>(end, last, 8);
  }
  return <i32>((end - at) >> 2);
}

let undecidedEnd: usize = 0;
let movedEnd: usize = 0;

/** Writes down what was found of four rows, of which only the first `many` count; without a branch that would be guessed wrong. */
// @ts-ignore: decorator
@inline
function update(i0: i32, i1: i32, i2: i32, i3: i32, many: i32): void {
  const labelsAt = labels, doubtsAt = doubts, driftsAt = driftsUp;
  const gaps = measure(), clear = f32x4.gt(gaps, f32x4.splat(0));
  const l0 = <i32>load<u16>(labelsAt + (<usize>i0 << 1)), l1 = <i32>load<u16>(labelsAt + (<usize>i1 << 1));
  const l2 = <i32>load<u16>(labelsAt + (<usize>i2 << 1)), l3 = <i32>load<u16>(labelsAt + (<usize>i3 << 1));
  const old = i32x4.replace_lane(i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(l0), 1, l1), 2, l2), 3, l3);
  const fresh = v128.bitselect(v128.and(best, i32x4.splat(mask)), old, clear);
  const f0 = i32x4.extract_lane(fresh, 0), f1 = i32x4.extract_lane(fresh, 1), f2 = i32x4.extract_lane(fresh, 2), f3 = i32x4.extract_lane(fresh, 3);
  let drift = v128.load32_splat(driftsAt + (<usize>f0 << 2));
  drift = v128.load_lane<f32>(driftsAt + (<usize>f1 << 2), drift, 1);
  drift = v128.load_lane<f32>(driftsAt + (<usize>f2 << 2), drift, 2);
  drift = v128.load_lane<f32>(driftsAt + (<usize>f3 << 2), drift, 3);
  const doubt = f32x4.mul(f32x4.add(gaps, drift), f32x4.splat(ROUNDED_DOWN));
  v128.store_lane<f32>(doubtsAt + (<usize>i0 << 2), doubt, 0);
  v128.store_lane<f32>(doubtsAt + (<usize>i1 << 2), doubt, 1);
  v128.store_lane<f32>(doubtsAt + (<usize>i2 << 2), doubt, 2);
  v128.store_lane<f32>(doubtsAt + (<usize>i3 << 2), doubt, 3);
  const open = ~i32x4.bitmask(clear);
  let at = undecidedEnd, end = movedEnd;
  store<i32>(at, i0);
  at += <usize>(open & 1) << 2;
  store<i32>(at, i1);
  at += <usize>((open >> 1) & <i32>(many > 1)) << 2;
  store<i32>(at, i2);
  at += <usize>((open >> 2) & <i32>(many > 2)) << 2;
  store<i32>(at, i3);
  undecidedEnd = at + (<usize>((open >> 3) & <i32>(many > 3)) << 2);
  end = noteMove(end, i0, l0, f0);
  end = noteMove(end, i1, l1, many > 1 ? f1 : l1);
  end = noteMove(end, i2, l2, many > 2 ? f2 : l2);
  movedEnd = noteMove(end, i3, l3, many > 3 ? f3 : l3);
}

// @ts-ignore: decorator
@inline
function noteMove(end: usize, i: i32, from: i32, to: i32): usize {
  store<i32>(end, i);
  store<u16>(end, <u16>from, 4);
  store<u16>(end, <u16>to, 6);
  return end + (<usize>(from != to) << 3);
}

function decideAll(): void {
  for (let at = undecided; at < undecidedEnd; at += 4) {
    const i = load<i32>(at), before = <i32>load<u16>(labels + (<usize>i << 1)), label = decide(i);
    store<f32>(doubts + (<usize>i << 2), (decidedGap + load<f32>(driftsUp + (<usize>label << 2))) * ROUNDED_DOWN);
    movedEnd = noteMove(movedEnd, i, before, label);
  }
}

/** Moves rows to their new clusters. They lie far apart in memory: asked for all at once, they arrive sooner. */
function moveAll(): void {
  let touched: f64 = 0;
  for (let at = moved; at < movedEnd; at += 8) touched += load<f64>(rowAt(load<i32>(at)));
  lastTouched = touched;
  for (let at = moved; at < movedEnd; at += 8) {
    const i = load<i32>(at), to = load<u16>(at, 6);
    store<u16>(labels + (<usize>i << 1), to);
    moveRow(i, <i32>load<u16>(at, 4), <i32>to);
  }
}

/** Keeps the compiler from leaving out what was only touched. */
let lastTouched: f64 = 0;

// What the last evaluation found of four rows: scores of the nearest with its index, of the second nearest, squared lengths.
let best: v128 = i32x4.splat(0);
let second: v128 = i32x4.splat(0);
let norms: v128 = i32x4.splat(0);

// @ts-ignore: decorator
@inline
function rowOf(i: i32): usize {
  return quanta + (<usize>i * <usize>padded << 1);
}

/** Scores four rows of eight columns against all centroids. */
// @ts-ignore: decorator
@inline
function evaluate8(i0: i32, i1: i32, i2: i32, i3: i32): void {
  const q = quanta, a = v128.load(q + (<usize>i0 << 4)), b = v128.load(q + (<usize>i1 << 4));
  const c = v128.load(q + (<usize>i2 << 4)), e = v128.load(q + (<usize>i3 << 4));
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5), ce = v128.shuffle<i32>(c, e, 0, 4, 1, 5);
  const ba = v128.shuffle<i32>(a, b, 2, 6, 3, 7), ec = v128.shuffle<i32>(c, e, 2, 6, 3, 7);
  const t0 = v128.shuffle<i64>(ab, ce, 0, 2), t1 = v128.shuffle<i64>(ab, ce, 1, 3);
  const t2 = v128.shuffle<i64>(ba, ec, 0, 2), t3 = v128.shuffle<i64>(ba, ec, 1, 3);
  norms = i32x4.add(
    i32x4.add(i32x4.dot_i16x8_s(t0, t0), i32x4.dot_i16x8_s(t1, t1)),
    i32x4.add(i32x4.dot_i16x8_s(t2, t2), i32x4.dot_i16x8_s(t3, t3)),
  );
  const keep = i32x4.splat(~mask), one = i32x4.splat(1), end = halfNorms + (<usize>kEven << 2);
  let b0 = i32x4.splat(NO_SCORE & ~mask), s0 = b0, index = i32x4.splat(0), centroid = rowsOfCentroids;
  for (let norm = halfNorms; norm < end; norm += 8, centroid += 32) {
    const x = i32x4.add(i32x4.dot_i16x8_s(t0, v128.load32_splat(centroid)), i32x4.dot_i16x8_s(t1, v128.load32_splat(centroid, 4)));
    const y = i32x4.add(i32x4.dot_i16x8_s(t2, v128.load32_splat(centroid, 8)), i32x4.dot_i16x8_s(t3, v128.load32_splat(centroid, 12)));
    const v = v128.or(v128.and(i32x4.add(v128.load32_splat(norm), i32x4.add(x, y)), keep), index);
    index = i32x4.add(index, one);
    s0 = i32x4.max_s(s0, i32x4.min_s(b0, v));
    b0 = i32x4.max_s(b0, v);
    const z = i32x4.add(i32x4.dot_i16x8_s(t0, v128.load32_splat(centroid, 16)), i32x4.dot_i16x8_s(t1, v128.load32_splat(centroid, 20)));
    const w = i32x4.add(i32x4.dot_i16x8_s(t2, v128.load32_splat(centroid, 24)), i32x4.dot_i16x8_s(t3, v128.load32_splat(centroid, 28)));
    const u = v128.or(v128.and(i32x4.add(v128.load32_splat(norm, 4), i32x4.add(z, w)), keep), index);
    index = i32x4.add(index, one);
    s0 = i32x4.max_s(s0, i32x4.min_s(b0, u));
    b0 = i32x4.max_s(b0, u);
  }
  best = b0;
  second = s0;
}

/** Scores four rows against all centroids. */
function evaluateMany(i0: i32, i1: i32, i2: i32, i3: i32): void {
  const bytes = <usize>padded << 1, r0 = rowOf(i0), r1 = rowOf(i1), r2 = rowOf(i2), r3 = rowOf(i3);
  let lengths = i32x4.splat(0), to = quad;
  for (let at: usize = 0; at < bytes; at += 16, to += 64) {
    const a = v128.load(r0 + at), b = v128.load(r1 + at), c = v128.load(r2 + at), e = v128.load(r3 + at);
    const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5), ce = v128.shuffle<i32>(c, e, 0, 4, 1, 5);
    const ba = v128.shuffle<i32>(a, b, 2, 6, 3, 7), ec = v128.shuffle<i32>(c, e, 2, 6, 3, 7);
    const t0 = v128.shuffle<i64>(ab, ce, 0, 2), t1 = v128.shuffle<i64>(ab, ce, 1, 3);
    const t2 = v128.shuffle<i64>(ba, ec, 0, 2), t3 = v128.shuffle<i64>(ba, ec, 1, 3);
    lengths = i32x4.add(lengths, i32x4.add(
      i32x4.add(i32x4.dot_i16x8_s(t0, t0), i32x4.dot_i16x8_s(t1, t1)),
      i32x4.add(i32x4.dot_i16x8_s(t2, t2), i32x4.dot_i16x8_s(t3, t3)),
    ));
    v128.store(to, t0);
    v128.store(to, t1, 16);
    v128.store(to, t2, 32);
    v128.store(to, t3, 48);
  }
  norms = lengths;
  scoreTiles();
}

/** Scores the four rows in `quad` against four centroids at a time. */
// @ts-ignore: decorator
@inline
function scoreTiles(): void {
  const keep = i32x4.splat(~mask), one = i32x4.splat(1), start = quad, end = start + (<usize>padded << 3);
  let b0 = i32x4.splat(NO_SCORE & ~mask), s0 = b0, index = i32x4.splat(0), tile = tiles;
  for (let norm = halfNorms, last = norm + (<usize>kPadded << 2); norm < last; norm += 16) {
    let a0 = v128.load32_splat(norm), a1 = v128.load32_splat(norm, 4), a2 = v128.load32_splat(norm, 8), a3 = v128.load32_splat(norm, 12);
    for (let at = start; at < end; at += 32, tile += 32) {
      const t = v128.load(at), u = v128.load(at, 16);
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(t, v128.load32_splat(tile)));
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(t, v128.load32_splat(tile, 4)));
      a2 = i32x4.add(a2, i32x4.dot_i16x8_s(t, v128.load32_splat(tile, 8)));
      a3 = i32x4.add(a3, i32x4.dot_i16x8_s(t, v128.load32_splat(tile, 12)));
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(u, v128.load32_splat(tile, 16)));
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(u, v128.load32_splat(tile, 20)));
      a2 = i32x4.add(a2, i32x4.dot_i16x8_s(u, v128.load32_splat(tile, 24)));
      a3 = i32x4.add(a3, i32x4.dot_i16x8_s(u, v128.load32_splat(tile, 28)));
    }
    const v0 = v128.or(v128.and(a0, keep), index), i1 = i32x4.add(index, one);
    const v1 = v128.or(v128.and(a1, keep), i1), i2 = i32x4.add(i1, one);
    const v2 = v128.or(v128.and(a2, keep), i2), i3 = i32x4.add(i2, one);
    const v3 = v128.or(v128.and(a3, keep), i3);
    index = i32x4.add(i3, one);
    s0 = i32x4.max_s(s0, i32x4.min_s(b0, v0));
    b0 = i32x4.max_s(b0, v0);
    s0 = i32x4.max_s(s0, i32x4.min_s(b0, v1));
    b0 = i32x4.max_s(b0, v1);
    s0 = i32x4.max_s(s0, i32x4.min_s(b0, v2));
    b0 = i32x4.max_s(b0, v2);
    s0 = i32x4.max_s(s0, i32x4.min_s(b0, v3));
    b0 = i32x4.max_s(b0, v3);
  }
  best = b0;
  second = s0;
}

/**
 * From scores to gaps. A score loses less than mask + 2 half squared quanta to its index and to halving, which at a distance
 * of b is less than (mask + 2) / (b + 1) quanta, and at most half of mask + 2 where b is below 1.
 */
// @ts-ignore: decorator
@inline
function measure(): v128 {
  const zero = f32x4.splat(0), two = f32x4.splat(2), half = i32x4.shr_s(norms, 1);
  const near = f32x4.sqrt(f32x4.mul(two, f32x4.max(zero, f32x4.convert_i32x4_s(i32x4.sub(half, best)))));
  const far = f32x4.sqrt(f32x4.mul(two, f32x4.max(zero, f32x4.convert_i32x4_s(i32x4.sub(half, second)))));
  const lost = f32x4.add(f32x4.splat(margin), f32x4.div(f32x4.splat(<f32>(mask + 2)), f32x4.add(near, f32x4.splat(1))));
  return f32x4.sub(f32x4.sub(far, near), lost);
}

/** A safe gap in quanta for the row that was decided last. */
let decidedGap: f32 = 0;

/** Decides a row by float64 distances to all centroids that may be nearest. */
function decide(i: i32): i32 {
  const row = rowAt(i), d = width, most = scoreRow(rowOf(i));
  const half = halfOf(rowOf(i)), near = sqrt<f32>(2 * <f32>max(0, half - most)), reach = near + 3 * margin + 8;
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
  const units = sqrt(nearest) * perUnit, among = <f32>((sqrt(next) * perUnit - units) * 0.999999), beyond = <f32>(<f64>reach - units) - 0.5 * margin - 6;
  decidedGap = min(among, beyond);
  return label;
}

/** Scores one row against four centroids at a time; returns the highest. */
// @ts-ignore: decorator
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

/** Half of the squared length of a row. */
// @ts-ignore: decorator
@inline
function halfOf(row: usize): i32 {
  let sum = i32x4.splat(0);
  for (let at: usize = 0, bytes = <usize>padded << 1; at < bytes; at += 16) {
    const part = v128.load(row + at);
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(part, part));
  }
  return (i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3)) >> 1;
}
