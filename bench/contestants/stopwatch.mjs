/** Times a run and the stages of it, in milliseconds. */
export class Stopwatch {
  stages = {};
  #start = performance.now();
  #last = this.#start;

  /** Ends a stage. */
  lap(name) {
    const now = performance.now();
    this.stages[name] = now - this.#last;
    this.#last = now;
  }

  /** Since the start. */
  get ms() {
    return performance.now() - this.#start;
  }
}
