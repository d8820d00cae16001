import { SegmentryError } from "../errors";
import type { Batch } from "./helpers/batch";
import { connect, isWorker, type Channel } from "./threads/channel";
import type { FromWorker } from "./threads/messages";
import type { WorkerLike } from "./threads/platform";

/** How long a worker may take to load before it is given up, in ms. */
const LOADING = 60_000;

/** What a session is told and asked. */
export interface SessionOptions {
  readonly who: string;
  readonly createWorker: () => WorkerLike;
  readonly signal: AbortSignal | undefined;
  /** How many threads may help the first. */
  readonly helpers: number;
  readonly pause: () => Promise<void>;
}

/** The workers of one job: the first failure of any of them, or an abort, ends all. */
export class Session {
  /** Rejects when the session fails; never resolves. */
  readonly failed: Promise<never>;
  readonly #options: SessionOptions;
  readonly #open = new Set<() => void>();
  readonly #helpers: Channel[] = [];
  #reject!: (reason: unknown) => void;
  #failure: { readonly reason: unknown } | undefined;
  #ended = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.failed = new Promise<never>((_, reject) => (this.#reject = reject));
    this.failed.catch(() => undefined);
    options.signal?.addEventListener("abort", this.#onAbort);
  }

  /** Starts a worker. */
  start(onMessage: (message: FromWorker) => void): Channel {
    const worker = this.#create();
    let isLoaded = false;
    // Where this thread was busy that long itself, what the worker said waits behind the timer.
    const loading = setTimeout(() => void this.#options.pause().then(() => isLoaded || died(`no sign of life within ${LOADING / 1000} s`)), LOADING);
    const died = (how: string): void => this.fail(workerDied(this.#options.who, how));
    const channel = connect(worker, {
      died,
      message: (message) => {
        if (this.#ended) return;
        isLoaded = true;
        clearTimeout(loading);
        this.#guard(() => onMessage(message));
      },
    });
    this.#open.add(() => {
      clearTimeout(loading);
      channel.terminate();
    });
    return channel;
  }

  /** Hands tasks to helpers, which are started one a turn when they are first needed. */
  async help(batch: Batch): Promise<void> {
    const { helpers, pause } = this.#options, wanted = Math.min(helpers, batch.inputs.length - 1);
    for (let i = 0; i < wanted && !this.#ended; i++) {
      if (i === this.#helpers.length) {
        this.#helpers.push(this.start(() => undefined));
        this.#helpers[i]!.post({ type: "batch", batch });
        await pause();
      } else {
        this.#helpers[i]!.post({ type: "batch", batch });
      }
    }
  }

  /** Throws what the session failed with. */
  check(): void {
    if (this.#failure) throw this.#failure.reason;
  }

  /** Ends with an error; only the first counts. */
  fail(reason: unknown): void {
    if (this.#ended) return;
    this.#failure = { reason };
    this.#reject(reason);
    this.end();
  }

  /** Ends all workers. */
  end(): void {
    this.#ended = true;
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    for (const close of this.#open) close();
    this.#open.clear();
  }

  readonly #onAbort = (): void => this.fail(this.#options.signal!.reason);

  #create(): WorkerLike {
    const { who, createWorker } = this.#options;
    let worker: unknown;
    try {
      worker = createWorker();
    } catch (error) {
      throw error instanceof SegmentryError ? error : workerDied(who, `a refusal to start one (${error instanceof Error ? error.message : String(error)})`);
    }
    if (isWorker(worker)) return worker;
    throw new SegmentryError("INVALID_OPTION", who, "createWorker to give a new Worker", typeof worker, "see its documentation");
  }

  /** What the caller's own functions throw ends the session. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.fail(error);
    }
  }
}

function workerDied(who: string, how: string): SegmentryError {
  return new SegmentryError("WORKER_DIED", who, "a worker that lives until its work is done", how, "see to its script (createWorker gives another) and its memory");
}
