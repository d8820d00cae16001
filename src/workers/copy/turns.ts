/** How long work goes on before the event loop has its turn, in ms; a piece of work and the sending of it come on top. */
const BUDGET = 2;

/** Divides long work on a thread that must stay responsive. */
export class Turns {
  #until = performance.now() + BUDGET;

  /**
   * @param pause resolves when the event loop has had its turn
   * @param check throws where the work is to stop
   */
  constructor(readonly pause: () => Promise<void>, readonly check: () => void) {}

  /** Goes through `length` items, `step` at a time. */
  async through(length: number, step: number, work: (from: number, to: number) => void): Promise<void> {
    for (let from = 0; from < length; from += step) {
      work(from, Math.min(length, from + step));
      if (performance.now() >= this.#until) await this.next();
    }
  }

  /** Lets the event loop have its turn, and begins another. */
  async next(): Promise<void> {
    await this.pause();
    this.check();
    this.#until = performance.now() + BUDGET;
  }
}
