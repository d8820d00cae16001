import { quantileSorted } from "../../math/quantile";

/**
 * Where the scores of a measure begin: `bins - 1` ascending numbers. The score of a value is 1 and how many of them it
 * reaches; for recency, where less is better, it is counted from the other end.
 */
export type Cuts = readonly number[];

/** How many of the cuts a value reaches. */
export function reached(value: number, cuts: Cuts): number {
  let count = 0;
  while (count < cuts.length && value >= cuts[count]!) count++;
  return count;
}

/** The least values of the sample beyond its quantiles of type 7: a value equal to one is still below. O(n log n) */
export function quantileCuts(values: Float64Array, bins: number): number[] {
  const sorted = values.slice().sort(), most = sorted.at(-1)!;
  return inner(bins, (i) => {
    const quantile = quantileSorted(sorted, i / bins);
    return sorted.find((value) => value > quantile) ?? justAbove(most);
  });
}

/** The rule of the R package rfm: quantiles of type 7, plus 1. For whole numbers only. O(n log n) */
export function quantilePlusOneCuts(values: Float64Array, bins: number): number[] {
  const sorted = values.slice().sort();
  return inner(bins, (i) => quantileSorted(sorted, i / bins) + 1);
}

/**
 * Intervals of equal width over the ranks of the values, of which equal ones all have the lowest: a cut is the least value of
 * the sample that lies beyond the interval below. O(n log n)
 */
export function rankCuts(values: Float64Array, bins: number): number[] {
  const sorted = values.slice().sort(), last = sorted.indexOf(sorted.at(-1)!) + 1;
  let at = 0, rank = 1;
  return inner(bins, (i) => {
    const edge = 1 + (i * (last - 1)) / bins;
    while (rank <= edge && at < sorted.length) {
      at++;
      if (sorted[at] !== sorted[at - 1]) rank = at + 1;
    }
    return sorted[at]!;
  });
}

/** The cuts for a measure that is the same for all customers: they have the score in the middle, less the lowest, more the highest. */
export function constantCuts(value: number, bins: number): number[] {
  const middle = Math.floor((bins - 1) / 2);
  return inner(bins, (i) => (i <= middle ? value : justAbove(value)));
}

function inner(bins: number, cut: (i: number) => number): number[] {
  return Array.from({ length: bins - 1 }, (_, i) => cut(i + 1));
}

/** A number so little above another that nothing but rounding lies between. */
function justAbove(value: number): number {
  return value + (Math.abs(value) * 2 ** -40 || Number.MIN_VALUE);
}
