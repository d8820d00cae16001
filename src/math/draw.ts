import type { Random } from "./random";

/** The index of a weight drawn with probability proportional to it; the last with any where rounding leaves a rest. O(n). */
export function drawProportional(weights: Float64Array, random: Random): number {
  return walk((i) => weights[i]!, 0, weights.length, random() * total(weights));
}

/** How many rows are added up before they are drawn among. */
export const BLOCK = 1024;

/** As {@link drawProportional}, given the sums of the weights of each {@link BLOCK}. O(n / BLOCK + BLOCK). */
export function drawFromBlocks(weightOf: (row: number) => number, n: number, blocks: Float64Array, random: Random): number {
  let left = random() * total(blocks), last = 0;
  for (let b = 0; b < blocks.length; b++) {
    const sum = blocks[b]!;
    if (sum === 0) continue;
    last = b;
    if (left < sum) break;
    left -= sum;
  }
  return walk(weightOf, last * BLOCK, Math.min(n, (last + 1) * BLOCK), left);
}

function walk(weightOf: (row: number) => number, from: number, to: number, left: number): number {
  let last = from;
  for (let i = from; i < to; i++) {
    const weight = weightOf(i);
    if (weight === 0) continue;
    last = i;
    left -= weight;
    if (left < 0) return i;
  }
  return last;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
