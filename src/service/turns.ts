/** Work goes on for so long, in milliseconds, before it lets others. */
const SLICE_MS = 3;

type Later = (work: () => void) => unknown;

/** Node has a next turn without delay; elsewhere a timer of none is the nearest thing. */
const LATER = (globalThis as { setImmediate?: Later }).setImmediate ?? ((work: () => void) => setTimeout(work, 0));

/**
 * Turns of the event loop for work of some length: one slice of one request a turn, in the order in which they asked, so that
 * a request of many rows keeps nobody waiting for longer than a slice.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #isDue = false;

  /** Resolves in a turn of the event loop that is the caller's alone. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (!this.#isDue) this.#schedule();
    });
  }

  #schedule(): void {
    this.#isDue = true;
    LATER(() => {
      this.#isDue = false;
      this.#waiting.shift()?.();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }
}

/** Rows of a slice after one of which many were refused: writing out why takes longer than an answer. */
const MOST_REFUSED = 128;

/** How many rows make a slice, learned from how long rows take. */
export class SliceSize {
  #rows: number;

  constructor(start: number, private readonly most = 1024) {
    this.#rows = start;
  }

  get rows(): number {
    return Math.max(1, Math.floor(this.#rows));
  }

  /** Notes that some rows took some milliseconds. Grows slowly, shrinks at once: the first rows of a process are slow. */
  took(rows: number, ms: number): void {
    const fit = (rows * SLICE_MS) / Math.max(ms, 0.01);
    this.#rows = Math.min(this.most, fit < this.#rows ? Math.max(1, fit) : rows >= this.rows ? Math.min(fit, this.#rows * 1.5) : this.#rows);
  }

  /** Notes that there were so many problems; not how long they took, as others may have had turns meanwhile. */
  refused(problems: number): void {
    if (problems > MOST_REFUSED) this.#rows = Math.min(this.#rows, MOST_REFUSED);
  }
}

/** Lets others have their turn where a slice is over. */
export class Breath {
  #since = performance.now();
  #waited = 0;

  constructor(private readonly turns: Turns) {}

  /** Milliseconds that it has waited for its turn so far. */
  get waited(): number {
    return this.#waited;
  }

  /** Whether the present turn has lasted long enough. */
  get isDue(): boolean {
    return performance.now() - this.#since >= SLICE_MS;
  }

  /** Waits for the next turn where the present one has lasted long enough. */
  async take(): Promise<void> {
    if (this.isDue) await this.next();
  }

  /** Waits for the next turn. */
  async next(): Promise<void> {
    const started = performance.now();
    await this.turns.next();
    this.#since = performance.now();
    this.#waited += this.#since - started;
  }

  /** What a generator returns, which yields wherever others may have their turn. */
  async through<T>(steps: Iterator<undefined, T, undefined>): Promise<T> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (this.isDue) await this.next();
    }
  }
}
