import { isFeature, missingColumns, type ColumnSpec, type Frame } from "../../data";
import { checkInteger, isList, SegmentryError, show } from "../../errors";

/** The rows that take part in a fit, and which segment each is in. */
export interface Labelled {
  /** Indices of rows, ascending. */
  readonly rows: Int32Array;
  /** For each of them the index of its segment among `segments`. */
  readonly classes: Int32Array;
  /** The labels that occur, ascending. */
  readonly segments: readonly number[];
}

/**
 * Reads the labels of n rows; those of -1, and of weight 0, take no part. O(n).
 *
 * @throws SegmentryError `INVALID_OPTION`, `WRONG_LENGTH`; `EMPTY_DATA` where no row takes part
 */
export function readLabels(who: string, labels: ArrayLike<number>, n: number, weights: Float64Array | null = null): Labelled {
  if (!isList(labels)) throw new SegmentryError("INVALID_OPTION", who, "labels to be a list of numbers", show(labels));
  if (labels.length !== n) throw new SegmentryError("WRONG_LENGTH", who, `one label for each of ${n} rows`, `${labels.length}`);
  const rows = new Int32Array(n), seen = new Set<number>();
  let count = 0;
  for (let row = 0; row < n; row++) {
    const label = labels[row]!;
    if (!(Number.isInteger(label) && label >= -1 && label < n)) checkInteger(who, `the label at row index ${row}`, label, -1, n - 1);
    if (label < 0 || weights?.[row] === 0) continue;
    rows[count++] = row;
    seen.add(label);
  }
  if (count === 0) throw new SegmentryError("EMPTY_DATA", who, "at least one row with a label of 0 or more", "none");
  const segments = [...seen].sort((a, b) => a - b), indices = new Map(segments.map((label, i) => [label, i]));
  return { rows: rows.slice(0, count), classes: Int32Array.from(rows.subarray(0, count), (row) => indices.get(labels[row]!)!), segments };
}

/**
 * The columns that are named, or all features.
 *
 * @throws SegmentryError `MISSING_COLUMN`, `EMPTY_DATA`
 */
export function namedColumns(who: string, table: Frame, named: readonly string[] | undefined): readonly string[] {
  const missing = named?.filter((name) => !table.has(name)) ?? [];
  if (missing.length > 0) throw missingColumns(who, missing, table.names);
  const names = named ?? table.specs.filter((spec: ColumnSpec) => isFeature(spec)).map(({ name }) => name);
  if (names.length === 0) throw new SegmentryError("EMPTY_DATA", who, "at least one column", "none", "ids and ignored columns are no features: name columns");
  return names;
}
