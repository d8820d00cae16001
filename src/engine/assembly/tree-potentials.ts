import { count, weights } from "./rows";

/** As BLOCK in src/math/draw.ts. */
const BLOCK: i32 = 1024;
const BYTES: usize = 8 * BLOCK;

/** Stores the sums of the potentials of each block of rows, given their squared distances to the nearest seed. */
export function sumBlocks(nearest: usize, sums: usize): void {
  let from = 0;
  for (; from + 4 * BLOCK <= count; from += 4 * BLOCK, nearest += 4 * BYTES, sums += 32) sumFour(nearest, sums, 8 * <usize>from);
  for (; from < count; from += BLOCK, nearest += BYTES, sums += 8) sumOne(nearest, sums, 8 * <usize>from, min(BLOCK, count - from));
}

/** Four blocks at a time: a sum waits for its last addition. */
function sumFour(nearest: usize, sums: usize, offset: usize): void {
  let sum0 = f64x2.splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0, weight = weights + offset;
  for (const end = nearest + BYTES; nearest < end; nearest += 16, weight += 16) {
    sum0 = f64x2.add(sum0, potentials(nearest, weight));
    sum1 = f64x2.add(sum1, potentials(nearest + BYTES, weight + BYTES));
    sum2 = f64x2.add(sum2, potentials(nearest + 2 * BYTES, weight + 2 * BYTES));
    sum3 = f64x2.add(sum3, potentials(nearest + 3 * BYTES, weight + 3 * BYTES));
  }
  store<f64>(sums, bothLanes(sum0));
  store<f64>(sums, bothLanes(sum1), 8);
  store<f64>(sums, bothLanes(sum2), 16);
  store<f64>(sums, bothLanes(sum3), 24);
}

function sumOne(nearest: usize, sums: usize, offset: usize, rows: i32): void {
  let sum = f64x2.splat(0), weight = weights + offset;
  for (const end = nearest + 8 * <usize>(rows & ~1); nearest < end; nearest += 16, weight += 16) {
    sum = f64x2.add(sum, potentials(nearest, weight));
  }
  let even = f64x2.extract_lane(sum, 0);
  if (rows & 1) even += (weights ? load<f64>(weight) : 1) * load<f64>(nearest);
  store<f64>(sums, even + f64x2.extract_lane(sum, 1));
}

@inline
function potentials(nearest: usize, weight: usize): v128 {
  return weights ? f64x2.mul(v128.load(weight), v128.load(nearest)) : v128.load(nearest);
}

@inline
function bothLanes(sum: v128): f64 {
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
