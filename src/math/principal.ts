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

/**
 * Principal axes of x (n x d, row-major): by the eigenvectors of the d x d covariance where n >= d, O(n x d² + d³), by the
 * singular value decomposition of the centred rows where n < d, O(n² x d).
 *
 * Signs as scikit-learn's svd_flip from 1.5 on: the entry of each axis with the largest magnitude is positive. Entries
 * within 1e-10 of the largest count as equal to it and the first decides, so that rounding never picks the sign.
 */
export function principalAxes(x: Float64Array, d: number): PrincipalAxes {
  const n = x.length / d, means = columnMeans(x, d);
  const { axes, variances } = n >= d ? byCovariance(x, d, means) : bySingularValues(x, d, means);
  for (let r = 0; r < variances.length; r++) flip(axes.subarray(r * d, r * d + d));
  return { means, axes, variances };
}

function byCovariance(x: Float64Array, d: number, means: Float64Array): Omit<PrincipalAxes, "means"> {
  const matrix = Matrix.from1DArray(d, d, covariance(x, d, means));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const order = descending(realEigenvalues);
  const axes = new Float64Array(d * d);
  order.forEach((column, r) => axes.set(eigenvectorMatrix.getColumn(column), r * d));
  return { axes, variances: Float64Array.from(order, (column) => Math.max(0, realEigenvalues[column]!)) };
}

function bySingularValues(x: Float64Array, d: number, means: Float64Array): Omit<PrincipalAxes, "means"> {
  const n = x.length / d, columns = new Matrix(d, n);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) columns.set(j, i, x[i * d + j]! - means[j]!);
  const svd = new SVD(columns, { computeLeftSingularVectors: true, computeRightSingularVectors: false });
  const order = descending(svd.diagonal), axes = new Float64Array(n * d);
  order.forEach((column, r) => axes.set(svd.leftSingularVectors.getColumn(column), r * d));
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
