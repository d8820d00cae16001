/** Ranks from 1, equal values sharing the mean of theirs; NaN for NaN. */
export function ranksOf(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).filter((i) => !Number.isNaN(values[i])).sort((a, b) => values[a]! - values[b]!), ranks = new Float64Array(values.length).fill(NaN);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/** The correlation of two columns, of the rows that have both; NaN where one does not vary. O(n). */
export function pearson(a: Float64Array, b: Float64Array): number {
  let n = 0, meanA = 0, meanB = 0, squaresA = 0, squaresB = 0, products = 0;
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(a[i]! + b[i]!)) continue;
    n++;
    const differenceA = a[i]! - meanA, differenceB = b[i]! - meanB;
    meanA += differenceA / n;
    meanB += differenceB / n;
    squaresA += differenceA * (a[i]! - meanA);
    squaresB += differenceB * (b[i]! - meanB);
    products += differenceA * (b[i]! - meanB);
  }
  return products / Math.sqrt(squaresA * squaresB);
}
