/** Rows for one call of the engine: a multiple of the blocks that its functions work by. */
const SLICE = 32_768;

/** An engine replaces the first, slow compilation of a function by a faster one when it is called anew: not while it runs. */
export function bySlices(n: number, work: (from: number, to: number) => void): void {
  for (let from = 0; from < n; from += SLICE) work(from, Math.min(n, from + SLICE));
}
