/** Rows from `start` to `end`, exclusive, of a list of rows. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What all searches for a split share. */
export interface Sample {
  /** For each row the index of its segment. */
  readonly classes: Int32Array;
  /** How many segments. */
  readonly k: number;
  /** How much each row counts; null where all count the same. */
  readonly weights: Float64Array | null;
  /** A child has at least so many rows. */
  readonly minLeaf: number;
  /** A split of text names at most so many values. */
  readonly maxValues: number;
}

/** A way to divide the rows of a node. */
export interface Candidate {
  /** Sum over both children of (sum over segments of weight squared) / weight: the higher, the lower the Gini impurity. */
  readonly score: number;
  /** Codes of the column that go left: up to `upTo`, or those listed. */
  readonly left: { readonly upTo: number } | { readonly codes: readonly number[] };
  readonly missingLeft: boolean;
  /** The least code of the rows that go right because of their number. */
  readonly next: number;
  /** The threshold, where it has been chosen already. */
  readonly threshold?: number;
}

/** Splits that differ by less than this share of a node's weight count as equal: rounding never decides. */
export const EQUAL = 1e-10;

/** Sum of squares. */
export function squares(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let c = 0; c < counts.length; c++) sum += counts[c]! * counts[c]!;
  return sum;
}

/** Sum. */
export function total(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let c = 0; c < counts.length; c++) sum += counts[c]!;
  return sum;
}

/** How much the rows of each segment weigh. O(rows). */
export function countClasses({ classes, k, weights }: Sample, rows: Int32Array, { start, end }: Span): Float64Array {
  const counts = new Float64Array(k);
  for (let i = start; i < end; i++) counts[classes[rows[i]!]!]! += weights ? weights[rows[i]!]! : 1;
  return counts;
}
