/** The most frequent of ascending values; of equally frequent ones the lowest. */
export function mostFrequent(sorted: Float64Array): number {
  let best = sorted[0]!, most = 0, count = 0;
  sorted.forEach((value, i) => {
    count = value === sorted[i - 1] ? count + 1 : 1;
    if (count > most) {
      best = value;
      most = count;
    }
  });
  return best;
}
