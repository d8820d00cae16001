import { digitsOf } from "./words";

/**
 * The number that divides two neighbouring values and has the fewest digits but for zeros at its ends; of several the
 * one nearest to their middle: 60,000 between 59,817 and 60,240, 6 between 3 and 10. Between integers an integer.
 *
 * @returns t with low < t <= high
 */
export function shortestBetween(low: number, high: number): number {
  if (low < 0 && high >= 0) return 0;
  const middle = low / 2 + high / 2, top = topPower(Math.max(Math.abs(low), Math.abs(high))), least = Number.isInteger(low) && Number.isInteger(high) ? 0 : -Infinity;
  for (let power = top; power >= Math.max(least, top - 18); power--) {
    const found = multipleNear(middle, power, low, high), finer = power > least ? multipleNear(middle, power - 1, low, high) : null;
    if (found !== null) return finer !== null && digitsOf(finer) <= digitsOf(found) ? finer : found;
  }
  return high;
}

/** The power of ten above a number. */
export const topPower = (value: number): number => Math.floor(Math.log10(value)) + 1;

/** The multiple of a power of ten in (low, high] that is nearest to `middle`, the lower of two; null where there is none. */
function multipleNear(middle: number, power: number, low: number, high: number): number | null {
  let best: number | null = null;
  for (const value of multiplesAround(middle, power)) {
    if (value > low && value <= high && (best === null || Math.abs(value - middle) < Math.abs(best - middle))) best = value;
  }
  return best === null ? null : best + 0;
}

/** The four multiples of a power of ten around a value, ascending. */
export function multiplesAround(value: number, power: number): number[] {
  const below = Math.floor(power < 0 ? value * 10 ** -power : value / 10 ** power);
  return [-1, 0, 1, 2].map((step) => Number(`${below + step}e${power}`));
}

/** The middle of two neighbouring values, as scikit-learn divides. t with low < t <= high. */
export function middleOf(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle > low && middle <= high ? middle + 0 : high + 0;
}

const DAY = 86_400_000;
/** The start of a unit at or before a time. */
type Start = (time: number) => number;

const YEAR: Start = (time) => startOf(new Date(time).getUTCFullYear(), 0);
const MONTH: Start = (time) => startOf(new Date(time).getUTCFullYear(), new Date(time).getUTCMonth());

/** Of years, months, days, hours, minutes and seconds. */
export const STARTS: readonly Start[] = [YEAR, MONTH, ...[DAY, 3_600_000, 60_000, 1000].map((unit): Start => (time) => Math.floor(time / unit) * unit)];

/** Date.UTC takes the years 0 to 99 for 1900 to 1999. */
const startOf = (year: number, month: number): number => new Date(0).setUTCFullYear(year, month, 1);

/** As {@link shortestBetween} for times: the start of a year, else of a month, a day and so on, the last at or before the middle or the last of all. */
export function dateBetween(low: number, high: number): number {
  for (const start of STARTS) {
    for (const time of [start(low / 2 + high / 2), start(high)]) if (time > low && time <= high) return time;
  }
  return high;
}
