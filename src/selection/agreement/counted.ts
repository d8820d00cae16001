import { isList, SegmentryError, show } from "../../errors";
import { contingencyOf, type Contingency } from "../../math/contingency";
import { readLabels } from "../labels";

/** Two labelings of the same rows, counted. */
export interface Counted extends Contingency {
  /** The labels of both, ascending. */
  readonly ofRows: readonly number[];
  readonly ofColumns: readonly number[];
}

/** Two labelings a and b of the same n rows, checked and counted. O(n) */
export function count(who: string, a: ArrayLike<number>, b: ArrayLike<number>): Counted {
  if (!isList(a)) throw new SegmentryError("NOT_NUMERIC", who, "a to be a list of integers", show(a));
  if (a.length === 0) throw new SegmentryError("EMPTY_DATA", who, "at least one row", "none");
  const first = readLabels(who, "a", a, a.length), second = readLabels(who, "b", b, a.length);
  return { ...contingencyOf(first.clusters, first.names.length, second.clusters, second.names.length), ofRows: first.names, ofColumns: second.names };
}

/** Whether both labelings have the same clusters, whatever they are called. */
export const isSame = ({ rows, columns, cells }: Contingency): boolean => cells.count.length === rows.length && cells.count.length === columns.length;
