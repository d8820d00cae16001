// Lloyd's assignment by 16-bit integers (see quanta.ts): the difference of two distances is off by at most 2 sqrt(d) quanta, so
// that a label is taken where the gap to the second nearest exceeds that and what else is lost. The rest is decided by
// float64 distances among the candidates.
//
// One number a row says how far centroids may drift until its label is in doubt (Hamerly 2010): most rows are passed over.

import { driftsUp, mask } from "./centroids";
import { addRow, moveRow } from "./clusters";
import { decide, decidedGap } from "./decide";
import { best, evaluate, measure } from "./evaluate";
import { padded } from "./quanta";
import { rowAt } from "./rows";

const BLOCK: i32 = 4096;
/** Takes away more than float32 may have added to a drift. */
const ROUNDED_DOWN: f32 = 1 - 3e-7;

/** n labels of 16 bits, and n drifts of their centroids at which they are in doubt. */
let labels: usize = 0;
let doubts: usize = 0;
/** Indices of rows of a block: in doubt; not to be decided by quanta; and of those that move, with the labels from and to. */
let doubted: usize = 0;
let undecided: usize = 0;
let undecidedEnd: usize = 0;
let moved: usize = 0;
let movedEnd: usize = 0;

export function setLabels(labelsAt: usize, doubtsAt: usize, work: usize): void {
  labels = labelsAt;
  doubts = doubtsAt;
  doubted = work;
  undecided = doubted + <usize>(BLOCK + 16) * 4;
  moved = undecided + <usize>(BLOCK + 16) * 4;
}

/** Labels some of the rows, whatever is known of them, and adds them to the clusters. */
export function screenAll(from: i32, to: i32): void {
  const narrow = padded == 8, last = to - 1;
  for (let i = from; i < to; i += 4) {
    const i1 = min(i + 1, last), i2 = min(i + 2, last), i3 = min(i + 3, last);
    evaluate(narrow, i, i1, i2, i3);
    const gaps = measure(), fresh = v128.and(best, i32x4.splat(mask));
    first(i, i32x4.extract_lane(fresh, 0), f32x4.extract_lane(gaps, 0));
    if (i + 1 < to) first(i1, i32x4.extract_lane(fresh, 1), f32x4.extract_lane(gaps, 1));
    if (i + 2 < to) first(i2, i32x4.extract_lane(fresh, 2), f32x4.extract_lane(gaps, 2));
    if (i + 3 < to) first(i3, i32x4.extract_lane(fresh, 3), f32x4.extract_lane(gaps, 3));
  }
}

@inline
function first(i: i32, screened: i32, gap: f32): void {
  const label = gap > 0 ? screened : decide(i);
  store<u16>(labels + (<usize>i << 1), <u16>label);
  store<f32>(doubts + (<usize>i << 2), gap > 0 ? gap : decidedGap);
  addRow(i, label);
}

/** Labels those of some rows that are in doubt, moves those whose label changes to their new cluster, and counts these. */
export function screenDoubted(from: i32, to: i32): i32 {
  const narrow = padded == 8;
  let moves = 0;
  for (; from < to; from += BLOCK) {
    const many = collectDoubted(from, min(to, from + BLOCK));
    undecidedEnd = undecided;
    movedEnd = moved;
    for (let q = doubted, end = q + (<usize>many << 2); q < end; q += 16) {
      const i0 = load<i32>(q), i1 = load<i32>(q, 4), i2 = load<i32>(q, 8), i3 = load<i32>(q, 12);
      evaluate(narrow, i0, i1, i2, i3);
      update(i0, i1, i2, i3, <i32>((end - q) >> 2));
    }
    if (undecidedEnd > undecided) decideAll();
    if (movedEnd > moved) moveAll();
    moves += <i32>((movedEnd - moved) >> 3);
  }
  return moves;
}

/** Writes the indices of rows in doubt, filled up to a multiple of four, and returns how many. */
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

/** Writes down what was found of four rows, of which only the first `many` count; without a branch that would be guessed wrong. */
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

@inline
function noteMove(end: usize, i: i32, from: i32, to: i32): usize {
  store<i32>(end, i);
  store<u16>(end, <u16>from, 4);
  store<u16>(end, <u16>to, 6);
  return end + (<usize>(from != to) << 3);
}

function decideAll(): void {
  let touched: f64 = 0;
  for (let at = undecided; at < undecidedEnd; at += 4) touched += load<f64>(rowAt(load<i32>(at)));
  lastTouched = touched;
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
