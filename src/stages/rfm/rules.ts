import { checkInteger, checkOptions, isList, SegmentryError, show, showNames } from "../../errors";
import { MEASURES } from "./measures";

/** The lowest and the highest score, both included. */
export type ScoreInterval = readonly [from: number, to: number];

/** Which customers belong to a segment: those whose scores lie in all of the intervals, or whose cell is among those listed. */
export interface RFMRule {
  /** The segment's name; several rules may share one. */
  readonly name: string;
  /** Default: all scores. */
  readonly recency?: ScoreInterval;
  /** Default: all scores. */
  readonly frequency?: ScoreInterval;
  /** Default: all scores. */
  readonly monetary?: ScoreInterval;
  /** Cells such as `"543"` (the scores of recency, frequency and monetary), instead of intervals. */
  readonly cells?: readonly string[];
}

/** A cell for which several rules stand. */
export interface RFMOverlap {
  readonly cell: string;
  /** The names of the rules, the first of which wins. */
  readonly names: readonly string[];
}

/** What a list of rules leaves open, and where it says more than one thing. */
export interface RFMRulesCheck {
  /** Cells that no rule has. */
  readonly gaps: readonly string[];
  /** Cells that several rules of different names have. */
  readonly overlaps: readonly RFMOverlap[];
}

/** Rules worked out for each cell. */
export interface CompiledRules extends RFMRulesCheck {
  /** The segments in the order of their rules; last, where there are gaps, what is said of those. */
  readonly names: readonly string[];
  /** The index among the names of each cell: recency changes slowest, monetary fastest. */
  readonly segmentOf: Uint8Array;
}

/** More would not fit the bytes of `segmentOf`. */
const MOST_SEGMENTS = 200;

/**
 * What ordered rules leave open, and where several of them hold: the first wins there.
 *
 * @param bins how many scores each measure has, from 2 to 9
 * @throws SegmentryError `INVALID_OPTION` for a rule that is none, or that can never win
 *
 * @example
 * ```ts
 * import { checkRFMRules } from "segmentry/orders";
 *
 * const { gaps, overlaps } = checkRFMRules([{ name: "recent", recency: [4, 5] }, { name: "frequent", frequency: [3, 5] }]);
 * console.log(gaps.length, overlaps.length, overlaps[0]); // 30 30 { cell: '431', names: [ 'recent', 'frequent' ] }
 * ```
 */
export function checkRFMRules(rules: readonly RFMRule[], bins = 5): RFMRulesCheck {
  const { gaps, overlaps } = compileRules("checkRFMRules", rules, checkInteger("checkRFMRules", "bins", bins, 2, 9), "");
  return { gaps, overlaps };
}

/** Works out which rule each of bins x bins x bins cells belongs to. */
export function compileRules(who: string, rules: readonly RFMRule[], bins: number, otherwise: string): CompiledRules {
  if (!isList(rules) || rules.length > MOST_SEGMENTS) throw new SegmentryError("INVALID_OPTION", who, `segments to be a list of at most ${MOST_SEGMENTS} rules`, show(rules));
  // Array.from visits holes, map does not.
  const tests = Array.from(rules, (rule, i) => testOf(`${who} segments[${i}]`, rule, bins)), wins = new Uint8Array(rules.length);
  const names = [...new Set(rules.map(({ name }) => name))], segmentOf = new Uint8Array(bins ** 3), gaps: string[] = [], overlaps: RFMOverlap[] = [];
  for (let cell = 0; cell < segmentOf.length; cell++) {
    const scores = scoresOf(cell, bins), holding = [...rules.keys()].filter((i) => tests[i]!(scores)), first = holding[0];
    if (first !== undefined) wins[first] = 1;
    else gaps.push(scores.join(""));
    segmentOf[cell] = first === undefined ? names.length : names.indexOf(rules[first]!.name);
    const different = [...new Set(holding.map((i) => rules[i]!.name))];
    if (different.length > 1) overlaps.push({ cell: scores.join(""), names: different });
  }
  const shadowed = rules.filter((_, i) => wins[i] === 0).map(({ name }) => name);
  if (shadowed.length > 0) {
    throw new SegmentryError("INVALID_OPTION", who, "each rule to have a cell that no rule before it has", showNames(shadowed), "move it up, or leave it out");
  }
  if (gaps.length > 0 && names.includes(otherwise)) throw new SegmentryError("INVALID_OPTION", who, "otherwise to be the name of no rule", show(otherwise));
  return { gaps, overlaps, segmentOf, names: gaps.length > 0 ? [...names, otherwise] : names };
}

/** A copy of rules that nobody can change. Only of checked ones: a path through JSON would trip over others. */
export function copyRules(rules: readonly RFMRule[]): readonly RFMRule[] {
  const copy = <K extends keyof RFMRule>(rule: RFMRule, name: K): Partial<RFMRule> => (rule[name] === undefined ? {} : { [name]: Object.freeze([...rule[name]]) });
  return Object.freeze(Array.from(rules, (rule) => Object.freeze<RFMRule>({ name: rule.name, ...copy(rule, "recency"), ...copy(rule, "frequency"), ...copy(rule, "monetary"), ...copy(rule, "cells") })));
}

/** The scores that a cell stands for, each from 1. */
function scoresOf(cell: number, bins: number): readonly [number, number, number] {
  return [1 + Math.floor(cell / bins ** 2), 1 + (Math.floor(cell / bins) % bins), 1 + (cell % bins)];
}

type Test = (scores: readonly [number, number, number]) => boolean;

function testOf(who: string, rule: RFMRule, bins: number): Test {
  checkOptions(who, rule, ["name", "cells", ...MEASURES]);
  const { name, cells } = rule;
  if (typeof name !== "string" || name === "") throw new SegmentryError("INVALID_OPTION", who, "a name", show(name));
  const intervals = MEASURES.map((measure) => checkInterval(who, measure, rule[measure], bins));
  if (cells === undefined) return (scores) => intervals.every((interval, i) => interval === undefined || (interval[0] <= scores[i]! && scores[i]! <= interval[1]));
  if (intervals.some((interval) => interval !== undefined)) throw new SegmentryError("INVALID_OPTION", who, "cells or intervals", "both");
  const cell = new RegExp(`^[1-${bins}]{3}$`);
  if (!isList(cells) || cells.length === 0) throw new SegmentryError("INVALID_OPTION", who, "cells to be a list of cells", show(cells));
  const wrong = cells.findIndex((one) => typeof one !== "string" || !cell.test(one));
  if (wrong >= 0) throw new SegmentryError("INVALID_OPTION", who, `cells of three scores from 1 to ${bins}, such as "123"`, show(cells[wrong]));
  const known = new Set(cells);
  return (scores) => known.has(scores.join(""));
}

function checkInterval(who: string, measure: string, interval: ScoreInterval | undefined, bins: number): ScoreInterval | undefined {
  if (interval === undefined) return undefined;
  if (!isList(interval) || interval.length !== 2) throw new SegmentryError("INVALID_OPTION", who, `${measure} to be [from, to]`, show(interval));
  const from = checkInteger(who, `the lowest score of ${measure}`, interval[0], 1, bins);
  return [from, checkInteger(who, `the highest score of ${measure}`, interval[1], from, bins)];
}
