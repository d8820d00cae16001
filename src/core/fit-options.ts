import { checkOptions, isList, SegmentryError, show } from "../errors";
import type { FitOptions } from "./contract";

/** The weights of n rows, checked and copied; null where every row weighs the same. */
export function readWeights(who: string, weights: ArrayLike<number> | undefined, n: number): Float64Array | null {
  if (weights === undefined) return null;
  if (!isList(weights)) throw new SegmentryError("INVALID_OPTION", who, "weights to be a list of numbers", show(weights));
  if (weights.length !== n) throw new SegmentryError("WRONG_LENGTH", who, `one weight for each of ${n} rows`, `${weights.length}`);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const weight: unknown = weights[i];
    if (typeof weight !== "number" || !Number.isFinite(weight) || weight < 0) {
      throw new SegmentryError("INVALID_OPTION", who, "weights to be finite numbers of 0 or more", `${show(weight)} at row index ${i}`);
    }
    sum += weight;
  }
  if (!(sum > 0)) throw new SegmentryError("INVALID_OPTION", who, "weights with a sum above 0", `${sum}`);
  return Float64Array.from(weights);
}

/** Reports a step done and stops if asked to; call it between the steps of long work. */
export function step(options: FitOptions | undefined, stage: string, done: number, total: number): void {
  options?.onProgress?.({ stage, done, total });
  options?.signal?.throwIfAborted();
}

/** Checks what was passed to a fit beside the data, and stops it if it is to be stopped. */
export function checkFit(who: string, options: FitOptions | undefined): void {
  if (options === undefined) return;
  checkOptions(`${who} fit`, options, ["onProgress", "signal", "weights"]);
  checkWatching(who, options);
  options.signal?.throwIfAborted();
}

/** Checks how long work is watched and stopped. */
export function checkWatching(who: string, options: Pick<FitOptions, "onProgress" | "signal">): void {
  if (options.onProgress !== undefined && typeof options.onProgress !== "function") {
    throw new SegmentryError("INVALID_OPTION", who, "onProgress to be a function", show(options.onProgress));
  }
  if (options.signal !== undefined && typeof options.signal?.throwIfAborted !== "function") {
    throw new SegmentryError("INVALID_OPTION", who, "signal to be an AbortSignal", show(options.signal));
  }
}
