import { countClasses, EQUAL, squares, total, type Candidate, type Sample, type Span } from "./best-split";

/** A sweep over the rows of a node in the order of their values. */
interface Sweep {
  readonly sample: Sample;
  readonly codes: Int32Array;
  /** Rows in the order of their values, without missing ones from `end` on. */
  readonly order: Int32Array;
  readonly span: Span;
  /** Weights of the rows that start out left, by segment, and how many rows that are; the same for the right. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly rowsLeft: number;
  readonly rowsRight: number;
}

/**
 * The best threshold of a column for the rows of a node: the first of equally good ones. Rows without a value are tried right,
 * left, and against all others. O(rows).
 *
 * @param order all rows of the node in the order of their values, those without one last
 * @param counts how much the rows of each segment weigh
 * @returns null where no threshold leaves enough rows on both sides
 */
export function bestThreshold(sample: Sample, codes: Int32Array, order: Int32Array, { start, end }: Span, counts: Float64Array): Candidate | null {
  let known = end;
  while (known > start && codes[order[known - 1]!]! < 0) known--;
  const span = { start, end: known }, missing = end - known;
  if (known === start) return null;
  const none = new Float64Array(sample.k), base = { sample, codes, order, span };
  const right = sweep({ ...base, left: none, right: counts.slice(), rowsLeft: 0, rowsRight: end - start }, false, null);
  if (missing === 0) return right && { ...right, missingLeft: 2 * weightUpTo(base, right) > total(counts) };
  const lost = countClasses(sample, order, { start: known, end }), there = counts.map((weight, c) => Math.max(0, weight - lost[c]!));
  const left = sweep({ ...base, left: lost.slice(), right: there.slice(), rowsLeft: missing, rowsRight: known - start }, true, right);
  if (Math.min(missing, known - start) < sample.minLeaf) return left;
  const score = squares(lost) / total(lost) + squares(there) / total(there);
  return beats(score, left, total(counts)) ? { score, left: { codes: [] }, missingLeft: true, next: -1 } : left;
}

/** The best threshold with missing rows on one side, or the one to beat where none is better. */
function sweep({ sample, codes, order, span, left, right, rowsLeft, rowsRight }: Sweep, missingLeft: boolean, toBeat: Candidate | null): Candidate | null {
  const { classes, weights, minLeaf } = sample;
  let best = toBeat, squaresLeft = squares(left), squaresRight = squares(right), weightLeft = total(left), weightRight = total(right);
  const margin = EQUAL * (weightLeft + weightRight), last = Math.min(span.end - 1, span.start + rowsRight - minLeaf);
  let most = best ? best.score + margin : -Infinity, done = rowsLeft;
  for (let i = span.start; i < last; i++) {
    const row = order[i]!, c = classes[row]!, weight = weights ? weights[row]! : 1;
    squaresLeft += weight * (2 * left[c]! + weight);
    squaresRight -= weight * (2 * right[c]! - weight);
    left[c]! += weight;
    right[c]! -= weight;
    weightLeft += weight;
    weightRight -= weight;
    if (++done < minLeaf || codes[row] === codes[order[i + 1]!]) continue;
    const score = squaresLeft / weightLeft + squaresRight / weightRight;
    if (!(score > most)) continue;
    most = score + margin;
    best = { score, left: { upTo: codes[row]! }, missingLeft, next: codes[order[i + 1]!]! };
  }
  return best;
}

function weightUpTo({ sample, codes, order, span }: Pick<Sweep, "sample" | "codes" | "order" | "span">, { left }: Candidate): number {
  const upTo = (left as { upTo: number }).upTo;
  let end = span.start;
  while (codes[order[end]!]! <= upTo) end++;
  return total(countClasses(sample, order, { start: span.start, end }));
}

/** Whether a score is better than that of a candidate, by more than rounding. */
export function beats(score: number, candidate: Candidate | null, weight: number): boolean {
  return candidate === null || score > candidate.score + EQUAL * weight;
}
