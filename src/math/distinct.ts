/** Counts distinct rows with weight, up to `enough`; stops there, so that it is cheap where rows differ. O(n x d) at worst. */
export function countDistinct(x: Float64Array, d: number, weights: Float64Array | null, enough: number): number {
  const seen = new Set<string>(), n = x.length / d;
  for (let i = 0; i < n && seen.size < enough; i++) {
    if (weights && weights[i] === 0) continue;
    let key = "";
    for (let j = i * d; j < i * d + d; j++) key += `${x[j]!},`;
    seen.add(key);
  }
  return seen.size;
}
