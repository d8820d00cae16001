import { columnsOf, plainWalk, rowsOf, type RowStream } from "./rows";

/** What the d columns of n rows are like. */
export interface ColumnStatistics {
  readonly means: Float64Array;
  /** Population variances (ddof 0); exactly 0 for a column whose values are all the same. */
  readonly variances: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
}

/** The moments of a block of rows: of x - shift the means, and the sums of its squares about them; least and largest x. */
export interface BlockStatistics {
  readonly means: Float64Array;
  readonly squares: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
}

/**
 * Adds up blocks of rows, in order (Chan, Golub and LeVeque 1979), all measured from `shift`, the first of the rows: a large
 * offset cancels exactly, a constant column has no rounding error, and no row is too far off to measure from, as the standard
 * deviation is at least its distance from the mean over the root of n.
 */
export class StatisticsSum {
  readonly #total: BlockStatistics;
  #rows = 0;

  constructor(d: number) {
    this.#total = roomForBlock(d);
    this.#total.least.fill(Infinity);
    this.#total.most.fill(-Infinity);
  }

  /** Adds a block of `count` rows. O(d). */
  add(block: BlockStatistics, count: number): void {
    const { means, squares, least, most } = this.#total, before = this.#rows;
    this.#rows += count;
    const share = count / this.#rows, weight = before * share;
    for (let j = 0; j < means.length; j++) {
      const difference = block.means[j]! - means[j]!;
      means[j]! += difference * share;
      squares[j]! += block.squares[j]! + difference * difference * weight;
      least[j] = Math.min(least[j]!, block.least[j]!);
      most[j] = Math.max(most[j]!, block.most[j]!);
    }
  }

  finish(shift: Float64Array): ColumnStatistics {
    const { means, squares, least, most } = this.#total;
    return { means: means.map((mean, j) => shift[j]! + mean), variances: squares.map((sum) => sum / this.#rows), least, most };
  }
}

/** Where the moments of a block of d columns are put. */
export function roomForBlock(d: number): BlockStatistics {
  return { means: new Float64Array(d), squares: new Float64Array(d), least: new Float64Array(d), most: new Float64Array(d) };
}

/** The statistics of the columns of a stream, without the engine. O(n x d). */
export function plainStatistics(stream: RowStream): ColumnStatistics {
  const d = columnsOf(stream), shift = new Float64Array(d), block = roomForBlock(d), sum = new StatisticsSum(d);
  plainWalk(stream, (x, start, count) => {
    if (start === 0) shift.set(x.subarray(0, d));
    measure(x, count, shift, block);
    sum.add(block, count);
  });
  return sum.finish(shift);
}

/** The statistics of the d columns of x (n x d, row-major), without the engine. O(n x d). */
export function plainColumnStatistics(x: Float64Array, d: number): ColumnStatistics {
  return plainStatistics({ source: rowsOf(x, d), maps: [] });
}

function measure(x: Float64Array, count: number, shift: Float64Array, { means, squares, least, most }: BlockStatistics): void {
  const d = shift.length, end = count * d;
  for (let j = 0; j < d; j++) {
    const origin = shift[j]!;
    let sum = 0, low = x[j]!, high = low;
    for (let p = j; p < end; p += d) {
      const value = x[p]!;
      sum += value - origin;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const mean = sum / count;
    let total = 0;
    for (let p = j; p < end; p += d) {
      const difference = x[p]! - origin - mean;
      total += difference * difference;
    }
    means[j] = mean;
    squares[j] = total;
    least[j] = low;
    most[j] = high;
  }
}
