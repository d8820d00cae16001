import { Tree } from "./tree-layout";

// Sums of rows: coordinates as coarse and as fine parts, weights as both, and how many rows. The parts are whole numbers of
// steps of their grid: x + C, where C is the constant of the grid, has the bits of C plus so many steps as an integer. What is
// added up is these bits; the rows' count times the bits of C is taken away in the end. Whatever wraps around, wraps back.

@inline
export function sumsBytes<D>(): usize {
  return 2 * offsetof<D>() + 24;
}

/** Where the weights are summed up; not so where every row weighs 1. */
@inline
export function massOf<D>(sums: usize): usize {
  return sums + 2 * offsetof<D>();
}

@inline
export function countOf<D>(sums: usize): usize {
  return sums + 2 * offsetof<D>() + 16;
}

/** Adds sums to others. */
@inline
export function addSums<D>(to: usize, sums: usize): void {
  addAt(to, v128.load(sums));
  addAt(to + 16, v128.load(sums, 16));
  addAt(to + 32, v128.load(sums, 32));
  if (offsetof<D>() > 16) {
    addAt(to + 48, v128.load(sums, 48));
    addAt(to + 64, v128.load(sums, 64));
  }
  addCount<D>(to, load<i64>(countOf<D>(sums)));
}

/** Takes sums away again. */
export function subtractSums<D>(from: usize, sums: usize): void {
  for (let part: usize = 0; part < 2 * offsetof<D>() + 16; part += 16) {
    v128.store(from + part, i64x2.sub(v128.load(from + part), v128.load(sums + part)));
  }
  addCount<D>(from, -load<i64>(countOf<D>(sums)));
}

@inline
export function addAt(to: usize, values: v128): void {
  v128.store(to, i64x2.add(v128.load(to), values));
}

@inline
export function addCount<D>(to: usize, count: i64): void {
  store<i64>(countOf<D>(to), load<i64>(countOf<D>(to)) + count);
}

/** Adds a row whose columns, and then its weight, are so many bytes apart. */
export function addRow<D>(to: usize, row: usize, apart: usize, tree: Tree): void {
  const grids = changetype<usize>(tree), weight = tree.weighted ? load<f64>(row + apart * (offsetof<D>() / 8)) : 1;
  for (let j: usize = 0; j < offsetof<D>() / 8; j++) {
    addParts(to + 8 * j, offsetof<D>(), weight * load<f64>(row + apart * j), load<f64>(grids + 8 * j), load<f64>(grids + 8 * j, 32));
  }
  if (tree.weighted) addParts(massOf<D>(to), 8, weight, tree.weightCoarse, tree.weightFine);
  addCount<D>(to, 1);
}

@inline
function addParts(to: usize, apart: usize, value: f64, coarse: f64, fine: f64): void {
  const shifted = value + coarse;
  store<i64>(to, load<i64>(to) + reinterpret<i64>(shifted));
  store<i64>(to + apart, load<i64>(to + apart) + reinterpret<i64>(value - (shifted - coarse) + fine));
}

/** The bits of the fine parts of two values, given those of their coarse ones. */
@inline
export function rest(values: v128, shifted: v128, grid: v128, fineGrid: v128): v128 {
  return f64x2.add(f64x2.sub(values, f64x2.sub(shifted, grid)), fineGrid);
}

@inline
export function acrossLanes(bits: v128): i64 {
  return i64x2.extract_lane(bits, 0) + i64x2.extract_lane(bits, 1);
}

/** What both parts of `count` values amount to, given the sums of their bits. */
export function total(coarseBits: i64, fineBits: i64, count: i64, coarse: f64, fine: f64): f64 {
  return inSteps(coarseBits, count, coarse) + inSteps(fineBits, count, fine);
}

/** The constant of a grid is 1.5 x 2^52 times its step. */
@inline
function inSteps(bits: i64, count: i64, constant: f64): f64 {
  return <f64>(bits - count * reinterpret<i64>(constant)) * (constant / 6755399441055744);
}
