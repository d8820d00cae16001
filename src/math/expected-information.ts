import { information } from "./information";

/** Counts whose probability is below this part of the likeliest one's are left out. */
const NEGLIGIBLE = 1e-25;

/**
 * The mutual information, in nats, that two labelings of n rows have on average when their clusters have these sizes and
 * their rows are put together by chance (Vinh, Epps, Bailey 2010). Clusters of equal size are looked at once.
 *
 * The counts of a pair of clusters follow the hypergeometric distribution, which is walked from its mode outwards by the ratio
 * of neighbours: no logarithms of factorials, whose size costs digits where rows are many.
 *
 * O(sum over pairs of different sizes of about 10 standard deviations of the count, at most the smaller size).
 */
export function expectedInformation(rows: Float64Array, columns: Float64Array, n: number): number {
  const ofRows = countsOf(rows), ofColumns = countsOf(columns);
  let sum = 0;
  for (const [a, times] of ofRows) for (const [b, more] of ofColumns) sum += times * more * expectedOfPair(a, b, n);
  return sum;
}

function countsOf(sizes: Float64Array): [number, number][] {
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b);
}

/** What clusters of a and b of n rows add on average. */
function expectedOfPair(a: number, b: number, n: number): number {
  const least = Math.max(0, a + b - n), most = Math.min(a, b), mode = Math.min(most, Math.max(least, Math.floor(((a + 1) * (b + 1)) / (n + 2))));
  let mass = 1, sum = information(mode, a, b, n);
  for (let count = mode, weight = 1; count < most; count++) {
    weight *= ((a - count) / (count + 1)) * ((b - count) / (n - a - b + count + 1));
    if (weight < NEGLIGIBLE) break;
    mass += weight;
    sum += weight * information(count + 1, a, b, n);
  }
  for (let count = mode, weight = 1; count > least; count--) {
    weight *= (count / (a - count + 1)) * ((n - a - b + count) / (b - count + 1));
    if (weight < NEGLIGIBLE) break;
    mass += weight;
    sum += weight * information(count - 1, a, b, n);
  }
  return sum / mass;
}
