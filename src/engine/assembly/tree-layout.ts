import { countOf } from "./tree-sums";

/** The coordinates of a row: two, the second of them 0 where there is one column only. */
@unmanaged
export class Pair {
  first: v128;
}

/** The coordinates of a row: four, the last of them 0 where there are three columns. */
@unmanaged
export class Quad {
  first: v128;
  second: v128;
}

/**
 * A kd-tree over rows, once it is built. Leaves hold LEAF rows each, but for the last; subtrees lie one after the other, so that
 * a node is followed by its left child. The rows of a leaf are stored two by two, column by column, with a NaN after the last
 * of an odd number: it is nearer to nothing.
 */
@unmanaged
export class Tree {
  /** Grid constants of each column, of weights and of weighted squared distances; see src/math/exact-sum.ts. */
  coarse0: f64; coarse1: f64; coarse2: f64; coarse3: f64;
  fine0: f64; fine1: f64; fine2: f64; fine3: f64;
  weightCoarse: f64; weightFine: f64;
  inertiaCoarse: f64; inertiaFine: f64;
  rows: usize;
  nodes: usize;
  /** For each row in place its index among those given: n int32. */
  order: usize;
  n: i32;
  /** Columns, from 1 to 4. */
  d: usize;
  /** Bytes from one row to the next while they are built: a weight takes 16 behind the coordinates. */
  stride: usize;
  weighted: bool;
}

/** Rows in a leaf: an even number, found by measurement. */
export const LEAF: i32 = 32;

export function leavesFor(n: i32): i32 {
  return (n + LEAF - 1) / LEAF;
}

export function nodeCount(n: i32): usize {
  return <usize>(2 * leavesFor(n) - 1);
}

/** Bytes of a row: d coordinates, padded, and if weighted 16 more. */
export function strideFor(d: usize, weighted: bool): usize {
  return (d > 2 ? offsetof<Quad>() : offsetof<Pair>()) + (weighted ? 16 : 0);
}

// A node: the least and the greatest coordinates of its rows, their sums, and where they are.

@inline
export function nodeBytes<D>(): usize {
  return 4 * offsetof<D>() + 32;
}

@inline
export function sumsOf<D>(node: usize): usize {
  return node + 2 * offsetof<D>();
}

@inline
export function rowCount<D>(node: usize): i32 {
  return load<i32>(countOf<D>(sumsOf<D>(node)));
}

@inline
export function rowsOf<D>(node: usize): usize {
  return load<usize>(node, 4 * offsetof<D>() + 24);
}

/** The right child; 0 for a leaf. */
@inline
export function rightOf<D>(node: usize): usize {
  return load<usize>(node, 4 * offsetof<D>() + 28);
}

@inline
export function place<D>(node: usize, rows: usize, right: usize): void {
  store<usize>(node, rows, 4 * offsetof<D>() + 24);
  store<usize>(node, right, 4 * offsetof<D>() + 28);
}
