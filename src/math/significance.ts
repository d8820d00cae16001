import { normalCdf } from "./normal";

/**
 * How often the mean of m values drawn without replacement from n, of the given variance (ddof 0), is as far from their mean as
 * `difference`, 0 to 1: two-sided, by the normal approximation.
 */
export function chanceOfDifference(difference: number, variance: number, m: number, n: number): number {
  if (difference === 0 || n <= 1 || m >= n) return 1;
  const error = Math.sqrt((variance / m) * ((n - m) / (n - 1)));
  return error > 0 ? Math.min(1, 2 * normalCdf(-Math.abs(difference) / error)) : 0;
}
