import { Matrix } from "../../data";
import { cholesky } from "../../math/cholesky";
import { ranksOf } from "../../math/correlation";
import { normalTables, type NormalTables } from "../../math/normal-tables";
import type { Random } from "../../math/random";
import { shuffle } from "../../math/sample";
import { unimodalQuantile, type Quantile } from "../../math/unimodal";

/** Draws a matrix of the shape of the data. */
export type ReferenceDraw = (random: Random) => Matrix;

/**
 * Draws data like the given ones but without segments: each column of numbers from the distribution of one mode nearest to its
 * own, columns correlated in their ranks as they are (a Gaussian copula), and each block of columns that are one category
 * (one-hot, or its code) shuffled by itself. Whatever the data have beyond that, several modes, or categories that go together,
 * is structure.
 *
 * @param blocks the columns of each category; all others are numbers
 */
export function structureless(x: Matrix, blocks: readonly (readonly number[])[]): ReferenceDraw {
  const { rows: n, columns: d, names } = x, data = x.data, categories = new Set(blocks.flat());
  const numeric = Array.from({ length: d }, (_, j) => j).filter((j) => !categories.has(j)), columns = numeric.map((j) => columnOf(data, n, d, j));
  const quantiles = columns.map(unimodalQuantile), tables = normalTables(), lower = cholesky(rankCorrelations(columns, tables), numeric.length);
  return (random) => {
    const drawn = new Float64Array(n * d);
    fillNumbers(drawn, n, d, numeric, quantiles, lower, tables, random);
    for (const block of blocks) fillBlock(drawn, data, n, d, block, random);
    return Matrix.wrap(drawn, n, d, names);
  };
}

function columnOf(data: Float64Array, n: number, d: number, j: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => data[i * d + j]!);
}

/** The correlations of the normal scores of ranks, van der Waerden's. */
function rankCorrelations(columns: readonly Float64Array[], tables: NormalTables): Float64Array {
  const d = columns.length, scores = columns.map((column) => unitLength(ranksOf(column).map((rank) => tables.quantile((rank - 0.5) / column.length))));
  const correlations = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      const sum = a === b ? 1 : scores[a]!.reduce((total, score, i) => total + score * scores[b]![i]!, 0);
      correlations[a * d + b] = correlations[b * d + a] = sum;
    }
  }
  return correlations;
}

function unitLength(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length, length = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return values.map((value) => (length > 0 ? (value - mean) / length : 0));
}

function fillNumbers(drawn: Float64Array, n: number, d: number, numeric: readonly number[], quantiles: readonly Quantile[], lower: Float64Array, tables: NormalTables, random: Random): void {
  const size = numeric.length, normal = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < size; a++) {
      normal[a] = tables.quantile(random());
      let score = 0;
      for (let b = 0; b <= a; b++) score += lower[a * size + b]! * normal[b]!;
      drawn[i * d + numeric[a]!] = quantiles[a]!(tables.cdf(score));
    }
  }
}

function fillBlock(drawn: Float64Array, data: Float64Array, n: number, d: number, block: readonly number[], random: Random): void {
  const order = shuffle(n, random);
  for (let i = 0; i < n; i++) {
    for (const j of block) drawn[i * d + j] = data[order[i]! * d + j]!;
  }
}
