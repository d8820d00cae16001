import { checkWatching, type FitOptions, type Progress } from "../core";
import { checkInteger, checkOptions, SegmentryError, show } from "../errors";
import type { WorkerLike } from "./threads/platform";

/** How work goes on in workers. */
export interface WorkerOptions {
  /** Called as the work goes on, on the caller's thread; what it throws ends the work. */
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the work at once, in whatever phase it is: the promise rejects with the signal's reason, and the workers end. */
  signal?: AbortSignal | undefined;
  /**
   * How many threads may work. The result is the same, bit for bit, whatever their number. More than one needs shared memory:
   * Node, or a page that is cross-origin isolated; elsewhere one does all. Default: 1.
   */
  workers?: number | undefined;
  /**
   * Makes a worker that runs `segmentry/worker`, a new one each time: where a bundler does not find the script by itself, or
   * the page must load it from elsewhere. A `Worker` of the browser or of node:worker_threads.
   */
  createWorker?: (() => WorkerLike) | undefined;
}

/** What {@link FitAsync} takes beside the data. */
export interface AsyncFitOptions extends WorkerOptions, Pick<FitOptions, "weights"> {}

/** The names of the options that all asynchronous work takes. */
export const WORKER_OPTIONS = ["onProgress", "signal", "workers", "createWorker"] as const;

/** Checks the options of asynchronous work. */
export function checkWorkerOptions(who: string, options: WorkerOptions): void {
  const { workers, createWorker } = options;
  checkWatching(who, options);
  if (createWorker !== undefined && typeof createWorker !== "function") throw new SegmentryError("INVALID_OPTION", who, "createWorker to be a function", show(createWorker));
  if (workers !== undefined) checkInteger(who, "workers", workers, 1);
}

/** Refuses names that are no option of a fit. */
export function checkFitOptions(who: string, options: AsyncFitOptions): void {
  checkOptions(who, options, [...WORKER_OPTIONS, "weights"]);
  checkWorkerOptions(who, options);
}
