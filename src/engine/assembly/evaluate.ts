// The nearest and the second nearest of all centroids, in quanta, for four rows at a time.

import { halfNorms, k, kEven, kPadded, mask, NO_SCORE, quantised, tiles } from "./centroids";
import { loadQuad, padded, quad, quanta } from "./quanta";
import { width } from "./rows";

/** The most that the difference of two distances is off, in quanta, with more than float32 adds. */
@inline
export function margin(): f32 {
  return <f32>(2 * sqrt(<f64>width) + 1);
}

// What the last evaluation found of four rows: scores of the nearest with its index, of the second nearest, squared lengths.
export let best: v128 = i32x4.splat(0);
let second: v128 = i32x4.splat(0);
let norms: v128 = i32x4.splat(0);

/** Scores four rows against all centroids. */
@inline
export function evaluate(narrow: bool, i0: i32, i1: i32, i2: i32, i3: i32): void {
  if (narrow) evaluate8(i0, i1, i2, i3);
  else evaluateMany(i0, i1, i2, i3);
}

/** Scores four rows of eight columns against all centroids. */
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
  let b0 = i32x4.splat(NO_SCORE & ~mask), s0 = b0, index = i32x4.splat(0), centroid = quantised;
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
  norms = loadQuad(i0, i1, i2, i3, quad);
  scoreTiles();
}

/** Scores the four rows in `quad` against four centroids at a time. */
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
 * from mask + 4 on is less than one quantum of it. Nearer rows count as in doubt.
 */
@inline
export function measure(): v128 {
  const zero = f32x4.splat(0), two = f32x4.splat(2), half = i32x4.shr_s(norms, 1);
  const near = f32x4.sqrt(f32x4.mul(two, f32x4.max(zero, f32x4.convert_i32x4_s(i32x4.sub(half, best)))));
  const far = f32x4.sqrt(f32x4.mul(two, f32x4.max(zero, f32x4.convert_i32x4_s(i32x4.sub(half, second)))));
  const gaps = f32x4.sub(f32x4.sub(far, near), f32x4.splat(margin() + 1));
  return v128.and(gaps, f32x4.ge(near, f32x4.splat(<f32>mask + 4)));
}
