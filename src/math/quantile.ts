/**
 * Quantile of ascending values by linear interpolation (type 7 of Hyndman and Fan 1996, the default of R and NumPy).
 *
 * @param sorted ascending, not empty
 * @param p from 0 to 1
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p, low = Math.floor(at), high = Math.ceil(at);
  const a = sorted[low]!, b = sorted[high]!;
  return low === high ? a : a + (b - a) * (at - low);
}
