import { EigenvalueDecomposition, Matrix, SVD } from "ml-matrix";
import { collectRows, columnsOf, plainWalk, type RowStream } from "./rows";
import type { Scatter } from "./scatter";
import { plainStatistics } from "./statistics";

/** The principal axes of a matrix, widest first. */
export interface PrincipalAxes {
  means: Float64Array;
  /** min(n, d) x d, row-major, orthonormal rows. */
  axes: Float64Array;
  /** min(n, d) sample variances (ddof 1) along the axes. */
  variances: Float64Array;
}

/** How many multiplications the singular value decomposition may take where the covariance would do. */
const AFFORDABLE = 1e8;

/** Sums of squares outside this may be of squares that overflowed or vanished. */
const LEAST = 1e-200, MOST = 1e200;

/**
 * Principal axes of n x d numbers, or null where the variances overflow. By the singular value decomposition of the centred
 * rows, O(n x d x min(n, d)), where rows are few (n < 10 d); else by the eigenvectors of the d x d covariance, O(n x d² + d³),
 * which lose half the digits of the small variances, as scikit-learn chooses too. The covariance is taken in one pass through
 * the rows, of which no copy is made.
 *
 * Signs as scikit-learn's svd_flip from 1.5 on: the entry of each axis with the largest magnitude is positive. Entries
 * within 1e-10 of the largest count as equal to it and the first decides, so that rounding never picks the sign.
 */
export function principalAxes(stream: RowStream, scatterOf: (stream: RowStream) => Scatter): PrincipalAxes | null {
  const n = stream.source.rows, d = columnsOf(stream), few = n < d || (n < 10 * d && n * d * d <= AFFORDABLE);
  const found = few ? fromFewRows(stream, d) : fromScatter(stream, scatterOf);
  if (!found?.variances.every(Number.isFinite)) return null;
  for (let r = 0; r < found.variances.length; r++) flip(found.axes.subarray(r * d, r * d + d));
  return found;
}

function fromScatter(stream: RowStream, scatterOf: (stream: RowStream) => Scatter): PrincipalAxes | null {
  const scatter = scatterOf(stream), { means } = scatter, total = squares(scatter);
  if (total >= LEAST && total <= MOST) return { means, ...byCovariance(scatter) };
  const scale = scaleOf(largestDifference(stream, means));
  if (scale === null) return null;
  if (scale === 1) return { means, ...byCovariance(scatter) };
  const { source, maps } = stream, scaling = { means, scales: means.map(() => scale), columns: means.length };
  const { axes, variances } = byCovariance(scatterOf({ source, maps: [...maps, scaling] }));
  return { means, axes, variances: variances.map((one) => one * scale * scale) };
}

function fromFewRows(stream: RowStream, d: number): PrincipalAxes | null {
  const { means } = plainStatistics(stream), { data } = collectRows(stream, plainWalk), centred = data.map((value, p) => value - means[p % d]!);
  const scale = scaleOf(largest(centred));
  if (scale === null) return null;
  const { axes, variances } = bySingularValues(centred.map((value) => value / scale), d);
  return { means, axes, variances: variances.map((one) => one * scale * scale) };
}

/** The sum of the squared differences from the means. */
function squares({ products, means: { length: d } }: Scatter): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += products[j * d + j]!;
  return sum;
}

/** The largest distance of a number from the mean of its column. */
function largestDifference(stream: RowStream, means: Float64Array): number {
  const d = means.length;
  let most = 0;
  plainWalk(stream, (block, _, count) => {
    most = Math.max(most, largest(block.subarray(0, count * d).map((value, p) => value - means[p % d]!)));
  });
  return most;
}

/** The largest magnitude; NaN where one is. */
const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** What to divide by so that squares neither overflow nor vanish: 1 but for extreme data, null for data that is not finite. */
function scaleOf(most: number): number | null {
  if (!Number.isFinite(most)) return null;
  return most > 1e100 || (most > 0 && most < 1e-100) ? most : 1;
}

function byCovariance({ rows, means: { length: d }, products }: Scatter): Omit<PrincipalAxes, "means"> {
  // Quotients by covariances that are nothing beside the largest would overflow.
  const nothing = 1e-200 * largest(products), matrix = Matrix.from1DArray(d, d, products.map((sum, at) => (Math.abs(sum) < nothing && at % (d + 1) > 0 ? 0 : sum / (rows - 1))));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const order = descending(realEigenvalues);
  const axes = new Float64Array(d * d);
  order.forEach((column, r) => axes.set(eigenvectorMatrix.getColumn(column), r * d));
  return { axes, variances: Float64Array.from(order, (column) => Math.max(0, realEigenvalues[column]!)) };
}

function bySingularValues(centred: Float64Array, d: number): Omit<PrincipalAxes, "means"> {
  const n = centred.length / d, tall = n >= d, rows = Matrix.from1DArray(n, d, centred);
  // The decomposition wants no fewer rows than columns; the axes are on the right of the rows, on the left of their transpose.
  const svd = new SVD(tall ? rows : rows.transpose(), { computeLeftSingularVectors: !tall, computeRightSingularVectors: tall });
  const vectors = tall ? svd.rightSingularVectors : svd.leftSingularVectors;
  const order = descending(svd.diagonal), axes = new Float64Array(order.length * d);
  order.forEach((column, r) => axes.set(vectors.getColumn(column), r * d));
  return { axes, variances: Float64Array.from(order, (column) => svd.diagonal[column]! ** 2 / (n - 1)) };
}

function descending(values: ArrayLike<number>): number[] {
  return Array.from(values, (_, index) => index).sort((a, b) => values[b]! - values[a]! || a - b);
}

function flip(axis: Float64Array): void {
  let largest = 0;
  for (const entry of axis) largest = Math.max(largest, Math.abs(entry));
  const decisive = axis.find((entry) => Math.abs(entry) >= largest * (1 - 1e-10))!;
  if (decisive < 0) for (let j = 0; j < axis.length; j++) axis[j] = -axis[j]!;
}
