/** Places on an axis from values. */
export type Scale = (value: number) => number;

/** From [low, high] to [from, to]; a range of nothing goes to the middle. */
export function linear(low: number, high: number, from: number, to: number): Scale {
  return high > low ? (value) => from + ((value - low) / (high - low)) * (to - from) : () => (from + to) / 2;
}

/** Round values within [low, high], about so many. */
export function ticks(low: number, high: number, about: number): number[] {
  const rough = (high - low) / about;
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.8)!;
  const first = Math.ceil(low / step - 1e-9), last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The least and the largest of some values; [0, 1] of none. */
export function extent(values: Iterable<number>): [number, number] {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

/** A coordinate to a tenth of a pixel. */
export const px = (value: number): number => Math.round(value * 10) / 10;

/** A share of the width as an attribute of SVG. */
export const percent = (share: number): string => `${Math.round(share * 1e4) / 100}%`;
