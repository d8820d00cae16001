import { uniform } from "./fixtures";

/** n rows of d numbers from one stream. */
const drawn = (n: number, d: number, one: () => number): number[][] => Array.from({ length: n }, () => Array.from({ length: d }, one));

/** Of mean 0 and variance 1, by the method of Box and Muller. */
export function normals(n: number, d: number, seed: number): number[][] {
  const random = uniform(seed);
  return drawn(n, d, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}

/** Of mean 1. */
export function exponentials(n: number, d: number, seed: number): number[][] {
  const random = uniform(seed);
  return drawn(n, d, () => -Math.log(1 - random()));
}

/** From 0 to 1. */
export const evens = (n: number, d: number, seed: number): number[][] => drawn(n, d, uniform(seed));

/** Normal groups of equal size about centers, of deviation 1. */
export const groups = (centers: readonly (readonly number[])[], n: number, seed: number): number[][] =>
  normals(n, centers[0]!.length, seed).map((row, i) => row.map((value, j) => value + centers[i % centers.length]![j]!));

/** Categories of the given numbers of levels, one-hot, independent, the first levels the most frequent; and their columns. */
export function categories(n: number, levels: readonly number[], seed: number): { rows: number[][]; blocks: number[][] } {
  const random = uniform(seed), starts = levels.map((_, b) => levels.slice(0, b).reduce((sum, count) => sum + count, 0));
  const rows = Array.from({ length: n }, () => levels.flatMap((count) => oneHot(count, Math.floor(random() ** 1.5 * count))));
  return { rows, blocks: levels.map((count, b) => Array.from({ length: count }, (_, i) => starts[b]! + i)) };
}

const oneHot = (count: number, level: number): number[] => Array.from({ length: count }, (_, i) => Number(i === level));
