// The rows that the clustering kernels work on. One set at a time: the host has the memory to itself.

/** n x d float64, row-major. */
export let rows: usize = 0;
export let count: i32 = 0;
export let width: i32 = 0;
/** n float64, or 0 where every row weighs 1. */
export let weights: usize = 0;
/** Constants that round to the coarse and the fine grid of a column: d of them, and one that is not used. */
export let coarse: usize = 0;
export let fine: usize = 0;

/** Sets the rows that all other functions work on. */
export function setRows(x: usize, n: i32, d: i32, w: usize, coarseGrid: usize, fineGrid: usize): void {
  rows = x;
  count = n;
  width = d;
  weights = w;
  coarse = coarseGrid;
  fine = fineGrid;
}

@inline
export function rowAt(i: i32): usize {
  return rows + (<usize>i * <usize>width << 3);
}

@inline
export function weightOf(i: i32): f64 {
  return weights ? load<f64>(weights + (<usize>i << 3)) : 1;
}

/** The squared distance between two rows of d numbers, added up from the first to the last: what decides labels. */
@inline
export function squaredDistance(a: usize, b: usize, d: i32): f64 {
  let sum: f64 = 0;
  for (const end = a + (<usize>d << 3); a < end; a += 8, b += 8) {
    const difference = load<f64>(a) - load<f64>(b);
    sum += difference * difference;
  }
  return sum;
}

/** The largest squared distance of some of the rows to a point, added up in whatever order. */
export function largestNorm(point: usize, from: i32, to: i32): f64 {
  const bytes = <usize>width << 3, pairs = bytes & ~15;
  let most: f64 = 0;
  for (let row = rowAt(from), end = rowAt(to); row < end; row += bytes) {
    let sums = f64x2.splat(0);
    for (let at: usize = 0; at < pairs; at += 16) {
      const difference = f64x2.sub(v128.load(row + at), v128.load(point + at));
      sums = f64x2.add(sums, f64x2.mul(difference, difference));
    }
    const last = pairs < bytes ? load<f64>(row + pairs) - load<f64>(point + pairs) : 0;
    most = max(most, f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1) + last * last);
  }
  return most;
}
