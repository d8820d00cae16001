import { isList, SegmentryError, show } from "../errors";

/** Which cluster each row is of. */
export interface Clusters {
  /** n numbers from 0 to k - 1, each of them used. */
  readonly clusters: Int32Array;
  /** The k labels that they stand for, ascending. */
  readonly names: readonly number[];
}

/** Labels of n rows in 2 to n - 1 clusters. O(n) */
export function readClusters(who: string, labels: ArrayLike<number>, n: number): Clusters {
  const read = readLabels(who, "labels", labels, n), k = read.names.length;
  if (k < 2 || k >= n) throw new SegmentryError("INVALID_OPTION", who, `labels of 2 to ${n - 1} clusters (fewer than rows)`, `${k}`);
  return read;
}

/** Labels of n rows in any number of clusters. O(n) */
export function readLabels(who: string, name: string, labels: ArrayLike<number>, n: number): Clusters {
  if (!isList(labels)) throw new SegmentryError("NOT_NUMERIC", who, `${name} to be a list of integers`, show(labels));
  if (labels.length !== n) throw new SegmentryError("WRONG_LENGTH", who, `one label for each of ${n} rows`, `${labels.length}`);
  const clusters = new Int32Array(n), seen = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const label = labels[i]!;
    let c = seen.get(label);
    if (c === undefined) {
      if (!Number.isInteger(label)) throw new SegmentryError("NOT_NUMERIC", who, `${name} to be integers`, `${show(label)} at row index ${i}`);
      seen.set(label, (c = seen.size));
    }
    clusters[i] = c;
  }
  const names = [...seen.keys()].sort((a, b) => a - b), places = new Int32Array(names.length);
  names.forEach((label, place) => (places[seen.get(label)!] = place));
  return { clusters: clusters.map((c) => places[c]!), names };
}
