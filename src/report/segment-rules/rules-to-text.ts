import type { Rule } from "../decision-tree";
import { plain } from "../render/safe-text";
import { formatShare } from "../render";
import type { SegmentRules } from "./segment-rules";

/**
 * Rules in words, one a line: `if INCOME at least 60,000 and KIDS is 0 then segment 1 (covers 82 %, 95 % right)`, and below them
 * how well the tree behind them does.
 *
 * @param names of the segments, by label. Default: `segment 0` and so on
 *
 * @example
 * ```ts
 * import { rulesToText, segmentRules } from "segmentry/insights";
 *
 * const customers = [18, 19, 22, 40, 52, 61].map((AGE) => ({ AGE }));
 * console.log(rulesToText(segmentRules(customers, [0, 0, 0, 1, 1, 1]), ["young"]));
 * // if AGE at most 29 then young (covers 100 %, 100 % right)
 * // if AGE at least 30 then segment 1 (covers 100 %, 100 % right)
 * // The tree of these rules finds the segment of 100 % of the customers it was made of.
 * ```
 */
export function rulesToText({ segments, fidelity: { rows, accuracy } }: SegmentRules, names: readonly string[] = []): string {
  const nameOf = (segment: number): string => names[segment] ?? `segment ${segment}`;
  const lines = segments.flatMap(({ segment, rules }) => (rules.length > 0 ? rules.map((rule) => line(rule, nameOf(segment))) : [`no rule tells ${nameOf(segment)} from the others`]));
  const whom = rows > 0 ? `${rows} customers held out` : "the customers it was made of";
  return [...lines, `The tree of these rules finds the segment of ${formatShare(accuracy)} of ${whom}.`].map(plain).join("\n");
}

function line({ texts, covers, precision }: Rule, name: string): string {
  const then = `${name} (covers ${formatShare(covers)}, ${formatShare(precision)} right)`;
  return texts.length > 0 ? `if ${texts.join(" and ")} then ${then}` : `every customer: ${then}`;
}
