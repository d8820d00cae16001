/** How many rows each pair of clusters of two labelings shares. */
export interface Contingency {
  /** How many rows. */
  readonly n: number;
  /** The sizes of the clusters of the first labeling, and of the second. */
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  /** The cells that are not 0, by row, then by column. */
  readonly cells: { readonly row: Int32Array; readonly column: Int32Array; readonly count: Float64Array };
}

/** So many cells a row of data are counted in a plain table. */
const DENSE = 4, DENSE_ANYWAY = 65536;

/** Counts the pairs of clusters, numbered from 0 on, of n rows: O(n + cells) time and memory; of many clusters only cells that are not 0. */
export function contingencyOf(a: Int32Array, aCount: number, b: Int32Array, bCount: number): Contingency {
  const n = a.length, rows = new Float64Array(aCount), columns = new Float64Array(bCount);
  for (let i = 0; i < n; i++) {
    rows[a[i]!]!++;
    columns[b[i]!]!++;
  }
  const pairs = aCount * bCount <= Math.max(DENSE * n, DENSE_ANYWAY) ? denseCounts(a, aCount, b, bCount) : sparseCounts(a, b, bCount);
  const row = Int32Array.from(pairs, ([key]) => Math.floor(key / bCount)), column = Int32Array.from(pairs, ([key]) => key % bCount);
  return { n, rows, columns, cells: { row, column, count: Float64Array.from(pairs, ([, count]) => count) } };
}

function denseCounts(a: Int32Array, aCount: number, b: Int32Array, bCount: number): [number, number][] {
  const counts = new Float64Array(aCount * bCount), pairs: [number, number][] = [];
  for (let i = 0; i < a.length; i++) counts[a[i]! * bCount + b[i]!]!++;
  counts.forEach((count, key) => count > 0 && pairs.push([key, count]));
  return pairs;
}

function sparseCounts(a: Int32Array, b: Int32Array, bCount: number): [number, number][] {
  const counts = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    const key = a[i]! * bCount + b[i]!;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([p], [q]) => p - q);
}
