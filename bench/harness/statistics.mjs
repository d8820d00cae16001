/** The middle value, or the mean of the two middle ones. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b), half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The median of each number, of objects with the same keys; other values as in the last. */
export function medians(objects) {
  const entries = Object.entries(objects.at(-1) ?? {});
  return Object.fromEntries(entries.map(([key, last]) => [key, typeof last === "number" ? median(objects.map((one) => one[key])) : last]));
}
