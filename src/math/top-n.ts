/**
 * The n best of a stream of scores, in a bounded binary heap whose root is the worst one kept: O(log n) a push, n entries
 * of memory. Higher scores are better; of equal scores the lower index is. NaN is left out.
 */
export class TopN {
  readonly #indices: Int32Array;
  readonly #scores: Float64Array;
  #size = 0;

  constructor(n: number) {
    this.#indices = new Int32Array(n);
    this.#scores = new Float64Array(n);
  }

  /** The score below which nothing is taken any more: the worst of n; -Infinity before there are n. */
  get limit(): number {
    return this.#size < this.#scores.length ? -Infinity : this.#scores[0]!;
  }

  push(index: number, score: number): void {
    if (this.#size === this.#scores.length) {
      if (!this.#better(index, score, 0)) return;
      this.#set(0, index, score);
      this.#down();
    } else if (!Number.isNaN(score)) {
      this.#set(this.#size++, index, score);
      this.#up(this.#size - 1);
    }
  }

  clear(): void {
    this.#size = 0;
  }

  /** What `make` makes of the index and the score of each that was kept, best first. */
  take<T>(make: (index: number, score: number) => T): T[] {
    const indices = this.#indices, scores = this.#scores;
    const order = Array.from({ length: this.#size }, (_, at) => at).sort((a, b) => scores[b]! - scores[a]! || indices[a]! - indices[b]!);
    return order.map((at) => make(indices[at]!, scores[at]!));
  }

  #better(index: number, score: number, than: number): boolean {
    const other = this.#scores[than]!;
    return score > other || (score === other && index < this.#indices[than]!);
  }

  #set(at: number, index: number, score: number): void {
    this.#indices[at] = index;
    this.#scores[at] = score;
  }

  #swap(a: number, b: number): void {
    const index = this.#indices[a]!, score = this.#scores[a]!;
    this.#set(a, this.#indices[b]!, this.#scores[b]!);
    this.#set(b, index, score);
  }

  #up(at: number): void {
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#better(this.#indices[at]!, this.#scores[at]!, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #down(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1, right = left + 1;
      let worst = at;
      for (const child of [left, right]) {
        if (child < this.#size && !this.#better(this.#indices[child]!, this.#scores[child]!, worst)) worst = child;
      }
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }
}
