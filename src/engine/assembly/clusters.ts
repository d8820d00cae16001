// What the rows of each cluster add up to, exactly: see src/math/exact-sum.ts.

import { coarse, count, fine, rowAt, squaredDistance, weightOf, weights, width } from "./rows";

/** k x d sums on the coarse and on the fine grid. */
let coarseSums: usize = 0;
let fineSums: usize = 0;
/** k sums of weights, on both grids. */
let coarseMass: usize = 0;
let fineMass: usize = 0;
let weightCoarse: f64 = 0;
let weightFine: f64 = 0;

/** Sets the sums that rows are added to, and makes them zero. */
export function setClusters(k: i32, sums: usize, mass: usize, weightCoarseGrid: f64, weightFineGrid: f64): void {
  const bytes = <usize>(k * width) << 3;
  coarseSums = sums;
  fineSums = sums + bytes;
  coarseMass = mass;
  fineMass = mass + (<usize>k << 3);
  weightCoarse = weightCoarseGrid;
  weightFine = weightFineGrid;
  memory.fill(sums, 0, 2 * bytes);
  memory.fill(mass, 0, <usize>k << 4);
}

@inline
export function addRow(i: i32, label: i32): void {
  const row = rowAt(i), weight = weightOf(i), both = f64x2.splat(weight), bytes = <usize>width << 3, pairs = bytes & ~15;
  const sums = coarseSums + <usize>label * bytes, rests = fineSums + <usize>label * bytes;
  let j: usize = 0;
  for (; j < pairs; j += 16) {
    const value = f64x2.mul(v128.load(row + j), both), part = coarsePart(value, j), rest = finePart(value, part, j);
    v128.store(sums + j, f64x2.add(v128.load(sums + j), part));
    v128.store(rests + j, f64x2.add(v128.load(rests + j), rest));
  }
  if (j < bytes) {
    const value = f64x2.mul(v128.load64_zero(row + j), both), part = coarsePart(value, j), rest = finePart(value, part, j);
    v128.store64_lane(sums + j, f64x2.add(v128.load64_zero(sums + j), part), 0);
    v128.store64_lane(rests + j, f64x2.add(v128.load64_zero(rests + j), rest), 0);
  }
  addMass(label, weight);
}

/** Takes a row from one cluster, and adds it to another. */
@inline
export function moveRow(i: i32, from: i32, to: i32): void {
  const row = rowAt(i), weight = weightOf(i), both = f64x2.splat(weight), bytes = <usize>width << 3, pairs = bytes & ~15;
  const less = <usize>from * bytes, more = <usize>to * bytes;
  let j: usize = 0;
  for (; j < pairs; j += 16) {
    const value = f64x2.mul(v128.load(row + j), both), part = coarsePart(value, j), rest = finePart(value, part, j);
    const a = coarseSums + less + j, b = coarseSums + more + j, c = fineSums + less + j, d = fineSums + more + j;
    v128.store(a, f64x2.sub(v128.load(a), part));
    v128.store(b, f64x2.add(v128.load(b), part));
    v128.store(c, f64x2.sub(v128.load(c), rest));
    v128.store(d, f64x2.add(v128.load(d), rest));
  }
  if (j < bytes) {
    const value = f64x2.mul(v128.load64_zero(row + j), both), part = coarsePart(value, j), rest = finePart(value, part, j);
    const a = coarseSums + less + j, b = coarseSums + more + j, c = fineSums + less + j, d = fineSums + more + j;
    v128.store64_lane(a, f64x2.sub(v128.load64_zero(a), part), 0);
    v128.store64_lane(b, f64x2.add(v128.load64_zero(b), part), 0);
    v128.store64_lane(c, f64x2.sub(v128.load64_zero(c), rest), 0);
    v128.store64_lane(d, f64x2.add(v128.load64_zero(d), rest), 0);
  }
  addMass(from, -weight);
  addMass(to, weight);
}

/** The grids have one number more than there are columns, so that a pair of them can be read at the last column. */
@inline
function coarsePart(value: v128, j: usize): v128 {
  const grid = v128.load(coarse + j);
  return f64x2.sub(f64x2.add(value, grid), grid);
}

@inline
function finePart(value: v128, part: v128, j: usize): v128 {
  const grid = v128.load(fine + j);
  return f64x2.sub(f64x2.add(f64x2.sub(value, part), grid), grid);
}

@inline
function addMass(label: i32, weight: f64): void {
  const at = <usize>label << 3;
  if (!weights) {
    store<f64>(coarseMass + at, load<f64>(coarseMass + at) + weight);
    return;
  }
  const part = weight + weightCoarse - weightCoarse;
  store<f64>(coarseMass + at, load<f64>(coarseMass + at) + part);
  store<f64>(fineMass + at, load<f64>(fineMass + at) + (weight - part + weightFine - weightFine));
}

/** The inertia so far, on both grids. */
let inertiaSum: f64 = 0;
let inertiaRest: f64 = 0;

/** Adds the inertia of some labelled rows exactly on a grid; and how many rows each of the clusters has. */
export function addInertia(labels: usize, centroids: usize, coarseGrid: f64, fineGrid: f64, sizes: usize, from: i32, to: i32): void {
  let i = from;
  for (; i + 2 <= to; i += 2) {
    const one = countLabel(labels, i, sizes), two = countLabel(labels, i + 1, sizes), d = <usize>width;
    const distances = twoDistances(rowAt(i), rowAt(i + 1), centroids + (one * d << 3), centroids + (two * d << 3));
    addDistance(f64x2.extract_lane(distances, 0) * weightOf(i), coarseGrid, fineGrid);
    addDistance(f64x2.extract_lane(distances, 1) * weightOf(i + 1), coarseGrid, fineGrid);
  }
  if (i < to) {
    const label = countLabel(labels, i, sizes);
    addDistance(squaredDistance(rowAt(i), centroids + (label * <usize>width << 3), width) * weightOf(i), coarseGrid, fineGrid);
  }
}

/** What was added, from zero or from when this was called last. */
export function takeInertia(): f64 {
  const sum = inertiaSum + inertiaRest;
  inertiaSum = inertiaRest = 0;
  return sum;
}

@inline
function countLabel(labels: usize, i: i32, sizes: usize): usize {
  const label = <usize>load<u16>(labels + (<usize>i << 1)), at = sizes + (label << 2);
  store<i32>(at, load<i32>(at) + 1);
  return label;
}

/** As `squaredDistance`, of two rows to a point each. */
@inline
function twoDistances(a: usize, b: usize, p: usize, q: usize): v128 {
  const bytes = <usize>width << 3, pairs = bytes & ~15;
  let sums = f64x2.splat(0), at: usize = 0;
  for (; at < pairs; at += 16) {
    let one = f64x2.sub(v128.load(a + at), v128.load(p + at)), two = f64x2.sub(v128.load(b + at), v128.load(q + at));
    one = f64x2.mul(one, one);
    two = f64x2.mul(two, two);
    sums = f64x2.add(f64x2.add(sums, v128.shuffle<i64>(one, two, 0, 2)), v128.shuffle<i64>(one, two, 1, 3));
  }
  if (at === bytes) return sums;
  const rows = v128.load_lane<u64>(b + at, v128.load64_zero(a + at), 1), points = v128.load_lane<u64>(q + at, v128.load64_zero(p + at), 1);
  const difference = f64x2.sub(rows, points);
  return f64x2.add(sums, f64x2.mul(difference, difference));
}

@inline
function addDistance(value: f64, coarseGrid: f64, fineGrid: f64): void {
  const part = value + coarseGrid - coarseGrid;
  inertiaSum += part;
  inertiaRest += value - part + fineGrid - fineGrid;
}
