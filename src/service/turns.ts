/** Work goes on for so long, in milliseconds, before it lets others. */
const SLICE_MS = 3;

type Later = (work: () => void) => unknown;

/** Node has a next turn without delay; elsewhere a timer of none is the nearest thing. */
const LATER = (globalThis as { setImmediate?: Later }).setImmediate ?? ((work: () => void) => setTimeout(work, 0));

/**
 * Turns of the event loop for work of some length: one slice of one request a turn, so that a request of many rows keeps nobody
 * waiting for longer than a slice. Every other turn is for who has been there longest: where there is more to do than time, a
 * part of the requests is answered, where with equal shares all would run out of it together. The others go in line.
 */
export class Turns {
  readonly #waiting: { readonly since: number; readonly begin: () => void }[] = [];
  #isDue = false;
  #isForOldest = false;

  /**
   * Resolves in a turn of the event loop that is the caller's alone.
   *
   * @param since since when it has been there, as `performance.now` tells it
   */
  next(since = performance.now()): Promise<void> {
    return new Promise((begin) => {
      this.#waiting.push({ since, begin });
      if (!this.#isDue) this.#schedule();
    });
  }

  #schedule(): void {
    this.#isDue = true;
    LATER(() => {
      this.#isDue = false;
      this.#isForOldest = !this.#isForOldest;
      this.#waiting.splice(this.#isForOldest ? this.#oldest() : 0, 1)[0]?.begin();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #oldest(): number {
    let oldest = 0;
    this.#waiting.forEach(({ since }, i) => {
      if (since < this.#waiting[oldest]!.since) oldest = i;
    });
    return oldest;
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
  #asked = this.#since;
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

  /** From now on waits as one that has just come: what never ends would always have been there longest. */
  renew(): void {
    this.#asked = performance.now();
  }

  /** Waits for the next turn. */
  async next(): Promise<void> {
    const started = performance.now();
    await this.turns.next(this.#asked);
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
