import type { Facts } from "../facts";
import { h, type Child, type Piece } from "../piece";
import { choiceOf, count, counted, formatShare, list, VERDICT } from "../words";
import { details } from "./parts";

const ICONS = {
  clear: "M14 25l7 7 14-16",
  ambiguous: "M12 19q6-7 12 0t12 0M12 30q6-7 12 0t12 0",
  none: "M13 35L35 13",
  unknown: "M18 19q0-6 6-6t6 6q0 4-6 7v3M24 34.5v.5",
};

/** Title, verdict and its reasons. */
export function header(facts: Facts): Piece {
  const { title, source, generated, customers, model } = facts;
  const meta = [source, generated, counted(customers, "customer"), counted(model.features.length, "column") + " used"].filter((item) => item !== null);
  return h("header", { id: "top" }, h("p", { class: "eyebrow" }, "Customer segmentation report"), h("h1", {}, title), h("p", { class: "meta" }, meta.map((item) => h("span", {}, item))), verdict(facts));
}

function verdict({ insights, segments }: Facts): Piece {
  if (!insights) return panel("unknown", "Not examined", "How sure it is that there are segments, and how many, was not examined.", segments.length, [h("p", {}, "This page shows what each segment is like. Add insights to the model to see whether the segments are real and what sets them apart.")]);
  const { kind, summary, reasons, pValue } = insights.verdict, choice = choiceOf(insights.verdict, segments.length);
  return panel(kind, VERDICT[kind], summary, segments.length, [
    insights.verdict.kind === "ambiguous" && insights.verdict.candidates.length > 0 && h("p", { class: "candidates" }, `The evidence allows ${list(insights.verdict.candidates, "or")} segments.`),
    choice !== null && h("p", { class: "candidates" }, choice),
    reasons.length > 0 && details(`Why: ${counted(reasons.length, "reason")}`, true, h("ul", { class: "reasons" }, reasons.map((reason) => h("li", {}, reason)))),
    pValue !== null && h("p", { class: "note" }, `Data without segments look as clustered as this ${chance(pValue)}.`),
  ]);
}

function chance(pValue: number): string {
  return pValue === 0 ? "in none of the trials" : `in ${formatShare(pValue)} of the trials`;
}

function panel(kind: keyof typeof ICONS, word: string, summary: string, k: number, more: readonly Child[]): Piece {
  return h("div", { class: `verdict ${kind}` },
    h("svg", { class: "icon", viewBox: "0 0 48 48", "aria-hidden": "true" }, h("circle", { cx: 24, cy: 24, r: 21 }), h("path", { d: ICONS[kind] })),
    h("div", { class: "finding" }, h("p", { class: "word" }, word), h("p", { class: "summary" }, summary), more),
    h("p", { class: "k" }, h("b", {}, count(k)), h("span", {}, `${kind === "none" ? "group" : "segment"}${k === 1 ? "" : "s"}`)));
}
