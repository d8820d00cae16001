/**
 * Fitting off the main thread: in Web Workers, and under Node in worker threads.
 *
 * @packageDocumentation
 */
import { createFitAsync, type FitAsync } from "./fit-async";
import { createFindSegmentsAsync, createSegmentAsync, type FindSegmentsAsync, type SegmentAsync } from "./segment-async";
import { web } from "./threads/web";

/**
 * Fits any estimator on another thread: the same model as `estimator.fit(input)`, bit for bit, while this thread stays free.
 *
 * @example
 * ```ts
 * import { KMeans, Matrix } from "segmentry";
 * import { fitAsync } from "segmentry/workers";
 *
 * const x = Matrix.fromRows([[1, 1], [1, 2], [8, 8], [9, 8]]);
 * const model = await fitAsync(new KMeans({ k: 2, seed: 222 }), x, { signal: AbortSignal.timeout(60_000) });
 * console.log(model.sizes, model.inertia); // [ 2, 2 ] 1
 * ```
 */
export const fitAsync: FitAsync = /* @__PURE__ */ createFitAsync(web);

/**
 * Takes customers to segments on another thread: what `segment(customers, options)` gives, bit for bit.
 *
 * @example
 * ```ts
 * import { segmentAsync } from "segmentry/workers";
 *
 * const customers = [20, 21, 22, 23, 70, 71].map((AGE, i) => ({ CUSTOMER_ID: 100 + i, AGE }));
 * const result = await segmentAsync(customers, { k: 2 });
 * console.log(result.k, [...result.labels]); // 2 [ 0, 0, 0, 0, 1, 1 ]
 * ```
 */
export const segmentAsync: SegmentAsync = /* @__PURE__ */ createSegmentAsync(web);

/**
 * Finds segments on another thread, with a verdict, names and rules: what `findSegments(customers, options)` of
 * `segmentry/insights` gives, bit for bit.
 *
 * @example
 * ```ts
 * import { findSegmentsAsync } from "segmentry/workers";
 *
 * const customers = Array.from({ length: 60 }, (_, i) => ({ AGE: [22, 45, 70][i % 3]! + ((i * 7) % 5) }));
 * const { model } = await findSegmentsAsync(customers, { maxK: 5, seed: 222 });
 * console.log(model.insights!.verdict.kind, model.k); // clear 3
 * ```
 */
export const findSegmentsAsync: FindSegmentsAsync = /* @__PURE__ */ createFindSegmentsAsync(web);

export type { FitAsync } from "./fit-async";
export type { AsyncFindSegmentsOptions, AsyncSegmentOptions, FindSegmentsAsync, SegmentAsync } from "./segment-async";
export type { AsyncFitOptions, WorkerOptions } from "./options";
export type { WorkerLike } from "./threads/platform";
