import { select } from "./select";

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

/**
 * The quartiles of values, as {@link quantileSorted} of them sorted; the values are moved about. O(n) on average.
 *
 * @param values not empty, no NaN
 */
export function quartiles(values: Float64Array): { median: number; q1: number; q3: number } {
  const n = values.length, [q1, median, q3] = [0.25, 0.5, 0.75] as const;
  let from = 0;
  for (const p of [q1, median, q3]) {
    const low = Math.floor((n - 1) * p), high = Math.ceil((n - 1) * p);
    select(values, low, from, n);
    if (high > low) select(values, high, low + 1, n);
    from = high;
  }
  return { median: quantileSorted(values, median), q1: quantileSorted(values, q1), q3: quantileSorted(values, q3) };
}
