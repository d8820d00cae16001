import { exp } from "../../math/elementary";
import type { ReferenceTest } from "./reference-test";
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
 * has the best silhouette, its clusters are found again from either half of the customers, there is little between them, no other
 * such k is nearly as good, and no round by itself is clearly for another. Else ambiguous.
 */
export function verdictOf(sweep: Sweep, rules: VerdictRules): Verdict {
  const eligible = eligibleOf(sweep.clusterings, rules), { pValue, gaps } = sweep.test;
  if (eligible.length === 0) return none(rules.minK, pValue, ["No number of segments leaves enough customers in each."]);
  const best = bestOf(eligible);
  if (pValue > LEVEL || Math.max(...gaps) < LEAST_GAP || !eligible.some(holds)) return none(best.k, pValue, reasonsForNone(sweep, best));
  const votes = votesOf(sweep, eligible), chosen = clearOf(sweep, eligible, votes);
  if (!chosen) return ambiguous(sweep, votes, eligible, best, []);
  const others = [...new Set(sweep.rounds.flatMap((round) => otherwise(sweep, eligibleOf(round, rules), chosen.finest.k)))];
  return others.length === 0 ? clear(sweep, chosen.finest, chosen.first) : ambiguous(sweep, votes, eligible, chosen.finest, [chosen.finest.k, ...others]);
}

const eligibleOf = (clusterings: readonly SweptClustering[], { minK, minSize }: VerdictRules): SweptClustering[] =>
  clusterings.filter(({ k, sizes, silhouette }) => k >= Math.max(2, minK) && silhouette !== null && Math.min(...sizes) >= minSize);

/** The k that a round by itself is clearly for, where it is another one. */
function otherwise(sweep: Sweep, eligible: readonly SweptClustering[], k: number): number[] {
  const own = eligible.length > 0 ? clearOf(sweep, eligible, votesOf(sweep, eligible)) : null;
  return own && own.finest.k !== k ? [own.finest.k] : [];
}

/** The one k that is clear, with the k of the larger clusters that its own may be parts of; null where none is. */
function clearOf(sweep: Sweep, eligible: readonly SweptClustering[], votes: readonly Vote[]): { first: SweptClustering; finest: SweptClustering } | null {
  const best = bestOf(eligible), islands = eligible.filter(isIslands).filter(({ silhouette }) => silhouette! >= NEARLY_AS_GOOD * best.silhouette!);
  if (islands.length === 0) return null;
  const first = bestOf(islands), finest = finestOf(first, eligible.filter(isIslands), sweep);
  const rivals = islands.filter(({ k, silhouette }) => k !== first.k && silhouette! >= AS_GOOD * first.silhouette! && votes.some((vote) => vote.k === k));
  return finest !== first || rivals.length === 0 ? { first, finest } : null;
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
  const within = coarse === best ? [] : [`They are parts of ${coarse.k} larger segments, which say less: with ${best.k} the inertia is ${percent(dropOf(test.gaps[best.k - 1]!))} below that of data without segments, with ${coarse.k} it is ${percent(dropOf(test.gaps[coarse.k - 1]!))} below.`];
  return {
    kind: "clear", k: best.k, pValue: test.pValue, summary: `There are ${best.k} segments.`,
    reasons: [againstChance(test), silhouetteReason(coarse), ...within, ...strengthReason(best), filledReason(best)],
  };
}

/** A gap in logarithms as the share by which the inertia is lower. */
const dropOf = (gap: number): number => 1 - exp(-gap);

function ambiguous(sweep: Sweep, votes: readonly Vote[], eligible: readonly SweptClustering[], best: SweptClustering, rounds: readonly number[]): AmbiguousVerdict {
  const candidates = [...new Set([...votes.map(({ k }) => k), ...rounds])].sort((a, b) => a - b), chosen = rounds.length > 0 ? best : chosenOf(eligible, candidates, best);
  const hanging = rounds.length > 0 ? [`Which number is best hangs on the start of k-means and on which customers are looked at: it was k = ${listed(rounds, "and")}.`] : [];
  return {
    kind: "ambiguous", k: chosen.k, candidates, pValue: sweep.test.pValue, summary: summaryOf(candidates, chosen),
    reasons: [againstChance(sweep.test), `By the ${votes.map(({ what, k }) => `${what} k = ${k}`).join(", by the ")}.`, ...hanging, ...strengthReason(chosen), filledReason(chosen)],
  };
}

function summaryOf(candidates: readonly number[], { filled }: SweptClustering): string {
  if (candidates.length > 1) return `The customers are not one crowd, but no number of segments stands out: it may be ${listed(candidates, "or")}.`;
  return `The customers are not one crowd, but ${candidates[0]} segments ${filled! <= ISLANDS ? "are not surely found again" : "run into each other"}.`;
}

/** `2`, `2 or 3`, `2, 3 or 7`. */
function listed(numbers: readonly number[], word: string): string {
  return numbers.length === 1 ? `${numbers[0]}` : `${numbers.slice(0, -1).join(", ")} ${word} ${numbers.at(-1)}`;
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
    { what: "silhouette", k: most(({ silhouette }) => silhouette!) },
    { what: "Calinski-Harabasz index", k: most(({ calinskiHarabasz }) => calinskiHarabasz ?? Infinity) },
    ...(first > 1 && eligible.some(({ k }) => k === first) ? [{ what: "gap statistic", k: first }] : []),
    ...(found ? [{ what: "prediction strength", k: found.k }] : []),
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

function reasonsForNone({ test }: Sweep, best: SweptClustering): string[] {
  const { pValue, gaps, asTight, references } = test;
  const first = pValue > LEVEL ? `Of ${references} data sets made without segments, but with the same columns otherwise, ${asTight === references ? "all" : asTight} cluster as tightly.` : `The inertia is at most ${percent(Math.max(0, dropOf(Math.max(...gaps))))} below that of data without segments.`;
  const repeated = pValue > LEVEL && isIslands(best) ? ["What looks like segments here lies in the columns by themselves: values that repeat, or a category."] : [];
  return [first, silhouetteReason(best), ...strengthReason(best), filledReason(best), ...repeated];
}

const againstChance = ({ asTight, references }: ReferenceTest): string => `Of ${references} data sets made without segments, but with the same columns otherwise, ${asTight === 0 ? "none clusters" : `${asTight} cluster`} as tightly.`;
const silhouetteReason = ({ k, silhouette }: SweptClustering): string => `The highest silhouette is ${silhouette!.toFixed(2)}, at k = ${k}.`;

function strengthReason({ k, predictionStrength: strength }: SweptClustering): string[] {
  if (strength === null) return [];
  return [`With k = ${k} the segments of one half of the customers are ${strength >= FOUND_AGAIN ? "" : "not "}found again in the other half (prediction strength ${strength.toFixed(2)}, at least ${FOUND_AGAIN} is asked for).`];
}

function filledReason({ k, filled }: SweptClustering): string {
  const words = filled! <= ISLANDS ? "few" : filled! < 0.8 ? "many" : filled! <= 1.2 ? "about as many" : "more";
  const rest = filled! < 0.8 ? "between neighbouring segments" : `between neighbouring segments ${filled! <= 1.2 ? "as" : "than"} about their middles`;
  return `With k = ${k} there are ${words} customers ${rest} (a density of ${percent(filled!)} of that at their middles).`;
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 && share > 0 ? 1 : 0)} %`;
