/** Means of the d columns of x (n x d, row-major), by a second pass over the residuals: exact at large offsets. O(n x d). */
export function columnMeans(x: Float64Array, d: number): Float64Array {
  const n = x.length / d, means = new Float64Array(d), residuals = new Float64Array(d);
  for (let i = 0; i < x.length; i += d) for (let j = 0; j < d; j++) means[j]! += x[i + j]!;
  for (let j = 0; j < d; j++) means[j]! /= n;
  for (let i = 0; i < x.length; i += d) for (let j = 0; j < d; j++) residuals[j]! += x[i + j]! - means[j]!;
  for (let j = 0; j < d; j++) means[j]! += residuals[j]! / n;
  return means;
}
