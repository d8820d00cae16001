/** Means and deviations of curves at each k, with `ddof` fewer degrees of freedom than curves. */
export function momentsOf(curves: readonly (readonly number[])[], ddof: 0 | 1): { means: number[]; deviations: number[] } {
  const means = curves[0]!.map((_, i) => curves.reduce((sum, curve) => sum + curve[i]!, 0) / curves.length);
  const deviations = means.map((mean, i) => Math.sqrt(curves.reduce((sum, curve) => sum + (curve[i]! - mean) ** 2, 0) / Math.max(1, curves.length - ddof)));
  return { means, deviations };
}
