import { step, type FitOptions } from "../../core";
import { lloyd, type LloydOptions, type LloydResult } from "../../math/lloyd";
import type { Points } from "../../math/points";
import { createRandom } from "../../math/random";
import { swapCentroid } from "../../math/swap";

/** How the runs of a fit go. */
export interface Runs {
  /** How many independent runs. */
  readonly count: number;
  /** How many runs at most from the best centroids with one of them swapped. */
  readonly swaps: number;
  readonly seed: number | string;
  readonly lloyd: LloydOptions;
  /** The centroids that a run starts from. */
  start(run: number): Float64Array;
}

/** Where this share of the runs ends at the best inertia, it is taken for the optimum. */
const AGREEING = 0.5;
const SAME = 1 + 1e-6;

/**
 * The run with the lowest inertia. Each run draws from a stream of its own, so that they can be made in any order, and on any
 * thread. Where fewer than half of them agree on the lowest inertia, there are better optima to be found: then the best
 * centroids are tried with one of them swapped, which finds more than as many further runs do.
 *
 * @param made the results of the runs, where they have been made already
 */
export function bestRun(points: Points, runs: Runs, who: string, options: FitOptions | undefined, made?: readonly LloydResult[]): LloydResult {
  const results = made ?? makeRuns(points, runs, who, options);
  const best = results.reduce((a, b) => (b.inertia < a.inertia ? b : a));
  const agreeing = results.filter(({ inertia }) => inertia <= best.inertia * SAME).length;
  const result = agreeing < AGREEING * results.length ? swapped(points, best, runs, options) : best;
  step(options, who, runs.count, runs.count);
  return result;
}

function makeRuns(points: Points, { count, start, lloyd: settings }: Runs, who: string, options: FitOptions | undefined): LloydResult[] {
  return Array.from({ length: count }, (_, run) => {
    step(options, who, run, count);
    return lloyd(points, start(run), settings);
  });
}

/** The best of runs from the best so far with one centroid swapped. */
function swapped(points: Points, start: LloydResult, { swaps, seed, lloyd: settings }: Runs, options: FitOptions | undefined): LloydResult {
  let best = start;
  for (let i = 0; i < swaps; i++) {
    options?.signal?.throwIfAborted();
    const distances = points.swapDistances(best.centroids);
    const centroids = swapCentroid(points.x, points.d, best.centroids, distances, createRandom(`${seed}/swap ${i}`));
    const result = lloyd(points, centroids, { ...settings, goal: best.between });
    if (result.inertia < best.inertia) best = result;
  }
  return best;
}
