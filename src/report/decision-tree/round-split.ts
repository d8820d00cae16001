import { squares, total, type Candidate, type Sample, type Span } from "./best-split";
import type { RankedNumbers } from "./ranked-column";
import { dateBetween, multiplesAround, shortestBetween, STARTS, topPower } from "./threshold";
import { digitsOf } from "./words";

/** A rounder threshold is taken where it keeps this share of what the best one gains. */
const KEPT = 0.99;

/** The rows of a node and one of its columns. */
export interface Place {
  readonly sample: Sample;
  readonly ranked: RankedNumbers;
  readonly order: Int32Array;
  readonly span: Span;
  /** How much the rows of each segment weigh. */
  readonly counts: Float64Array;
}

/**
 * The split by the roundest threshold near the best one that still gains nearly as much: `INCOME at least 60,000`, where
 * 59,817.5 would tell a customer or two better. O(rows x digits).
 */
export function roundSplit(place: Place, best: Candidate): Candidate {
  if (!("upTo" in best.left) || place.ranked.type === "boolean") return best;
  const { ranked: { type, values }, counts } = place, low = values[best.left.upTo]!, high = values[best.next]!;
  const exact = type === "date" ? dateBetween(low, high) : shortestBetween(low, high), before = squares(counts) / total(counts);
  for (const round of type === "date" ? datesNear(exact) : numbersNear(exact)) {
    const found = round.map((threshold) => splitBy(place, threshold, best)).filter((one) => one !== null);
    const better = found.reduce<Candidate | null>((a, b) => (a && a.score >= b.score ? a : b), null);
    if (better && better.score - before >= KEPT * (best.score - before)) return better;
  }
  return { ...best, threshold: exact };
}

/** The multiples of ever smaller powers of ten around a number, as long as they are shorter to write. */
function* numbersNear(value: number): Generator<number[]> {
  const digits = digitsOf(value), top = topPower(Math.abs(value));
  for (let power = top; power > top - digits; power--) yield multiplesAround(value, power).filter((near) => digitsOf(near) < digits);
}

/** How long a year, a month and so on last at most. */
const LENGTHS = [366, 31, 1, 1 / 24, 1 / 1440, 1 / 86_400].map((days) => days * 86_400_000);

/** The starts of the years around a time, of the months, of the days and so on. */
function* datesNear(time: number): Generator<number[]> {
  for (const [i, start] of STARTS.entries()) yield [start(time), start(start(time) + LENGTHS[i]!)];
}

/** The split by a threshold; null where it leaves too few rows on a side. */
function splitBy({ sample, ranked: { codes, values }, order, span, counts }: Place, threshold: number, { missingLeft }: Candidate): Candidate | null {
  const left = new Float64Array(sample.k), { classes, weights, minLeaf } = sample;
  let rows = 0, upTo = -1, next = Infinity;
  for (let i = span.start; i < span.end; i++) {
    const row = order[i]!, code = codes[row]!, isKnown = code >= 0, isLeft = isKnown ? values[code]! < threshold : missingLeft;
    if (isKnown && isLeft) upTo = Math.max(upTo, code);
    if (isKnown && !isLeft) next = Math.min(next, code);
    if (!isLeft) continue;
    rows++;
    left[classes[row]!]! += weights ? weights[row]! : 1;
  }
  if (Math.min(rows, span.end - span.start - rows) < minLeaf || upTo < 0 || next === Infinity) return null;
  const right = counts.map((weight, c) => Math.max(0, weight - left[c]!));
  return { score: squares(left) / total(left) + squares(right) / total(right), left: { upTo }, missingLeft, next, threshold };
}
