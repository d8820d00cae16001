// Sums over the rows of a block, each in the order of the rows: SIMD lanes hold different columns, never parts of one sum.

/** A pair of numbers, or in the last of an odd count of columns one and a zero. */
@inline export function loadPair(at: usize, single: bool): v128 {
  return single ? v128.load64_zero(at) : v128.load(at);
}

@inline export function storePair(at: usize, value: v128, single: bool): void {
  if (single) v128.store64_lane(at, value, 0);
  else v128.store(at, value);
}

/**
 * Moments of one block of rows (rows x d): the means of x - shift, the sums of its squares about them, the least and the
 * largest x of each column.
 */
export function columnBlock(x: usize, rows: i32, d: i32, shift: usize, means: usize, squares: usize, least: usize, most: usize): void {
  const stride = <usize>d << 3, end = x + <usize>rows * stride;
  let at: usize = 0;
  for (; at + 64 <= stride; at += 64) eightColumns(x + at, end, stride, rows, shift + at, means + at, squares + at, least + at, most + at);
  for (; at + 16 <= stride; at += 16) columnPair(x + at, end, stride, rows, shift + at, means + at, squares + at, least + at, most + at, false);
  if (at < stride) columnPair(x + at, end, stride, rows, shift + at, means + at, squares + at, least + at, most + at, true);
}

@inline function columnPair(x: usize, end: usize, stride: usize, rows: i32, shift: usize, means: usize, squares: usize, least: usize, most: usize, single: bool): void {
  const origin = loadPair(shift, single), first = loadPair(x, single);
  let sum = f64x2.splat(0), low = first, high = first;
  for (let p = x; p < end; p += stride) {
    const value = loadPair(p, single);
    sum = f64x2.add(sum, f64x2.sub(value, origin));
    low = f64x2.pmin(low, value);
    high = f64x2.pmax(high, value);
  }
  const mean = f64x2.div(sum, f64x2.splat(<f64>rows));
  let total = f64x2.splat(0);
  for (let p = x; p < end; p += stride) {
    const difference = f64x2.sub(f64x2.sub(loadPair(p, single), origin), mean);
    total = f64x2.add(total, f64x2.mul(difference, difference));
  }
  storePair(means, mean, single);
  storePair(squares, total, single);
  storePair(least, low, single);
  storePair(most, high, single);
}

/** As `columnPair` four times at once, since one sum alone waits for each of its additions. */
function eightColumns(x: usize, end: usize, stride: usize, rows: i32, shift: usize, means: usize, squares: usize, least: usize, most: usize): void {
  const origin0 = v128.load(shift), origin1 = v128.load(shift, 16), origin2 = v128.load(shift, 32), origin3 = v128.load(shift, 48);
  let sum0 = f64x2.splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
  let low0 = v128.load(x), low1 = v128.load(x, 16), low2 = v128.load(x, 32), low3 = v128.load(x, 48);
  let high0 = low0, high1 = low1, high2 = low2, high3 = low3;
  for (let p = x; p < end; p += stride) {
    const value0 = v128.load(p), value1 = v128.load(p, 16), value2 = v128.load(p, 32), value3 = v128.load(p, 48);
    sum0 = f64x2.add(sum0, f64x2.sub(value0, origin0));
    sum1 = f64x2.add(sum1, f64x2.sub(value1, origin1));
    sum2 = f64x2.add(sum2, f64x2.sub(value2, origin2));
    sum3 = f64x2.add(sum3, f64x2.sub(value3, origin3));
    low0 = f64x2.pmin(low0, value0);
    low1 = f64x2.pmin(low1, value1);
    low2 = f64x2.pmin(low2, value2);
    low3 = f64x2.pmin(low3, value3);
    high0 = f64x2.pmax(high0, value0);
    high1 = f64x2.pmax(high1, value1);
    high2 = f64x2.pmax(high2, value2);
    high3 = f64x2.pmax(high3, value3);
  }
  const count = f64x2.splat(<f64>rows);
  sum0 = f64x2.div(sum0, count);
  sum1 = f64x2.div(sum1, count);
  sum2 = f64x2.div(sum2, count);
  sum3 = f64x2.div(sum3, count);
  let total0 = f64x2.splat(0), total1 = total0, total2 = total0, total3 = total0;
  for (let p = x; p < end; p += stride) {
    const difference0 = f64x2.sub(f64x2.sub(v128.load(p), origin0), sum0), difference1 = f64x2.sub(f64x2.sub(v128.load(p, 16), origin1), sum1);
    const difference2 = f64x2.sub(f64x2.sub(v128.load(p, 32), origin2), sum2), difference3 = f64x2.sub(f64x2.sub(v128.load(p, 48), origin3), sum3);
    total0 = f64x2.add(total0, f64x2.mul(difference0, difference0));
    total1 = f64x2.add(total1, f64x2.mul(difference1, difference1));
    total2 = f64x2.add(total2, f64x2.mul(difference2, difference2));
    total3 = f64x2.add(total3, f64x2.mul(difference3, difference3));
  }
  store4(means, sum0, sum1, sum2, sum3);
  store4(squares, total0, total1, total2, total3);
  store4(least, low0, low1, low2, low3);
  store4(most, high0, high1, high2, high3);
}

@inline function store4(at: usize, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(at, a);
  v128.store(at, b, 16);
  v128.store(at, c, 32);
  v128.store(at, d, 48);
}
