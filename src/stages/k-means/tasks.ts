import type { Executor, Json, SharedArrays, Task, TaskFunction } from "../../core";
import { preparePoints } from "../../engine";
import { lloyd, type LloydResult } from "../../math/lloyd";
import type { Points } from "../../math/points";
import { bestRun, type Runs } from "./best-run";
import { startsOf, type StartKind, type Starts } from "./starts";

/** All that decides a clustering beside the points, as plain values. */
export interface Clustering {
  readonly d: number;
  readonly k: number;
  readonly init: StartKind;
  readonly seed: number | string;
  /** The largest k that shares its starts. */
  readonly most: number;
  readonly count: number;
  readonly swaps: number;
  readonly maxIterations: number;
  /** In squared units of x, as Lloyd's algorithm takes it. */
  readonly tolerance: number;
}

/** One run of a clustering. */
type OneRun = Clustering & { readonly run: number };

/** What other threads do for k-means, by the names that they know it by: one run, or all of a clustering. */
export const kMeansTasks = {
  kMeansRun: (arrays, input) => {
    const job = input as unknown as OneRun, { points, starts } = prepared(arrays, job);
    return pack(lloyd(points, starts.of(job.run, job.k), job));
  },
  kMeansFit: (arrays, input) => {
    const job = input as unknown as Clustering, { points, starts } = prepared(arrays, job);
    return pack(bestRun(points, runsOf(job, starts), "KMeans", undefined));
  },
} satisfies Record<string, TaskFunction>;

/** The runs of a clustering. */
export function runsOf({ k, count, swaps, seed, maxIterations, tolerance }: Clustering, starts: Starts, onIteration?: () => void): Runs {
  return { count, swaps, seed, lloyd: { maxIterations, tolerance, ...(onIteration && { onIteration }) }, start: (run) => starts.of(run, k) };
}

/** Each run of a clustering as a task. */
export function runTasks(job: Clustering): Task[] {
  return Array.from({ length: job.count }, (_, run) => ({ input: { ...job, run }, length: lengthOf(job) }));
}

/** A clustering as a task. */
export function fitTask(job: Clustering): Task {
  return { input: job as unknown as Json, length: lengthOf(job) };
}

/** What tasks read of points. */
export function sharedArrays({ x, weights }: Points): SharedArrays {
  return weights ? { x, weights } : { x };
}

const lengthOf = ({ k, d }: Clustering): number => 4 + k + k * d;

function pack({ inertia, between, iterations, converged, sizes, centroids }: LloydResult): Float64Array {
  return Float64Array.of(inertia, between, iterations, converged ? 1 : 0, ...sizes, ...centroids);
}

/** What a task gave. */
export function unpack(numbers: Float64Array, k: number): LloydResult {
  const [inertia, between, iterations, converged] = numbers as unknown as [number, number, number, number];
  return { inertia, between, iterations, converged: converged === 1, sizes: Int32Array.from(numbers.subarray(4, 4 + k)), centroids: numbers.slice(4 + k) };
}

/**
 * Does work on n x d rows. With helpers the rows are put where those can see them, and stay prepared on this thread for its share
 * of the tasks.
 */
export function withPoints<T>(x: Float64Array, d: number, weights: Float64Array | null, executor: Executor | undefined, work: (points: Points) => T): T {
  if (executor) return work(keptPoints(executor.share(weights ? { x, weights } : { x }), d));
  const points = preparePoints(x, d, weights);
  try {
    return work(points);
  } finally {
    points.close();
  }
}

interface Kept {
  readonly x: Float64Array;
  readonly weights: Float64Array | undefined;
  readonly points: Points;
  readonly starts: Map<string, Starts>;
}

/** What this thread prepared last: the next tasks are most likely on the same rows. */
let kept: Kept | undefined;

function keptPoints(arrays: SharedArrays, d: number): Points {
  return keep(arrays, d).points;
}

function keep({ x, weights }: SharedArrays, d: number): Kept {
  if (!kept || kept.points.d !== d || !isSame(kept.x, x) || !isSame(kept.weights, weights)) {
    kept?.points.close();
    kept = undefined;
    kept = { x: x!, weights, points: preparePoints(x!, d, weights ?? null), starts: new Map() };
  }
  return kept;
}

/** Whether two arrays are the same memory, seen through the same buffer: each batch brings a helper buffers of its own. */
function isSame(a: Float64Array | undefined, b: Float64Array | undefined): boolean {
  return a?.buffer === b?.buffer && a?.byteOffset === b?.byteOffset && a?.length === b?.length;
}

function prepared(arrays: SharedArrays, { d, init, seed, most }: Clustering): { points: Points; starts: Starts } {
  const { points, starts } = keep(arrays, d), key = JSON.stringify([init, seed, most]);
  if (!starts.has(key)) starts.set(key, startsOf(points, init, seed, most));
  return { points, starts: starts.get(key)! };
}
