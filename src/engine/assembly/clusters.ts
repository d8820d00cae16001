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

// @ts-ignore: decorator
@inline
export function addRow(i: i32, label: i32): void {
  addWeighted(rowAt(i), label, weightOf(i), 1);
}

// @ts-ignore: decorator
@inline
export function moveRow(i: i32, from: i32, to: i32): void {
  const row = rowAt(i), weight = weightOf(i);
  addWeighted(row, from, weight, -1);
  addWeighted(row, to, weight, 1);
}

/** Adds weight x row to a cluster, or with sign -1 takes it away: rounding to a grid is symmetric about zero. */
// @ts-ignore: decorator
@inline
function addWeighted(row: usize, label: i32, weight: f64, sign: f64): void {
  const bytes = <usize>width << 3, pairs = bytes & ~15, at = <usize>label * bytes;
  const sums = coarseSums + at, rests = fineSums + at, signed = f64x2.splat(weight * sign);
  let j: usize = 0;
  for (; j < pairs; j += 16) {
    const value = f64x2.mul(v128.load(row + j), signed), c = v128.load(coarse + j), f = v128.load(fine + j);
    const part = f64x2.sub(f64x2.add(value, c), c), rest = f64x2.sub(f64x2.add(f64x2.sub(value, part), f), f);
    v128.store(sums + j, f64x2.add(v128.load(sums + j), part));
    v128.store(rests + j, f64x2.add(v128.load(rests + j), rest));
  }
  if (j < bytes) {
    const value = load<f64>(row + j) * weight * sign, c = load<f64>(coarse + j), f = load<f64>(fine + j), part = value + c - c;
    store<f64>(sums + j, load<f64>(sums + j) + part);
    store<f64>(rests + j, load<f64>(rests + j) + (value - part + f - f));
  }
  addMass(label, weight * sign);
}

// @ts-ignore: decorator
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

/** The inertia of labelled rows, added up exactly on a grid; and how many rows each of the clusters has. */
export function inertiaOf(labels: usize, centroids: usize, coarseGrid: f64, fineGrid: f64, sizes: usize): f64 {
  let sum: f64 = 0, rest: f64 = 0;
  for (let i = 0; i < count; i++) {
    const label = <usize>load<u16>(labels + (<usize>i << 1)), at = sizes + (label << 2);
    const value = squaredDistance(rowAt(i), centroids + (label * <usize>width << 3), width) * weightOf(i);
    const part = value + coarseGrid - coarseGrid;
    sum += part;
    rest += value - part + fineGrid - fineGrid;
    store<i32>(at, load<i32>(at) + 1);
  }
  return sum + rest;
}
