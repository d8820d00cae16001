/** The quantile of a distribution: the value below which a share u of it lies, for u from 0 to 1. */
export type Quantile = (u: number) => number;

/** Up to so many different values, each there twice or more on average, a column counts as discrete: only those values are drawn, and those that are missing between them. */
const DISCRETE = 30;
/** A lattice may have so many places, and values may lie off them by this share of its step. */
const MOST_PLACES = 300, OFF = 1e-6;
/** Places tried for the mode beside the most frequent value, evenly spread over the different values. */
const MODES = 40;

/** The empirical distribution function: different values, ascending, and the shares of values below each and up to it. */
interface Steps {
  readonly support: readonly number[];
  readonly below: readonly number[];
  readonly upTo: readonly number[];
}

/**
 * The distribution of one mode that is nearest to the given values, as a quantile function: what the values would look like if
 * they were one group. Skewed and heavy tails stay, valleys between groups are filled.
 *
 * Continuous values: the distribution function that is convex up to the mode and concave after it (its greatest convex minorant
 * and least concave majorant, as in the dip of Hartigan and Hartigan 1985), for the mode that leaves the least distance. Discrete
 * values: the shares that rise and then fall nearest to those found, by isotonic regression; where they are of a lattice, as whole
 * numbers are, its other values between them count as well, or no valley could be filled. O(n log n).
 */
export function unimodalQuantile(values: Float64Array): Quantile {
  const sorted = values.slice().sort(), support: number[] = [], below: number[] = [];
  sorted.forEach((value, i) => {
    if (i > 0 && value === support.at(-1)) return;
    support.push(value);
    below.push(i / sorted.length);
  });
  const steps: Steps = { support, below, upTo: [...below.slice(1), 1] };
  return support.length <= Math.min(DISCRETE, sorted.length / 2) ? discreteQuantile(onLattice(steps)) : continuousQuantile(steps);
}

/** The same with the values of no share that evenly spaced ones leave out; as it is where they are not evenly spaced. */
function onLattice({ support, below, upTo }: Steps): Steps {
  const step = Math.min(...support.slice(1).map((value, i) => value - support[i]!)), places = support.map((value) => (value - support[0]!) / step), most = Math.round(places.at(-1)!);
  if (!(most < MOST_PLACES && places.every((place) => Math.abs(place - Math.round(place)) <= OFF))) return { support, below, upTo };
  const at = new Map(places.map((place, i) => [Math.round(place), i])), full = { support: [] as number[], below: [] as number[], upTo: [] as number[] };
  for (let place = 0; place <= most; place++) {
    const i = at.get(place), before = full.upTo.at(-1) ?? 0;
    full.support.push(i === undefined ? support[0]! + place * step : support[i]!);
    full.below.push(before);
    full.upTo.push(i === undefined ? before : upTo[i]!);
  }
  return full;
}

function discreteQuantile({ support, below, upTo }: Steps): Quantile {
  const shares = support.map((_, i) => upTo[i]! - below[i]!);
  let best = shares, least = Infinity;
  for (let mode = 0; mode < shares.length; mode++) {
    const fitted = [...rising(shares.slice(0, mode)), ...rising(shares.slice(mode).reverse()).reverse()];
    const distance = fitted.reduce((sum, share, i) => sum + (share - shares[i]!) ** 2, 0);
    if (distance < least) [best, least] = [fitted, distance];
  }
  const cumulative: number[] = [];
  best.reduce((sum, share, i) => (cumulative[i] = sum + share), 0);
  return (u) => support[firstAbove(cumulative, (share) => u < share)]!;
}

/** The non-decreasing numbers nearest to the given ones, by pooling neighbours that fall. O(n). */
function rising(numbers: readonly number[]): number[] {
  const pools: { sum: number; size: number }[] = [];
  for (const number of numbers) {
    let pool = { sum: number, size: 1 };
    for (let last = pools.at(-1); last && last.sum / last.size > pool.sum / pool.size; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, size: last.size + pool.size };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, size }) => new Array<number>(size).fill(sum / size));
}

function continuousQuantile(steps: Steps): Quantile {
  const { support, below, upTo } = steps, last = support.length - 1;
  let best: Corner[] = [], least = Infinity;
  for (const mode of modesOf(steps)) {
    const left = hull(support, below, 0, mode, 1), right = hull(support, upTo, mode, last, -1);
    const distance = Math.max(distanceOf(left, steps, 0, mode - 1), distanceOf(right, steps, mode + 1, last));
    if (distance < least) [best, least] = [[...left, ...right], distance];
  }
  return (u) => {
    const at = firstAbove(best, (corner) => corner.share > u), to = best[at]!, from = best[Math.max(0, at - 1)]!;
    return to.share > from.share ? Math.min(to.value, from.value + ((to.value - from.value) * (u - from.share)) / (to.share - from.share)) : to.value;
  };
}

/** Where the mode may be: the most frequent value, which would else be smeared over its neighbours, and places evenly spread. */
function modesOf({ below, upTo }: Steps): number[] {
  const last = below.length - 1, heaviest = below.reduce((most, from, i) => (upTo[i]! - from > upTo[most]! - below[most]! ? i : most), 0);
  return [heaviest, ...Array.from({ length: MODES + 1 }, (_, i) => Math.round((i * last) / MODES))];
}

/** A corner of a distribution function of straight pieces; at the mode there are two, one above the other. */
interface Corner {
  readonly value: number;
  readonly share: number;
}

/** The corners of the greatest convex minorant (sign 1) or the least concave majorant (sign -1) of points from..to. O(n). */
function hull(values: readonly number[], shares: readonly number[], from: number, to: number, sign: 1 | -1): Corner[] {
  const corners: Corner[] = [];
  for (let i = from; i <= to; i++) {
    const next = { value: values[i]!, share: shares[i]! };
    while (corners.length > 1 && sign * turn(corners.at(-2)!, corners.at(-1)!, next) <= 0) corners.pop();
    corners.push(next);
  }
  return corners;
}

const turn = (a: Corner, b: Corner, c: Corner): number => (b.value - a.value) * (c.share - a.share) - (c.value - a.value) * (b.share - a.share);

/** The largest distance of pieces to the empirical distribution function at values from..to, below each of its steps and above it. */
function distanceOf(corners: readonly Corner[], { support, below, upTo }: Steps, from: number, to: number): number {
  let at = 0, most = 0;
  for (let i = from; i <= to; i++) {
    while (at < corners.length - 2 && corners[at + 1]!.value < support[i]!) at++;
    const start = corners[at]!, end = corners[at + 1]!, share = start.share + ((end.share - start.share) * (support[i]! - start.value)) / (end.value - start.value);
    most = Math.max(most, Math.abs(share - below[i]!), Math.abs(share - upTo[i]!));
  }
  return most;
}

/** The first index of which the test holds, the last where it holds for none, found by halving. */
function firstAbove<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0, high = items.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
