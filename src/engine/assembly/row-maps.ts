// Maps of a block of rows. SIMD lanes hold different results, each with the operations of src/math/row-map.ts in their order.

import { loadPair, storePair } from "./moments";

/** x = (x - mean) / scale for each of `rows` x d numbers, in place. */
export function scaleBlock(x: usize, rows: i32, d: i32, means: usize, scales: usize): void {
  const stride = <usize>d << 3, end = x + <usize>rows * stride;
  for (; x < end; x += stride) {
    let at: usize = 0;
    for (; at + 16 <= stride; at += 16) finish(x + at, f64x2.sub(v128.load(x + at), v128.load(means + at)), scales + at, false);
    if (at < stride) finish(x + at, f64x2.sub(v128.load64_zero(x + at), v128.load64_zero(means + at)), scales + at, true);
  }
}

/**
 * The products of x - mean with c axes, divided by scales where they are given (0: they are not).
 *
 * @param x rows x d, with room for a multiple of four rows; the means are taken away from it in place
 * @param axes d x c, c rounded up to even
 * @param out rows x c, with room for a multiple of four rows
 */
export function projectBlock(x: usize, rows: i32, d: i32, means: usize, axes: usize, c: i32, scales: usize, out: usize): void {
  const stride = <usize>d << 3, width = <usize>((c + 1) & ~1) << 3, step = <usize>c << 3, odd = (c & 1) === 1;
  centre(x, x + <usize>rows * stride, stride, means);
  for (let i = 0; i < rows; i += 4, x += 4 * stride, out += 4 * step) {
    let at: usize = 0;
    for (; at + 32 <= width; at += 32) fourProducts(x, stride, axes + at, width, scales ? scales + at : 0, out + at, step, odd && at + 32 === width);
    if (at < width) twoProducts(x, stride, axes + at, width, scales ? scales + at : 0, out + at, step, odd);
  }
}

function centre(x: usize, end: usize, stride: usize, means: usize): void {
  const pairs = stride & ~15;
  for (; x < end; x += stride) {
    let at: usize = 0;
    for (; at < pairs; at += 16) v128.store(x + at, f64x2.sub(v128.load(x + at), v128.load(means + at)));
    if (at < stride) f64.store(x + at, f64.load(x + at) - f64.load(means + at));
  }
}

@inline function finish(out: usize, sum: v128, scales: usize, single: bool): void {
  storePair(out, scales ? f64x2.add(f64x2.div(sum, loadPair(scales, single)), f64x2.splat(0)) : sum, single);
}

/** Four rows by two axes. */
function twoProducts(x: usize, stride: usize, axes: usize, width: usize, scales: usize, out: usize, step: usize, single: bool): void {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  for (const end = x + stride; x < end; x += 8, axes += width) {
    const axis = v128.load(axes);
    a = f64x2.add(a, f64x2.mul(v128.load_splat<f64>(x), axis));
    b = f64x2.add(b, f64x2.mul(v128.load_splat<f64>(x + stride), axis));
    c = f64x2.add(c, f64x2.mul(v128.load_splat<f64>(x + 2 * stride), axis));
    d = f64x2.add(d, f64x2.mul(v128.load_splat<f64>(x + 3 * stride), axis));
  }
  finish(out, a, scales, single);
  finish(out + step, b, scales, single);
  finish(out + 2 * step, c, scales, single);
  finish(out + 3 * step, d, scales, single);
}

/** Four rows by four axes, of which the last is not there where the last pair is single. */
function fourProducts(x: usize, stride: usize, axes: usize, width: usize, scales: usize, out: usize, step: usize, single: bool): void {
  let a = f64x2.splat(0), b = a, c = a, d = a, a1 = a, b1 = a, c1 = a, d1 = a;
  for (const end = x + stride; x < end; x += 8, axes += width) {
    const axis = v128.load(axes), next = v128.load(axes, 16);
    let value = v128.load_splat<f64>(x);
    a = f64x2.add(a, f64x2.mul(value, axis));
    a1 = f64x2.add(a1, f64x2.mul(value, next));
    value = v128.load_splat<f64>(x + stride);
    b = f64x2.add(b, f64x2.mul(value, axis));
    b1 = f64x2.add(b1, f64x2.mul(value, next));
    value = v128.load_splat<f64>(x + 2 * stride);
    c = f64x2.add(c, f64x2.mul(value, axis));
    c1 = f64x2.add(c1, f64x2.mul(value, next));
    value = v128.load_splat<f64>(x + 3 * stride);
    d = f64x2.add(d, f64x2.mul(value, axis));
    d1 = f64x2.add(d1, f64x2.mul(value, next));
  }
  const after = scales ? scales + 16 : 0;
  finish(out, a, scales, false);
  finish(out + 16, a1, after, single);
  finish(out + step, b, scales, false);
  finish(out + step + 16, b1, after, single);
  finish(out + 2 * step, c, scales, false);
  finish(out + 2 * step + 16, c1, after, single);
  finish(out + 3 * step, d, scales, false);
  finish(out + 3 * step + 16, d1, after, single);
}
