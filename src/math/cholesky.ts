/** Below this a column of unit variance says nothing that those before it do not say; what rounding left of it would be blown up. */
const NOTHING = 1e-10;

/**
 * The lower triangle L, d x d row-major, with L Lᵀ equal to a symmetric matrix without negative eigenvalues, of ones along its
 * diagonal; the columns of L are 0 for those that depend on earlier ones. O(d³).
 */
export function cholesky(a: Float64Array, d: number): Float64Array {
  const lower = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * d + j]!;
      for (let t = 0; t < j; t++) sum -= lower[i * d + t]! * lower[j * d + t]!;
      const pivot = lower[j * d + j]!;
      lower[i * d + j] = i === j ? (sum > NOTHING ? Math.sqrt(sum) : 0) : pivot > 0 ? sum / pivot : 0;
    }
  }
  return lower;
}
