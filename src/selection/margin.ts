/** How clearly a customer is in a segment. */
export interface Margin {
  /** The nearest segment. */
  readonly segment: number;
  /** The next one; null where there is one segment. */
  readonly next: number | null;
  /** (second distance - first) / (second + first): 0 on the border between both, 1 at the middle of a segment; 1 where there is one segment. */
  readonly margin: number;
}

/** Below this margin a customer is between two segments: the next one is less than a fifth farther away. */
export const BETWEEN = 0.1;

/**
 * The margin of a customer by the distances to each segment, whose label is given: of squared distances that differ by a rounding
 * the roots may be equal, and would not tell it. O(k).
 *
 * @param from where the distances begin, of many customers
 * @param k how many there are
 */
export function marginOf(distances: ArrayLike<number>, segment: number, from = 0, k = distances.length - from): Margin {
  let next = -1;
  for (let s = 0; s < k; s++) if (s !== segment && (next < 0 || distances[from + s]! < distances[from + next]!)) next = s;
  if (next < 0) return { segment, next: null, margin: 1 };
  const first = distances[from + segment]!, second = distances[from + next]!;
  return { segment, next, margin: first + second > 0 ? (second - first) / (second + first) : 0 };
}
