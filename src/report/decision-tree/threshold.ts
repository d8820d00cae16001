/**
 * The number that divides two neighbouring values and takes the fewest digits to write; of several the one nearest to their
 * middle: 60,000 between 59,817 and 60,240. Between integers an integer.
 *
 * @returns t with low < t <= high
 */
export function shortestBetween(low: number, high: number): number {
  if (low < 0 && high >= 0) return 0;
  const middle = low / 2 + high / 2, top = Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high)))) + 1;
  for (let power = top; power >= top - 18; power--) {
    const found = multipleNear(middle, power, low, high);
    if (found !== null) return found;
  }
  return high;
}

/** The multiple of a power of ten in (low, high] that is nearest to `middle`, the lower of two; null where there is none. */
function multipleNear(middle: number, power: number, low: number, high: number): number | null {
  const below = Math.floor(power < 0 ? middle * 10 ** -power : middle / 10 ** power);
  let best: number | null = null;
  for (let k = below - 1; k <= below + 2; k++) {
    const value = Number(`${k}e${power}`);
    if (value > low && value <= high && (best === null || Math.abs(value - middle) < Math.abs(best - middle))) best = value;
  }
  return best === null ? null : best + 0;
}

/** The middle of two neighbouring values, as scikit-learn divides. t with low < t <= high. */
export function middleOf(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle > low && middle <= high ? middle + 0 : high + 0;
}

const DAY = 86_400_000;
/** The starts of years, months, days, hours, minutes and seconds at or before a time. */
const STARTS: readonly ((time: number) => number)[] = [
  (time) => startOf(new Date(time).getUTCFullYear(), 0), (time) => startOf(new Date(time).getUTCFullYear(), new Date(time).getUTCMonth()),
  ...[DAY, 3_600_000, 60_000, 1000].map((unit) => (time: number) => Math.floor(time / unit) * unit),
];

/** Date.UTC takes the years 0 to 99 for 1900 to 1999. */
const startOf = (year: number, month: number): number => new Date(0).setUTCFullYear(year, month, 1);

/** As {@link shortestBetween} for times: the start of a year, else of a month, a day and so on, the last at or before the middle or the last of all. */
export function dateBetween(low: number, high: number): number {
  for (const start of STARTS) {
    for (const time of [start(low / 2 + high / 2), start(high)]) if (time > low && time <= high) return time;
  }
  return high;
}
