import { EigenvalueDecomposition, Matrix, SVD } from "ml-matrix";
import { columnMeans, covariance } from "./moments";

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

/**
 * Principal axes of x (n x d, row-major), or null where the variances overflow. By the singular value decomposition of the
 * centred rows, O(n x d x min(n, d)), where rows are few (n < 10 d); else by the eigenvectors of the d x d covariance,
 * O(n x d² + d³), which lose half the digits of the small variances, as scikit-learn chooses too.
 *
 * Signs as scikit-learn's svd_flip from 1.5 on: the entry of each axis with the largest magnitude is positive. Entries
 * within 1e-10 of the largest count as equal to it and the first decides, so that rounding never picks the sign.
 */
export function principalAxes(x: Float64Array, d: number): PrincipalAxes | null {
  const n = x.length / d, means = columnMeans(x, d), centred = x.map((value, p) => value - means[p % d]!);
  const scale = scaleOf(centred);
  if (scale === null) return null;
  if (scale !== 1) centred.forEach((value, p) => (centred[p] = value / scale));
  const few = n < d || (n < 10 * d && n * d * d <= AFFORDABLE);
  const { axes, variances } = few ? bySingularValues(centred, d) : byCovariance(centred, d);
  for (let r = 0; r < variances.length; r++) {
    flip(axes.subarray(r * d, r * d + d));
    variances[r] = variances[r]! * scale * scale;
  }
  return variances.every(Number.isFinite) ? { means, axes, variances } : null;
}

/** What to divide by so that squares neither overflow nor vanish: 1 but for extreme data, null for data that is not finite. */
function scaleOf(centred: Float64Array): number | null {
  const largest = centred.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!Number.isFinite(largest)) return null;
  return largest > 1e100 || (largest > 0 && largest < 1e-100) ? largest : 1;
}

function byCovariance(centred: Float64Array, d: number): Omit<PrincipalAxes, "means"> {
  const matrix = Matrix.from1DArray(d, d, covariance(centred, d, new Float64Array(d)));
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
