import type { EnginePoints } from "./engine-points";
import { bySlices } from "./slices";

/** The largest distance from the center in quanta, so that int32 holds the products: see assembly/centroids.ts. */
const REACH = 30_000;

/** The rows of points in quanta of 16 bits, as assembly/quanta.ts says. */
export class Quanta {
  /** d rounded up to whole vectors. */
  readonly padded: number;
  /** The largest distance of a row from the center. */
  readonly reach: number;

  constructor({ arena, n, d, center }: EnginePoints) {
    const { kernels } = arena, at = arena.put(center);
    this.padded = padTo8(d);
    let largest = 0;
    bySlices(n, (from, to) => (largest = Math.max(largest, kernels.largestNorm(at, from, to))));
    // Rounding must not put the mean of the farthest rows out of reach.
    this.reach = Math.sqrt(largest) * (1 + 1e-9);
    kernels.setQuanta(this.padded, arena.alloc(2 * n * this.padded), at, REACH / this.reach, arena.alloc(8 * this.padded));
    bySlices(n, (from, to) => kernels.quantiseRows(from, to));
  }

  /** Bytes for n x d rows. */
  static bytes(n: number, d: number): number {
    return 2 * n * padTo8(d);
  }
}

function padTo8(d: number): number {
  return Math.ceil(d / 8) * 8;
}
