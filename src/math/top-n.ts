/**
 * The n best of a stream of scores, in a bounded binary heap whose root is the worst one kept: O(log n) a push, n entries
 * of memory. Higher scores are better; of equal scores the lower index is.
 */
export class TopN {
  readonly #indices: Int32Array;
  readonly #scores: Float64Array;
  #size = 0;

  constructor(n: number) {
    this.#indices = new Int32Array(n);
    this.#scores = new Float64Array(n);
  }

  push(index: number, score: number): void {
    if (this.#size < this.#indices.length) {
      this.#set(this.#size++, index, score);
      this.#up(this.#size - 1);
    } else if (this.#better(index, score, 0)) {
      this.#set(0, index, score);
      this.#down();
    }
  }

  /** What was kept, best first. */
  take(): { index: number; score: number }[] {
    return Array.from({ length: this.#size }, (_, i) => ({ index: this.#indices[i]!, score: this.#scores[i]! }))
      .sort((a, b) => b.score - a.score || a.index - b.index);
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
