import type { Random } from "./random";

/** The numbers from 0 to n - 1 in random order (Fisher and Yates). O(n). */
export function shuffle(n: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1)), other = order[j]!;
    order[j] = order[i]!;
    order[i] = other;
  }
  return order;
}

/** m of the numbers from 0 to n - 1, ascending; all of them where m is n or more. O(n). */
export function sampleOf(n: number, m: number, random: Random): Int32Array {
  return m >= n ? Int32Array.from({ length: n }, (_, i) => i) : shuffle(n, random).subarray(0, m).sort();
}
