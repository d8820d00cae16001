import { createFitAsync, type FitAsync } from "./fit-async";
import { createFindSegmentsAsync, createSegmentAsync, type FindSegmentsAsync, type SegmentAsync } from "./segment-async";
import { node } from "./threads/node";

/** `fitAsync` of index.ts, in worker threads. */
export const fitAsync: FitAsync = /* @__PURE__ */ createFitAsync(node);

/** `segmentAsync` of index.ts, in worker threads. */
export const segmentAsync: SegmentAsync = /* @__PURE__ */ createSegmentAsync(node);

/** `findSegmentsAsync` of index.ts, in worker threads. */
export const findSegmentsAsync: FindSegmentsAsync = /* @__PURE__ */ createFindSegmentsAsync(node);
