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
  const dense = aCount * bCount <= Math.max(DENSE * n, DENSE_ANYWAY), { keys, count } = dense ? denseCounts(a, aCount, b, bCount) : sparseCounts(a, b, bCount);
  return { n, rows, columns, cells: { row: Int32Array.from(keys, (key) => Math.floor(key / bCount)), column: Int32Array.from(keys, (key) => key % bCount), count } };
}

/** The cells that are not 0, each by the number of its row times that of columns plus the number of its column. */
interface Cells {
  readonly keys: Float64Array;
  readonly count: Float64Array;
}

function denseCounts(a: Int32Array, aCount: number, b: Int32Array, bCount: number): Cells {
  const counts = new Float64Array(aCount * bCount);
  for (let i = 0; i < a.length; i++) counts[a[i]! * bCount + b[i]!]!++;
  const keys = Float64Array.from(counts.keys()).filter((key) => counts[key]! > 0);
  return { keys, count: keys.map((key) => counts[key]!) };
}

function sparseCounts(a: Int32Array, b: Int32Array, bCount: number): Cells {
  const all = Float64Array.from(a, (c, i) => c * bCount + b[i]!).sort(), keys = all.filter((key, i) => key !== all[i - 1]), count = new Float64Array(keys.length);
  for (let i = 0, cell = 0; i < all.length; i++) {
    if (all[i] !== keys[cell]) cell++;
    count[cell]!++;
  }
  return { keys, count };
}
