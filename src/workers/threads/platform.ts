/** What both kinds of worker have in common: those of browsers and those of node:worker_threads. */
export interface WorkerLike {
  /** Sends a message, and hands over what is to be transferred. */
  postMessage(message: unknown, transfer: never[]): void;
  /** Ends the worker at once. */
  terminate(): unknown;
}

/** What differs between Node and browsers. */
export interface Platform {
  /** A worker that runs the script of this library. */
  createWorker(): WorkerLike;
  /** Resolves when the event loop has had its turn. */
  pause(): Promise<void>;
  /** Whether threads can share memory. */
  canShare(): boolean;
}
