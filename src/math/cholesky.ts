/** Below this a column says nothing that those before it do not say. */
const NOTHING = 1e-12;

/**
 * The lower triangle L, d x d row-major, with L Lᵀ equal to a symmetric matrix without negative eigenvalues; columns that depend
 * on earlier ones stay all but zero. O(d³).
 */
export function cholesky(a: Float64Array, d: number): Float64Array {
  const lower = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * d + j]!;
      for (let t = 0; t < j; t++) sum -= lower[i * d + t]! * lower[j * d + t]!;
      lower[i * d + j] = i === j ? Math.sqrt(Math.max(sum, NOTHING)) : sum / lower[j * d + j]!;
    }
  }
  return lower;
}
