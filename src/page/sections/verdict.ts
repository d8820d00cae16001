import { verdictMeaning } from "../../insights/verdict-meaning";
import type { Facts } from "../facts";
import type { Verdict } from "../../report/insights";
import { h, type Child, type Piece } from "../piece";
import { choiceOf, counted, list, unbroken, VERDICT } from "../words";
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
  if (!insights) return panel("unknown", "Not examined", "How sure it is that there are segments, and how many, was not examined.", segments.length, [h("p", { class: "meaning" }, "This page shows what each segment is like. For the verdict, names, what sets segments apart, the map and the form, find the segments by findSegments, or by segmentry fit without --quick.")]);
  const { kind, summary, reasons } = insights.verdict, choice = choiceOf(insights.verdict, segments.length), isVerdicts = insights.verdict.k === segments.length;
  return panel(kind, VERDICT[kind], summary, numberOf(insights.verdict), [
    isVerdicts && h("p", { class: "meaning" }, unbroken(verdictMeaning(insights))), allowed(insights.verdict, choice), reasons.length > 0 && details(`Why: ${counted(reasons.length, "reason")}`, true, h("ul", { class: "reasons" }, reasons.map((reason) => h("li", {}, unbroken(reason))))),
  ]);
}

/** The number of segments by the verdict, whatever is shown. */
function numberOf(verdict: Verdict): number | string {
  if (verdict.kind === "none") return 0;
  if (verdict.kind !== "ambiguous" || verdict.candidates.length < 2) return verdict.k;
  const { candidates } = verdict, from = candidates[0]!, to = candidates.at(-1)!;
  return to - from + 1 === candidates.length ? `${from}–${to}` : candidates.join(", ");
}

/** What numbers of segments there may be, and which is shown. */
function allowed(verdict: Verdict, choice: string | null): Child {
  const evidence = verdict.kind === "ambiguous" && verdict.candidates.length > 0 && `The evidence allows ${list(verdict.candidates, "or")} segments.`;
  return (evidence || choice !== null) && h("p", { class: "candidates" }, [evidence, choice].filter(Boolean).join(" "));
}

function panel(kind: keyof typeof ICONS, word: string, summary: string, k: number | string, more: readonly Child[]): Piece {
  return h("div", { class: `verdict ${kind}` },
    h("svg", { class: "icon", viewBox: "0 0 48 48", "aria-hidden": "true" }, h("circle", { cx: 24, cy: 24, r: 21 }), h("path", { d: ICONS[kind] })),
    h("div", { class: "finding" }, h("p", { class: "word" }, word), h("p", { class: "summary" }, summary), more),
    h("p", { class: "k" }, h("b", {}, k), h("span", {}, k === 1 ? "segment" : "segments")));
}
