import { SegmentryError } from "../../errors";
import { count, type Counted } from "./counted";

/** How many rows each pair of clusters of two labelings shares. */
export interface ContingencyTable {
  /** How many rows of data there are. */
  readonly n: number;
  /** The labels of the first labeling, ascending: one for each row of the table. */
  readonly rows: readonly number[];
  /** Those of the second: one for each column. */
  readonly columns: readonly number[];
  /** Rows x columns counts. */
  readonly counts: readonly (readonly number[])[];
  /** The sums of the rows, and of the columns: the sizes of clusters. */
  readonly rowTotals: readonly number[];
  readonly columnTotals: readonly number[];
}

/** So many cells take about 80 MB. */
const MOST_CELLS = 10_000_000;

/**
 * How many rows each pair of clusters of two labelings shares. scikit-learn's `contingency_matrix`, with the labels.
 * O(n + cells).
 *
 * @param a n integers; every number is a cluster, -1 as well
 * @param b n integers for the same rows
 * @throws SegmentryError `EMPTY_DATA`, `NOT_NUMERIC`, `WRONG_LENGTH`, `INVALID_OPTION` (more than 10,000,000 cells)
 *
 * @example
 * ```ts
 * import { contingencyTable } from "segmentry/evaluate";
 *
 * const { rows, columns, counts } = contingencyTable([0, 0, 1, 1, 1], [5, 5, 5, -1, -1]);
 * console.log(rows, columns, counts); // [ 0, 1 ] [ -1, 5 ] [ [ 0, 2 ], [ 2, 1 ] ]
 * ```
 */
export function contingencyTable(a: ArrayLike<number>, b: ArrayLike<number>): ContingencyTable {
  return tableOf("contingencyTable", count("contingencyTable", a, b));
}

/** The table of what was counted, frozen. */
export function tableOf(who: string, { n, rows, columns, cells, ofRows, ofColumns }: Counted): ContingencyTable {
  const size = rows.length * columns.length;
  if (size > MOST_CELLS) throw new SegmentryError("INVALID_OPTION", who, `labelings whose table has at most ${MOST_CELLS} cells`, `${rows.length} x ${columns.length}`);
  const counts = Array.from(rows, () => new Array<number>(columns.length).fill(0));
  cells.count.forEach((value, i) => (counts[cells.row[i]!]![cells.column[i]!] = value));
  return Object.freeze({
    n, rows: Object.freeze(ofRows), columns: Object.freeze(ofColumns), counts: Object.freeze(counts.map((row) => Object.freeze(row))),
    rowTotals: Object.freeze(Array.from(rows)), columnTotals: Object.freeze(Array.from(columns)),
  });
}
