import { beats } from "./numeric-split";
import { squares, total, type Candidate, type Sample, type Span } from "./best-split";

/** All ways to divide so many values are tried: 511 of 10. */
const TRY_ALL = 10;

/** By the shares of so many segments, the largest, the values are put in order. */
const MOST_ORDERS = 16;

/** How much, and how many rows, each value has of each segment; rows without a value count as one more value, the last. */
interface Contingency {
  readonly sample: Sample;
  /** values + 1 rows of k numbers. */
  readonly weights: Float64Array;
  readonly rows: Int32Array;
  /** The code that stands for rows without a value. */
  readonly missing: number;
  /** The codes that occur, ascending. */
  readonly present: readonly number[];
  /** Of all values together. */
  readonly counts: Float64Array;
  readonly size: number;
  readonly all: number;
}

/**
 * The best division of the values of text for the rows of a node. Of two segments the values are put in the order of their
 * share of the first, in which the best division is a cut (Breiman et al. 1984, theorem 4.5). Of more, all divisions are tried
 * where at most 10 values occur; else the cuts in the order of the share of each segment (the 16 largest), and each value
 * against all others, which need not find the best. Rows without a value count as a value.
 * O(rows + values x segments x (maxValues + segments)).
 *
 * @param order the rows of the node
 * @param values how many values the column has
 * @returns null where no division leaves enough rows on both sides and names few enough values
 */
export function bestDivision(sample: Sample, codes: Int32Array, values: number, order: Int32Array, span: Span, counts: Float64Array): Candidate | null {
  const table = tabulate(sample, codes, values, order, span, counts), { present } = table;
  if (present.length < 2) return null;
  const segments = Array.from(counts.keys()).filter((c) => counts[c]! > 0);
  const sets = segments.length === 2 ? cuts(table, segments[0]!) : present.length <= TRY_ALL ? allSets(present) : someSets(table, segments);
  let best: Candidate | null = null;
  for (const set of sets) {
    const found = judge(table, set, best);
    if (found) best = found;
  }
  return best;
}

function tabulate(sample: Sample, codes: Int32Array, values: number, order: Int32Array, { start, end }: Span, counts: Float64Array): Contingency {
  const { k, classes, weights } = sample, sums = new Float64Array((values + 1) * k), rows = new Int32Array(values + 1);
  for (let i = start; i < end; i++) {
    const row = order[i]!, code = codes[row]! < 0 ? values : codes[row]!;
    rows[code]!++;
    sums[code * k + classes[row]!]! += weights ? weights[row]! : 1;
  }
  const present = Array.from(rows.keys()).filter((code) => rows[code]! > 0);
  return { sample, weights: sums, rows, missing: values, present, counts, size: end - start, all: total(counts) };
}

/** The beginnings and the ends of the values in the order of their share of a segment, of equal ones in sorted order; none of too many values. */
function* cuts({ present, weights, sample: { k, maxValues } }: Contingency, segment: number): Generator<readonly number[]> {
  const shares = new Float64Array(weights.length / k);
  for (const code of present) {
    let sum = 0;
    for (let c = 0; c < k; c++) sum += weights[code * k + c]!;
    shares[code] = weights[code * k + segment]! / sum;
  }
  const before = (a: number, b: number): number => shares[a]! - shares[b]! || a - b, most = Math.min(present.length - 1, maxValues + 1);
  for (const order of [before, (a: number, b: number) => before(b, a)]) {
    const first = firstOf(present, most, order);
    for (let size = 1; size <= first.length; size++) yield first.slice(0, size);
  }
}

/** The first items in an order; few of many without sorting all. O(items x most) at worst. */
function firstOf(items: readonly number[], most: number, order: (a: number, b: number) => number): readonly number[] {
  if (4 * most >= items.length) return [...items].sort(order).slice(0, most);
  const first: number[] = [];
  for (const item of items) {
    if (first.length === most && order(item, first[most - 1]!) >= 0) continue;
    const at = first.findIndex((other) => order(item, other) < 0);
    first.splice(at < 0 ? first.length : at, 0, item);
    if (first.length > most) first.pop();
  }
  return first;
}

/** Every way to divide the values in two, the smallest sets first. */
function allSets(present: readonly number[]): readonly (readonly number[])[] {
  const sets = Array.from({ length: 2 ** (present.length - 1) - 1 }, (_, mask) => present.filter((__, i) => ((mask + 1) >> i) & 1));
  return sets.sort((a, b) => a.length - b.length);
}

function* someSets(table: Contingency, segments: readonly number[]): Generator<readonly number[]> {
  for (const code of table.present) yield [code];
  const large = [...segments].sort((a, b) => table.counts[b]! - table.counts[a]! || a - b).slice(0, MOST_ORDERS);
  for (const segment of large) yield* cuts(table, segment);
}

/** A set of values against the others, where that is allowed and better than the best so far. */
function judge({ sample, weights, rows, missing, present, counts, size, all }: Contingency, set: readonly number[], best: Candidate | null): Candidate | null {
  const { k, minLeaf, maxValues } = sample, rowsLeft = set.reduce((sum, code) => sum + rows[code]!, 0);
  if (Math.min(rowsLeft, size - rowsLeft) < minLeaf) return null;
  const names = set.filter((code) => code !== missing).length;
  const others = present.length - set.length - (rows[missing]! > 0 && names === set.length ? 1 : 0);
  if (Math.min(names, others) > maxValues) return null;
  const left = new Float64Array(k);
  for (const code of set) {
    for (let c = 0; c < k; c++) left[c]! += weights[code * k + c]!;
  }
  const right = counts.map((weight, c) => Math.max(0, weight - left[c]!)), weightLeft = total(left), weightRight = total(right);
  const score = squares(left) / weightLeft + squares(right) / weightRight;
  if (!beats(score, best, all)) return null;
  const isListed = names < others || (names === others && weightLeft <= weightRight);
  const listed = isListed ? set : present.filter((code) => !set.includes(code)), missingHere = listed.includes(missing);
  const missingLeft = rows[missing]! > 0 ? missingHere : isListed ? weightLeft > weightRight : weightRight > weightLeft;
  return { score, left: { codes: listed.filter((code) => code !== missing) }, missingLeft, next: -1 };
}
