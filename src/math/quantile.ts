import { select } from "./select";

/**
 * Quantile of ascending values by linear interpolation (type 7 of Hyndman and Fan 1996, the default of R and NumPy).
 *
 * @param sorted ascending, not empty
 * @param p from 0 to 1
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  return interpolate(sorted.length, p, (index) => sorted[index]!);
}

/** The quartiles of values. */
export interface Quartiles {
  readonly median: number;
  readonly q1: number;
  readonly q3: number;
}

/**
 * The quartiles of values, as {@link quantileSorted} of them sorted; the values are moved about. O(n) on average.
 *
 * @param values not empty, no NaN
 * @param least the least of them
 * @param most the largest of them
 */
export function quartiles(values: Float64Array, least: number, most: number): Quartiles {
  const n = values.length, at = countedOrder(values, least, most) ?? selectedOrder(values);
  const q1 = interpolate(n, 0.25, at), median = interpolate(n, 0.5, at), q3 = interpolate(n, 0.75, at);
  return { median, q1, q3 };
}

function interpolate(n: number, p: number, at: (index: number) => number): number {
  const position = (n - 1) * p, low = Math.floor(position), high = Math.ceil(position), a = at(low), b = at(high);
  return low === high ? a : a + (b - a) * (position - low);
}

/** What would stand at an index if the values were sorted, by counting them; null unless they are integers close together. */
function countedOrder(values: Float64Array, least: number, most: number): ((index: number) => number) | null {
  if (!(Number.isInteger(least) && most - least < Math.max(256, values.length))) return null;
  const counts = new Int32Array(most - least + 1);
  for (let i = 0; i < values.length; i++) {
    const step = values[i]! - least;
    if ((step | 0) !== step) return null;
    counts[step]!++;
  }
  return (index) => {
    let step = 0;
    for (let before = counts[0]!; before <= index; before += counts[step]!) step++;
    return least + step;
  };
}

/** What would stand at an index if the values were sorted, for indices that are asked for in ascending order. */
function selectedOrder(values: Float64Array): (index: number) => number {
  let from = 0;
  return (index) => {
    const value = select(values, index, from, values.length);
    from = index;
    return value;
  };
}
