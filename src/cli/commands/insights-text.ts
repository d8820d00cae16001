import type { Insights, SegmentInsight, SweepPoint, Verdict } from "../../insights";
import { formatShare } from "../../report/render/format";
import { tableLines, wrap } from "../terminal/layout";
import { formatCount, formatInertia } from "../terminal/numbers";
import { plain } from "../terminal/plain";

/** Differences of a segment that are named. */
const APART = 3;

/** What was asked of the verdict: a number of segments was given, or none. */
export interface Asked {
  readonly k: number;
  readonly isGiven: boolean;
}

/** The verdict, with its reasons, as items of a list. */
export function verdictLines(verdict: Verdict, { k, isGiven }: Asked): string[] {
  const kind = verdict.kind === "none" ? "NO SEGMENTS" : verdict.kind === "clear" ? "clear" : "ambiguous";
  return [`${kind}: ${verdict.summary.replace(/\.$/, "")}`, ...adviceOn(verdict, k, isGiven), ...verdict.reasons.map((reason) => reason.replace(/\.$/, ""))];
}

function adviceOn(verdict: Verdict, k: number, isGiven: boolean): string[] {
  if (isGiven) return verdict.k === k && verdict.kind !== "none" ? [] : [`k = ${k} was asked for`];
  if (verdict.kind === "none") return [`the ${k} groups below only divide the crowd: any other number is as good, give it with --k`];
  return verdict.kind === "ambiguous" ? [`k = ${k} was taken; choose another with --k`] : [];
}

/** The sweep as a table, the k that was taken marked. */
export function sweepLines(sweep: readonly SweepPoint[], k: number, width: number): string[] {
  const cells = sweep.map((one) => [String(one.k), formatInertia(one.inertia), two(one.silhouette), two(one.gap), two(one.predictionStrength), two(one.stability), formatCount(one.smallest), ]);
  const rows = [["k", "inertia", "silhouette", "gap", "found again", "stability", "smallest"], ...cells];
  return tableLines(rows, width - 4).map((line, i) => (i > 0 && sweep[i - 1]!.k === k ? `${line}  <-` : line));
}

const two = (value: number | null): string => (value === null ? "" : value.toFixed(2));

/** Each segment: name, size, stability, what sets it apart and its first rule. */
export function segmentLines(segments: readonly SegmentInsight[], width: number): string[] {
  return segments.flatMap((one) => {
    const stable = one.stabilityBand === null ? "" : `, ${one.stabilityBand}`, [rule] = one.rules, apart = one.apart.slice(0, APART).map(({ text }) => plain(text)).join("; ");
    const lines = [apart === "" ? "close to the average" : apart, ...(rule ? [`if ${rule.conditions.map(plain).join(" and ")} (covers ${formatShare(rule.covers)}, ${formatShare(rule.precision)} right)`] : [])];
    return ["", ...wrap(`segment ${one.segment}: ${plain(one.name)}, ${formatCount(one.size)} customers, ${formatShare(one.ratio)}${stable}`, width), ...lines.flatMap((line) => wrap(line, width - 2).map((part) => `  ${part}`))];
  });
}

/** How the segments do on customers who were not there. */
export function trustLines({ heldOut, rules }: Insights): string[] {
  const share = formatShare(rules.fidelity), who = rules.heldOut > 0 ? `${formatCount(rules.heldOut)} customers held out` : "the customers they were made of (too few to hold any out)";
  return [
    `the rules put ${share} of ${who} into their segment`,
    ...(heldOut ? [`of ${formatCount(heldOut.rows)} customers held out, ${formatShare(heldOut.within)} are within the segments made of the others; both fits agree to ${heldOut.agreement.toFixed(2)} (adjusted Rand index, 1 is the same)`] : []),
  ];
}
