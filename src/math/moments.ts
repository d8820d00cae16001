/** Means of the d columns of x (n x d, row-major), by a second pass over the residuals: exact at large offsets. O(n x d). */
export function columnMeans(x: Float64Array, d: number): Float64Array {
  const n = x.length / d, means = new Float64Array(d), residuals = new Float64Array(d);
  for (let i = 0; i < x.length; i += d) for (let j = 0; j < d; j++) means[j]! += x[i + j]!;
  for (let j = 0; j < d; j++) means[j]! /= n;
  for (let i = 0; i < x.length; i += d) for (let j = 0; j < d; j++) residuals[j]! += x[i + j]! - means[j]!;
  for (let j = 0; j < d; j++) means[j]! += residuals[j]! / n;
  return means;
}

/**
 * Population variances (ddof 0) of the d columns of x about `means`. A column whose values are all the same gives 0,
 * not the rounding error of its mean. O(n x d).
 */
export function columnVariances(x: Float64Array, d: number, means: Float64Array): Float64Array {
  const n = x.length / d, variances = new Float64Array(d), constant = new Uint8Array(d).fill(1);
  for (let i = 0; i < x.length; i += d) {
    for (let j = 0; j < d; j++) {
      const value = x[i + j]!;
      variances[j]! += (value - means[j]!) ** 2;
      if (value !== x[j]!) constant[j] = 0;
    }
  }
  for (let j = 0; j < d; j++) variances[j] = constant[j] ? 0 : variances[j]! / n;
  return variances;
}
