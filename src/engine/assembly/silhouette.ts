// Distances between two tiles of points, each added where it belongs; src/math/silhouette.ts says in which order.

/** Columns that are worked on together: enough independent sums to keep the adders busy. */
const GROUP: i32 = 8;

@inline function addSquares(sum: v128, point: v128, columns: usize, offset: usize): v128 {
  const difference = f64x2.sub(v128.load(columns + offset), point);
  return f64x2.add(sum, f64x2.mul(difference, difference));
}

@inline function addTo(sums: usize, offset: usize, distances: v128): void {
  v128.store(sums + offset, f64x2.add(v128.load(sums + offset), distances));
}

/** All bits of the lanes, counted from `first`, that are below the count. */
@inline function lanesBelow(first: f64, count: i32): v128 {
  return f64x2.lt(f64x2.add(f64x2.splat(first), f64x2(0, 1)), f64x2.splat(<f64>count));
}

/** Distances from one point to 8 columns, the first `count` of which are there, added to both sums. */
@inline function addDistances(row: usize, columns: usize, count: i32, d: i32, stride: usize, sums: usize, total: v128, whole: bool): v128 {
  let a = f64x2.splat(0), b = a, c = a, e = a;
  for (let t = 0; t < d; t++, row += stride, columns += stride) {
    const point = v128.load64_splat(row);
    a = addSquares(a, point, columns, 0);
    b = addSquares(b, point, columns, 16);
    c = addSquares(c, point, columns, 32);
    e = addSquares(e, point, columns, 48);
  }
  a = f64x2.sqrt(a);
  b = f64x2.sqrt(b);
  c = f64x2.sqrt(c);
  e = f64x2.sqrt(e);
  if (!whole) {
    a = v128.and(a, lanesBelow(0, count));
    b = v128.and(b, lanesBelow(2, count));
    c = v128.and(c, lanesBelow(4, count));
    e = v128.and(e, lanesBelow(6, count));
  }
  addTo(sums, 0, a);
  addTo(sums, 16, b);
  addTo(sums, 32, c);
  addTo(sums, 48, e);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(total, a), b), c), e);
}

/**
 * Distances between the points of two tiles, whose coordinates t lie `stride` points apart: those of each row added to its
 * sum, those of each column to its. Columns and their sums have room for a multiple of 8.
 */
export function tileDistances(rows: usize, rowCount: i32, columns: usize, columnCount: i32, d: i32, stride: i32, rowSums: usize, columnSums: usize): void {
  const bytes = <usize>stride << 3, left = columnCount & (GROUP - 1), wholeEnd = columns + (<usize>(columnCount - left) << 3);
  for (let i = 0; i < rowCount; i++, rows += 8, rowSums += 8) {
    let total = f64x2.splat(0), at = columns, sums = columnSums;
    for (; at < wholeEnd; at += GROUP << 3, sums += GROUP << 3) total = addDistances(rows, at, GROUP, d, bytes, sums, total, true);
    if (left) total = addDistances(rows, at, left, d, bytes, sums, total, false);
    store<f64>(rowSums, load<f64>(rowSums) + (f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1)));
  }
}
