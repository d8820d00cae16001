import { step, type FitOptions } from "../../core";
import { lloyd, type LloydInput, type LloydResult } from "../../math/lloyd";
import { createRandom, type Random } from "../../math/random";
import { swapCentroid } from "../../math/swap";

/** How the runs of a fit go. */
export interface Runs {
  readonly input: LloydInput;
  /** How many independent runs. */
  readonly count: number;
  /** How many runs at most from the best centroids with one of them swapped. */
  readonly swaps: number;
  readonly seed: number | string;
  /** The centroids that a run starts from. */
  start(random: Random): Float64Array;
}

/** Where this share of the runs ends at the best inertia, it is taken for the optimum. */
const AGREEING = 0.5;
const SAME = 1 + 1e-6;

/**
 * The run with the lowest inertia. Each run draws from a stream of its own, so that they can be made in any order. Where
 * fewer than half of them agree on the lowest inertia, there are better optima to be found: then the best centroids are
 * tried with one of them swapped, which finds more than as many further runs do.
 */
export function bestRun({ input, count, swaps, seed, start }: Runs, who: string, options: FitOptions | undefined): LloydResult {
  const run = (stream: string | number, from: (random: Random) => Float64Array, goal?: number): LloydResult =>
    lloyd({ ...input, goal }, from(createRandom(`${seed}/${stream}`)));
  step(options, who, 0, count);
  let best = run(0, start);
  const inertias = [best.inertia];
  for (let i = 1; i < count; i++) {
    step(options, who, i, count);
    const result = run(i, start);
    inertias.push(result.inertia);
    if (result.inertia < best.inertia) best = result;
  }
  if (inertias.filter((inertia) => inertia <= best.inertia * SAME).length < AGREEING * count) {
    for (let i = 0; i < swaps; i++) {
      options?.signal?.throwIfAborted();
      const { centroids, inertia } = best;
      const result = run(`swap ${i}`, (random) => swapCentroid(input.x, input.d, centroids, input.weights, random), inertia);
      if (result.inertia < best.inertia) best = result;
    }
  }
  step(options, who, count, count);
  return best;
}
