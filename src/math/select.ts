/**
 * Moves the numbers of `values` so that the one at `k` is the one that sorting would put there, none before it larger and none
 * behind it smaller (quickselect, Hoare 1961). Between `from` and `to`, exclusive; no NaN. O(n) on average, O(n log n) at worst.
 *
 * @param patience after so many partitions, which only bad luck with pivots or bad will needs, the rest is sorted
 */
export function select(values: Float64Array, k: number, from: number, to: number, patience = 64): number {
  let low = from, high = to - 1;
  while (low < high) {
    if (patience-- === 0) {
      values.subarray(low, high + 1).sort();
      break;
    }
    const pivot = median(values[low]!, values[(low + high) >> 1]!, values[high]!);
    let i = low, j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const value = values[i]!;
      values[i++] = values[j]!;
      values[j--] = value;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k]!;
}

function median(a: number, b: number, c: number): number {
  return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
}
