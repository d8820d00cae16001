/** Counts over at most so many equal intervals from least to most. Whole numbers get the same number of them in each bar: else bars would stand out, or gaps, that are none. */
export function shapeOf(values: readonly (number | null)[], bars: number): readonly number[] | null {
  let least = Infinity, most = -Infinity, isWhole = true;
  for (const value of values) {
    if (value === null) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
    isWhole &&= Number.isInteger(value);
  }
  if (least > most) return null;
  const range = most - least, wide = isWhole ? Math.ceil((range + 1) / bars) : range / bars || 1, counts = Array.from({ length: isWhole ? Math.ceil((range + 1) / wide) : bars }, () => 0);
  for (const value of values) if (value !== null) counts[Math.min(counts.length - 1, Math.floor((value - least) / wide))]!++;
  return counts;
}
