import { columnsOf, plainWalk, type RowStream } from "./rows";

/** How the d columns of n rows vary together. */
export interface Scatter {
  readonly rows: number;
  readonly means: Float64Array;
  /** Sums over the rows of the products of differences from the means: d x d, row-major, symmetric. */
  readonly products: Float64Array;
}

/** The scatter of one block of rows: of x - shift the means, and the sums of the centred products, on and above the diagonal. */
export interface BlockScatter {
  readonly means: Float64Array;
  readonly products: Float64Array;
  /** How many numbers lie between two rows of `products`. */
  readonly stride: number;
}

/**
 * Adds up the scatter of blocks of rows, in order (Chan, Golub and LeVeque 1979), all measured from `shift`, the first of the
 * rows, for the reasons of StatisticsSum.
 */
export class ScatterSum {
  readonly #means: Float64Array;
  readonly #products: Float64Array;
  readonly #differences: Float64Array;
  #rows = 0;

  constructor(d: number) {
    this.#means = new Float64Array(d);
    this.#differences = new Float64Array(d);
    this.#products = new Float64Array(d * d);
  }

  /** Adds a block of `count` rows. O(d²). */
  add({ means, products, stride }: BlockScatter, count: number): void {
    const total = this.#means, sums = this.#products, differences = this.#differences, d = total.length, before = this.#rows;
    this.#rows += count;
    const share = count / this.#rows, weight = before * share;
    for (let j = 0; j < d; j++) {
      differences[j] = means[j]! - total[j]!;
      total[j]! += differences[j]! * share;
    }
    for (let j = 0; j < d; j++) {
      const weighted = differences[j]! * weight;
      for (let l = j, p = j * d + j, q = j * stride + j; l < d; l++, p++, q++) sums[p]! += products[q]! + weighted * differences[l]!;
    }
  }

  finish(shift: Float64Array): Scatter {
    const means = this.#means.map((mean, j) => shift[j]! + mean), products = this.#products, d = means.length;
    for (let j = 0; j < d; j++) for (let l = 0; l < j; l++) products[j * d + l] = products[l * d + j]!;
    return { rows: this.#rows, means, products };
  }
}

/** The scatter of the rows of a stream, without the engine. O(n x d²). */
export function plainScatter(stream: RowStream): Scatter {
  const d = columnsOf(stream), shift = new Float64Array(d), sum = new ScatterSum(d), row = new Float64Array(d);
  const block: BlockScatter = { means: new Float64Array(d), products: new Float64Array(d * d), stride: d };
  plainWalk(stream, (x, start, count) => {
    if (start === 0) shift.set(x.subarray(0, d));
    measure(x, count, shift, block, row);
    sum.add(block, count);
  });
  return sum.finish(shift);
}

function measure(x: Float64Array, count: number, shift: Float64Array, { means, products }: BlockScatter, row: Float64Array): void {
  const d = shift.length, end = count * d;
  means.fill(0);
  products.fill(0);
  for (let p = 0; p < end; p += d) for (let j = 0; j < d; j++) means[j]! += x[p + j]! - shift[j]!;
  for (let j = 0; j < d; j++) means[j]! /= count;
  for (let p = 0; p < end; p += d) {
    for (let j = 0; j < d; j++) row[j] = x[p + j]! - shift[j]! - means[j]!;
    for (let j = 0; j < d; j++) {
      const value = row[j]!;
      for (let l = j, q = j * d + j; l < d; l++, q++) products[q]! += value * row[l]!;
    }
  }
}
