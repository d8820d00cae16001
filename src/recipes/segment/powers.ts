import type { Matrix } from "../../data";
import { Moments } from "../../math/moments";
import { yeoJohnson, yeoJohnsonExponent } from "../../math/yeo-johnson";
import type { ColumnPower } from "../../stages/power-transformer";

/** A power is worth its name where it leaves at most this share of the skewness. */
const WORTHWHILE = 0.75;
/** Below 0, which is the logarithm, and above 2 a power pushes nearly all values of a column with many zeros together. */
const LEAST = 0, MOST = 2;

/** The power for each of the named columns of numbers that makes it less skewed; null for all others. */
export function powersOf({ data, rows, columns, names }: Matrix, skewed: readonly string[]): (ColumnPower | null)[] {
  return names.map((name, j) => {
    if (!skewed.includes(name)) return null;
    const values = Float64Array.from({ length: rows }, (_, row) => data[row * columns + j]!), lambda = Math.min(MOST, Math.max(LEAST, yeoJohnsonExponent(values)));
    const before = skewness(values), after = skewness(values.map((value) => yeoJohnson(value, lambda)));
    return after <= WORTHWHILE * before ? { lambda, mean: 0, scale: 1 } : null;
  });
}

/** Without its sign; NaN where it overflows. */
function skewness(values: Float64Array): number {
  const moments = new Moments();
  for (const value of values) moments.add(value);
  return Math.abs(moments.skewness);
}
