// Cosines of unit rows in 16-bit integers, to rule rows out; see src/engine/cosine-screen.ts for the layout and the bound.

/** Rows that are screened together; each pair of their columns fills one cache line. */
const GROUP: i32 = 16;
/** Sums of squares outside of these may have overflowed or lost digits. */
const SMALLEST: f64 = 1e-150, LARGEST: f64 = 1e150;

function squareOf(row: usize, d: i32): f64 {
  let sums = f64x2.splat(0);
  for (let p = 0; p < d >> 1; p++, row += 16) sums = f64x2.add(sums, f64x2.mul(v128.load(row), v128.load(row)));
  const sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  return d & 1 ? sum + load<f64>(row) * load<f64>(row) : sum;
}

function divideByLargest(row: usize, d: i32): void {
  let largest: f64 = 0;
  const end = row + (<usize>d << 3);
  for (let at = row; at < end; at += 8) largest = max(largest, abs(load<f64>(at)));
  if (largest == 0) return;
  for (let at = row; at < end; at += 8) store<f64>(at, load<f64>(at) / largest);
}

/** Two columns of a row, scaled and rounded, as two int16 in the lowest 32 bits. */
@inline function roundPair(columns: v128, scale: v128): v128 {
  // Adding 1.5 x 2^52 leaves the nearest integer in the lowest bits.
  const rounded = f64x2.add(f64x2.mul(columns, scale), f64x2.splat(6755399441055744));
  return v128.shuffle<i16>(rounded, rounded, 0, 4, 0, 4, 0, 4, 0, 4);
}

/**
 * Scales rows of d float64 to the given length and rounds them to int16, in groups of 16 rows: pair by pair of columns the
 * pairs of all 16. An odd last column is paired with 0. Rows of an extreme size are overwritten on the way.
 */
export function quantizeUnits(x: usize, rows: i32, d: i32, length: f64, units: usize): void {
  const pairs = (d + 1) >> 1, width = <usize>d << 3;
  for (let i = 0; i < rows; i++, x += width) {
    let square = squareOf(x, d);
    if (!(square >= SMALLEST && square <= LARGEST)) {
      divideByLargest(x, d);
      square = squareOf(x, d);
    }
    const scale = f64x2.splat(square > 0 ? length / sqrt(square) : 0);
    let unit = units + (<usize>(i / GROUP * GROUP * pairs + i % GROUP) << 2), at = x;
    for (let p = 0; p < d >> 1; p++, at += 16, unit += GROUP << 2) v128.store_lane<i32>(unit, roundPair(v128.load(at), scale), 0);
    if (d & 1) v128.store_lane<i32>(unit, roundPair(v128.load64_zero(at), scale), 0);
  }
}

@inline function product(pair: v128, rows: usize, offset: usize): v128 {
  return i32x4.dot_i16x8_s(pair, v128.load(rows + offset));
}

@inline function add(sum: v128, pair: v128, rows: usize, offset: usize): v128 {
  return i32x4.add(sum, product(pair, rows, offset));
}

@inline function above(sum: v128, limit: v128): i32 {
  return i32x4.bitmask(i32x4.gt_s(sum, limit));
}

/** Writes the numbers of the rows of a group that are above the limits; returns the end of what it wrote. */
function writeAbove(a: v128, b: v128, c: v128, e: v128, limits: v128, first: i32, out: usize): usize {
  let found = above(a, limits) | above(b, limits) << 4 | above(c, limits) << 8 | above(e, limits) << 12;
  for (; found; found &= found - 1, out += 4) store<i32>(out, first + ctz(found));
  return out;
}

@inline function anyAbove(a: v128, b: v128, c: v128, e: v128, limits: v128): bool {
  return v128.any_true(i32x4.gt_s(i32x4.max_s(i32x4.max_s(a, b), i32x4.max_s(c, e)), limits));
}

/** Writes the numbers of the rows whose dot product with the query is above the limit; returns the end of what it wrote. */
function screen(units: usize, groups: i32, pairs: i32, query: usize, limit: i32, out: usize): usize {
  const limits = i32x4.splat(limit), queryEnd = query + (<usize>pairs << 2);
  for (let g = 0; g < groups; g++) {
    const first = v128.load32_splat(query);
    let a = product(first, units, 0), b = product(first, units, 16), c = product(first, units, 32), e = product(first, units, 48);
    units += GROUP << 2;
    for (let at = query + 4; at < queryEnd; at += 4, units += GROUP << 2) {
      const pair = v128.load32_splat(at);
      a = add(a, pair, units, 0);
      b = add(b, pair, units, 16);
      c = add(c, pair, units, 32);
      e = add(e, pair, units, 48);
    }
    if (anyAbove(a, b, c, e, limits)) out = writeAbove(a, b, c, e, limits, g * GROUP, out);
  }
  return out;
}

/**
 * Screens groups of 16 quantised rows for each of the queries (pairs of int16): how many rows are above its limit, and
 * which, in room for all rows.
 */
export function screenCosines(units: usize, groups: i32, pairs: i32, queries: usize, count: i32, limits: usize, found: usize, rows: usize): void {
  for (let q = 0; q < count; q++) {
    const end = screen(units, groups, pairs, queries, load<i32>(limits), rows);
    store<i32>(found, <i32>((end - rows) >> 2));
    queries += <usize>pairs << 2;
    limits += 4;
    found += 4;
    rows += <usize>(groups * GROUP) << 2;
  }
}
