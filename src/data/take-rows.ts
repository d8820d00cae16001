import { Matrix } from "./matrix";

/** Some rows of a matrix, in the order given; a row may be taken more than once. Copied. O(rows taken x columns). */
export function takeMatrixRows({ data, columns, names }: Matrix, rows: ArrayLike<number>): Matrix {
  const taken = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) taken.set(data.subarray(rows[i]! * columns, (rows[i]! + 1) * columns), i * columns);
  return Matrix.wrap(taken, rows.length, columns, names);
}
