// Rows rounded to a grid of quanta about their center, 16 bits a column: a distance costs one instruction for eight columns.
// Rounding moves either end of it by at most sqrt(d) / 2 quanta, so that it is off by at most sqrt(d) quanta.

import { rowAt, width } from "./rows";

/** d rounded up to whole vectors. */
export let padded: i32 = 0;
/** n x padded int16. */
export let quanta: usize = 0;
export let center: usize = 0;
/** Quanta in a unit of the data. */
export let perUnit: f64 = 0;
/** Four rows with their pairs of columns side by side. */
export let quad: usize = 0;

export function setQuanta(dPadded: i32, quantised: usize, centerAt: usize, quantaPerUnit: f64, quadAt: usize): void {
  padded = dPadded;
  quanta = quantised;
  center = centerAt;
  perUnit = quantaPerUnit;
  quad = quadAt;
}

/** Rounds some of the rows to quanta. */
export function quantiseRows(from: i32, to: i32): void {
  for (let i = from; i < to; i++) quantise(rowAt(i), rowOf(i));
}

@inline
function quantise(row: usize, to: usize): void {
  let j = 0;
  for (; j + 8 <= width; j += 8) {
    const low = v128.shuffle<i32>(quantised(row, j), quantised(row, j + 2), 0, 2, 4, 6);
    const high = v128.shuffle<i32>(quantised(row, j + 4), quantised(row, j + 6), 0, 2, 4, 6);
    v128.store(to + (<usize>j << 1), i16x8.narrow_i32x4_s(low, high));
  }
  for (; j < padded; j++) {
    const at = <usize>j << 3, value = j < width ? nearest((load<f64>(row + at) - load<f64>(center + at)) * perUnit) : 0;
    store<i16>(to + (<usize>j << 1), <i16>(<i32>value));
  }
}

/** Two columns of a row; adding 1.5 x 2^52 leaves the nearest integers in the lower halves. */
@inline
function quantised(row: usize, j: i32): v128 {
  const at = <usize>j << 3, units = f64x2.sub(v128.load(row + at), v128.load(center + at));
  return f64x2.add(f64x2.mul(units, f64x2.splat(perUnit)), f64x2.splat(6755399441055744));
}

@inline
export function rowOf(i: i32): usize {
  return quanta + (<usize>i * <usize>padded << 1);
}

/** Lays the pairs of columns of four rows side by side, in padded x 8 bytes, and returns their squared lengths. */
@inline
export function loadQuad(i0: i32, i1: i32, i2: i32, i3: i32, to: usize): v128 {
  const bytes = <usize>padded << 1, r0 = rowOf(i0), r1 = rowOf(i1), r2 = rowOf(i2), r3 = rowOf(i3);
  let lengths = i32x4.splat(0);
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
  return lengths;
}

/** Half of the squared length of a row. */
@inline
export function halfOf(row: usize): i32 {
  let sum = i32x4.splat(0);
  for (let at: usize = 0, bytes = <usize>padded << 1; at < bytes; at += 16) {
    const part = v128.load(row + at);
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(part, part));
  }
  return (i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3)) >> 1;
}
