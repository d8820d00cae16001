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

/**
 * How often m drawn without replacement from n, of whom `count` have a property, have as many of them as `both` or more (or as few
 * or less, where that is fewer than expected), doubled: two-sided, exact, by the hypergeometric distribution walked from its mode
 * outwards. The normal approximation is wrong by orders of magnitude where few have the property. O(deviations of the number).
 */
export function chanceOfCount(both: number, count: number, m: number, n: number): number {
  const mode = Math.floor(((m + 1) * (count + 1)) / (n + 2)), isMore = both * n >= count * m;
  let total = 1, tail = Number(isMore ? mode >= both : mode <= both);
  const add = (weight: number, x: number): void => {
    total += weight;
    if (isMore ? x >= both : x <= both) tail += weight;
  };
  for (let x = mode, weight = 1; weight > NEGLIGIBLE; add(weight, x)) weight *= ((count - x) * (m - x)) / (++x * (n - m - count + x));
  for (let x = mode, weight = 1; weight > NEGLIGIBLE; add(weight, x)) weight *= (x * (n - m - count + x)) / ((count - x + 1) * (m - --x));
  return Math.min(1, (2 * tail) / total);
}

/** Rarer numbers than this, as a share of the most frequent one, count as impossible. */
const NEGLIGIBLE = 1e-100;
