/** The line on which each row starts. Holds the rows only after which lines skip: blank lines, line ends within quotes. */
export class LineIndex {
  readonly #rows: number[] = [];
  readonly #lines: number[] = [];
  #next = NaN;

  /** Lines are counted from 1, rows from 0 and added in order. */
  add(row: number, line: number): void {
    if (line !== this.#next) {
      this.#rows.push(row);
      this.#lines.push(line);
    }
    this.#next = line + 1;
  }

  lineOf(row: number): number {
    let low = 0, high = this.#rows.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#rows[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    return this.#lines[low]! + row - this.#rows[low]!;
  }
}
