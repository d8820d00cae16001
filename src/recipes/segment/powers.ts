import type { Matrix } from "../../data";
import { Moments } from "../../math/moments";
import { yeoJohnson } from "../../math/yeo-johnson";
import type { ColumnPower } from "../../stages/power-transformer";

/** A power is worth its name where it leaves at most this share of the skewness. */
const WORTHWHILE = 0.75;
/**
 * The powers that are tried, 0 being the logarithm (Tukey 1977). Beyond them, where the most likely exponent of a column with many
 * zeros lies, nearly all values of a column run together.
 */
const LADDER = [0, 0.25, 0.5, 0.75, 1.5, 2];

/** For each of the named columns of numbers the power that leaves the least skewness; null where none helps, and for all others. */
export function powersOf({ data, rows, columns, names }: Matrix, skewed: readonly string[]): (ColumnPower | null)[] {
  return names.map((name, j) => {
    if (!skewed.includes(name)) return null;
    const values = Float64Array.from({ length: rows }, (_, row) => data[row * columns + j]!);
    let least = WORTHWHILE * skewness(values), best: ColumnPower | null = null;
    for (const lambda of LADDER) {
      const left = skewness(values.map((value) => yeoJohnson(value, lambda)));
      if (left < least) [least, best] = [left, { lambda, mean: 0, scale: 1 }];
    }
    return best;
  });
}

/** Without its sign; NaN where it overflows. */
function skewness(values: Float64Array): number {
  const moments = new Moments();
  for (const value of values) moments.add(value);
  return Math.abs(moments.skewness);
}
