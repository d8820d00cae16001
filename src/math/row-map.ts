/**
 * Turns rows into others, each on its own: (x - mean) / scale column by column, or with axes the products of x - mean with each
 * of them, divided by scales. A result is not a finite number where one of its row is not.
 */
export interface RowMap {
  /** d numbers. */
  readonly means: Float64Array;
  /** One number above 0 for each result; Infinity where it is to be 0. */
  readonly scales: Float64Array;
  /** c x d, row-major. */
  readonly axes?: Float64Array;
  /** How many numbers each result has: c, or d without axes. */
  readonly columns: number;
}

/** A map of which each result has a name. */
export interface NamedRowMap extends RowMap {
  /** One a result. */
  readonly names: readonly string[];
}

/** The first `count` rows of `from` after a map, at the beginning of `to`. O(count x d x c). */
export function applyRowMap(map: RowMap, from: Float64Array, count: number, to = new Float64Array(count * map.columns)): Float64Array {
  const { means, scales, axes, columns } = map, d = means.length, row = new Float64Array(d);
  for (let i = 0, p = 0, out = 0; i < count; i++) {
    for (let j = 0; j < d; j++, p++) row[j] = from[p]! - means[j]!;
    for (let r = 0, q = 0; r < columns; r++, out++) {
      let value = row[r]!;
      if (axes) {
        value = 0;
        for (let j = 0; j < d; j++, q++) value += row[j]! * axes[q]!;
      }
      to[out] = value / scales[r]! + 0;
    }
  }
  return to;
}

let apply = applyRowMap;

/** All of n rows after a map. O(n x d x c). */
export const mapRows = (map: RowMap, from: Float64Array, rows: number): Float64Array => apply(map, from, rows);

/** Lets another way, which gives the same bits faster, take the place of the plain one. */
export function mapRowsWith(faster: typeof mapRows): void {
  apply = faster;
}
