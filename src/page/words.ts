import type { Insights, StabilityBand, Verdict } from "../report/insights";

import { formatShare } from "../report/render/format";

export { formatNumber, formatShare } from "../report/render/format";

/** A count with its thousands apart. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count and what is counted. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A number of at most so many digits after the point, without zeros at the end. */
export function short(value: number, digits = 2): string {
  return String(Number(value.toFixed(digits)) || 0);
}

/** A text of at most so many characters; a longer one ends in an ellipsis. */
export function ellipsis(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, Math.max(1, most - 1)).join("").trimEnd()}…` : text;
}

/** "a", "a and b", "a, b and c". */
export function list(items: readonly (string | number)[], last = "and"): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

/** The same text, where no line ends between a number and its %. */
export function unbroken(text: string): string {
  return text.replace(/(\d) %/g, "$1\u00a0%");
}

/** A verdict in a few words. */
export const VERDICT: Readonly<Record<Verdict["kind"], string>> = { clear: "Clear segments", ambiguous: "More than one answer", none: "No segments found" };

/** What a band of stability means. */
export const STABILITY: Readonly<Record<StabilityBand, string>> = {
  "highly stable": "comes back in nearly every resample",
  stable: "comes back in most resamples",
  doubtful: "often comes back with other customers",
  unstable: "mostly falls apart in resamples",
};

/** What is likely to be read as a mean silhouette. */
export function silhouetteWords(value: number): string {
  return value >= 0.5 ? "well apart from the others" : value >= 0.25 ? "overlaps with others at its edge" : "overlaps with others";
}

/** How well the rules tell segments. */
export function ruleTrust({ rules: { fidelity, heldOut } }: Insights): string {
  return heldOut > 0 ? `The rules put ${formatShare(fidelity)} of ${counted(heldOut, "customer")} held out into their segment.` : `The rules put ${formatShare(fidelity)} of the customers they were made of into their segment; there were too few to hold any out.`;
}

/** What is to be said of the k that the model has, beside the verdict. */
export function choiceOf(verdict: Verdict, k: number): string | null {
  if (verdict.k !== k) return verdict.kind === "none" ? `The ${k} groups shown here were asked for; they only divide the crowd.` : `${k} segments were asked for and are shown here.`;
  if (verdict.kind === "none") return `The ${k} groups shown here only divide the crowd; any other number would be as good.`;
  return verdict.kind === "ambiguous" ? `This report shows ${k}.` : null;
}
