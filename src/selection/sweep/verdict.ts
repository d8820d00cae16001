import { exp } from "../../math/elementary";
import type { AmbiguousVerdict, ClearVerdict, NoVerdict, Verdict } from "../verdict-types";
import type { Sweep, SweptClustering } from "./sweep";

/** The level of the test against data without segments: with 59 sets of them none may be as tight. Two of 60 let 6 % of 260 sets of three categories and 60 rows pass. */
const LEVEL = 0.02;
/** From this prediction strength on clusters are found again (Tibshirani and Walther 2005 take 0.8 to 0.9). */
const FOUND_AGAIN = 0.8;
/** Clusters within clusters must be found again as well as this; the gap must grow by so many standard errors, and by this share for each. */
const SURELY = 0.9, TIGHTER = 2, GROWS = 0.08;
/** Up to this, segments are islands; two normal groups of equal size reach it at 3.3 deviations. See filledBetween. */
const ISLANDS = 0.5;
/** Beyond this there is hardly less between segments than within them. */
const FILLED = 0.7;
/** Silhouettes this near to the best are as good. */
const AS_GOOD = 0.985, NEARLY_AS_GOOD = 0.9;
/** Inertia must be smaller than that of data without segments by this share at least. */
const LEAST_GAP = 0.03;

/** Rules for what counts as a number of segments. */
export interface VerdictRules {
  readonly minK: number;
  /** Customers that each segment must have. */
  readonly minSize: number;
}

/**
 * What a sweep adds up to.
 *
 * None: over all k the inertia is no farther below that of data without segments than those are among themselves. Clear: one k
 * has the best silhouette, its clusters are found again from either half of the customers, there is little between them, and no
 * other such k is nearly as good. Else ambiguous.
 */
export function verdictOf(sweep: Sweep, { minK, minSize }: VerdictRules): Verdict {
  const eligible = sweep.clusterings.filter(({ k, sizes, silhouette }) => k >= Math.max(2, minK) && silhouette !== null && Math.min(...sizes) >= minSize);
  const { pValue, gaps } = sweep.test, largest = Math.max(...gaps);
  if (eligible.length === 0) return none(minK, pValue, ["No number of segments leaves enough customers in each."]);
  const best = bestOf(eligible);
  if (pValue > LEVEL || largest < LEAST_GAP || !eligible.some(holds)) return none(best.k, pValue, reasonsForNone(sweep, best));
  const votes = votesOf(sweep, eligible), islands = eligible.filter(isIslands).filter(({ silhouette }) => silhouette! >= NEARLY_AS_GOOD * best.silhouette!);
  if (islands.length === 0) return ambiguous(sweep, votes, eligible, best);
  const first = bestOf(islands), finest = finestOf(first, eligible.filter(isIslands), sweep);
  const rivals = islands.filter(({ k, silhouette }) => k !== first.k && silhouette! >= AS_GOOD * first.silhouette! && votes.some((vote) => vote.k === k));
  return finest !== first || rivals.length === 0 ? clear(sweep, finest, first) : ambiguous(sweep, votes, eligible, best);
}

/** Groups of groups: the silhouette is for few far segments; more that are found again all but surely, and are much tighter, tell more. */
function finestOf(first: SweptClustering, islands: readonly SweptClustering[], { test: { gaps, errors } }: Sweep): SweptClustering {
  return islands.reduce((finest, one) => {
    const before = gaps[finest.k - 1]!, isTighter = gaps[one.k - 1]! - before > Math.max(TIGHTER * errors[one.k - 1]!, GROWS * before * (one.k - finest.k));
    return one.k > finest.k && (one.predictionStrength ?? 0) >= SURELY && isTighter ? one : finest;
  }, first);
}

/** Whether there is anything to a number of segments: it is found again, or there is less between segments than within them. */
const holds = ({ predictionStrength, filled }: SweptClustering): boolean => (predictionStrength ?? 0) >= FOUND_AGAIN || filled! <= FILLED;

const bestOf = (some: readonly SweptClustering[]): SweptClustering => some.reduce((best, one) => (one.silhouette! > best.silhouette! ? one : best));

const isIslands = ({ predictionStrength, filled }: SweptClustering): boolean => (predictionStrength ?? 0) >= FOUND_AGAIN && filled! <= ISLANDS;

function clear({ test }: Sweep, best: SweptClustering, coarse: SweptClustering): ClearVerdict {
  return {
    kind: "clear", k: best.k, pValue: test.pValue,
    summary: `There are ${best.k} segments.`,
    reasons: [againstChance(test.pValue), silhouetteReason(coarse), ...(coarse === best ? [] : [`They are parts of ${coarse.k} larger ones, and tell more: the inertia is lower than without segments by ${percent(dropOf(test.gaps[best.k - 1]!))}, with ${coarse.k} by ${percent(dropOf(test.gaps[coarse.k - 1]!))}.`]), ...strengthReason(best), filledReason(best)],
  };
}

/** A gap in logarithms as the share by which the inertia is lower. */
const dropOf = (gap: number): number => 1 - exp(-gap);

function ambiguous(sweep: Sweep, votes: readonly Vote[], eligible: readonly SweptClustering[], best: SweptClustering): AmbiguousVerdict {
  const candidates = [...new Set(votes.map(({ k }) => k))].sort((a, b) => a - b), chosen = chosenOf(eligible, candidates, best);
  const range = candidates.length === 1 ? `${candidates[0]}` : `${candidates[0]} to ${candidates.at(-1)}`;
  return {
    kind: "ambiguous", k: chosen.k, candidates, pValue: sweep.test.pValue,
    summary: candidates.length === 1 ? `The customers differ in more than chance, but ${range} segments run into each other.` : `The customers differ in more than chance, but there may be ${range} segments: no number of them stands out.`,
    reasons: [againstChance(sweep.test.pValue), `By the ${votes.map(({ what, k }) => `${what} k = ${k}`).join(", by the ")}.`, ...strengthReason(chosen), filledReason(chosen)],
  };
}

/** What an index says. */
interface Vote {
  readonly what: string;
  readonly k: number;
}

/** What each index says. */
function votesOf({ test, clusterings }: Sweep, eligible: readonly SweptClustering[]): Vote[] {
  const most = (of: (one: SweptClustering) => number): number => eligible.reduce((best, one) => (of(one) > of(best) ? one : best)).k;
  const found = eligible.filter(({ predictionStrength }) => predictionStrength !== null && predictionStrength >= FOUND_AGAIN).at(-1);
  const first = test.gaps.findIndex((gap, i) => i < clusterings.length - 1 && gap >= test.gaps[i + 1]! - test.errors[i + 1]!) + 1;
  return [
    { what: "highest silhouette", k: most(({ silhouette }) => silhouette!) },
    { what: "highest Calinski-Harabasz index", k: most(({ calinskiHarabasz }) => calinskiHarabasz ?? Infinity) },
    ...(first > 1 && eligible.some(({ k }) => k === first) ? [{ what: "first gap that the next does not exceed", k: first }] : []),
    ...(found ? [{ what: "most segments that are found again", k: found.k }] : []),
  ];
}

/** Of the candidates those that are found again, of these the best silhouette. */
function chosenOf(eligible: readonly SweptClustering[], candidates: readonly number[], best: SweptClustering): SweptClustering {
  const found = eligible.filter(({ k, predictionStrength }) => candidates.includes(k) && (predictionStrength ?? 0) >= FOUND_AGAIN);
  return found.length > 0 ? bestOf(found) : best;
}

function none(k: number, pValue: number, reasons: readonly string[]): NoVerdict {
  return { kind: "none", k, pValue, reasons, summary: "There are no segments: the customers look like one crowd." };
}

function reasonsForNone({ test: { pValue, gaps } }: Sweep, best: SweptClustering): string[] {
  const first = pValue > LEVEL
    ? `Columns drawn independently of segments cluster as tightly in ${percent(pValue)} of the cases.`
    : `The inertia is lower than without segments by ${percent(Math.max(0, dropOf(Math.max(...gaps))))} at most.`;
  return [first, silhouetteReason(best), ...strengthReason(best), filledReason(best)];
}

const againstChance = (pValue: number): string => `Data without segments, with the same columns otherwise, cluster as tightly in ${percent(pValue)} of the cases at most.`;
const silhouetteReason = ({ k, silhouette }: SweptClustering): string => `The highest silhouette is ${silhouette!.toFixed(2)}, at k = ${k}.`;

function strengthReason({ k, predictionStrength: strength }: SweptClustering): string[] {
  if (strength === null) return [];
  return [`With k = ${k} the segments of one half of the customers are ${strength >= FOUND_AGAIN ? "" : "not "}found again in the other half (prediction strength ${strength.toFixed(2)}, ${FOUND_AGAIN} is asked for).`];
}

function filledReason({ k, filled }: SweptClustering): string {
  const words = filled! <= ISLANDS ? "few customers lie between neighbouring segments" : filled! < 0.8 ? "many customers lie between neighbouring segments" : "there are about as many customers between neighbouring segments as within them";
  return `With k = ${k} ${words} (${percent(filled!)} of the density at their middles).`;
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 && share > 0 ? 1 : 0)} %`;
