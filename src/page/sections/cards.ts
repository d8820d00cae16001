import type { ColumnProfile } from "../../report/cluster-reporter/model";
import type { Difference, SegmentRule } from "../../report/insights";
import { bar, signedBar } from "../charts/bars";
import type { Facts, SegmentFacts } from "../facts";
import { colorOf } from "../marks";
import { h, type Child, type Piece } from "../piece";
import { count, formatNumber, formatShare, list, short, silhouetteWords, STABILITY, unbroken } from "../words";
import { breakable, details, nameOf, section } from "./parts";

/** Standard deviations that fill the bar of an effect, and how many effects are seen at once. */
const FULL = 2, FIRST = 6;

/** A card for each segment. */
export function cards({ segments, insights }: Facts): Piece {
  return section("cards", "Segment by segment", insights && "What sets each segment apart from all customers, strongest first: bars to the right are more, to the left less. Medians are shown: half of the customers have less, half more. A rule says in a few words who is in the segment.",
    h("div", { class: "cards" }, segments.map(card)));
}

function card(segment: SegmentFacts): Piece {
  const { label, name, size, ratio, insight, profile } = segment;
  return h("article", { class: `card ${colorOf(label)}`, id: `segment-${label}`, "aria-label": name },
    h("h3", {}, nameOf(label, name)), h("p", { class: "meta" }, h("span", {}, `${count(size)} customers`), h("span", {}, formatShare(ratio))), bar(ratio),
    insight && facts(insight), insight && apart(insight.apart), insight && rules(insight.rules),
    profile.columns.length > 0 && details("All columns", !insight, h("dl", { class: "profile" }, profile.columns.map(column))),
    insight?.representatives && insight.representatives.length > 0 && h("p", { class: "note" }, h("b", {}, "Typical customers: "), list(insight.representatives)));
}

function facts({ stability, stabilityBand, silhouette, borderline }: NonNullable<SegmentFacts["insight"]>): Child {
  const items: [string, string, string][] = [];
  if (stabilityBand !== null) items.push(["Stability", stabilityBand, STABILITY[stabilityBand] + (stability === null ? "" : ` (${short(stability)})`)]);
  if (silhouette !== null) items.push(["Fit (silhouette)", short(silhouette), silhouetteWords(silhouette)]);
  if (borderline !== null) items.push(["Borderline", unbroken(formatShare(borderline)), "are nearly as near to another segment"]);
  return items.length > 0 && h("dl", { class: "facts" }, items.map(([name, value, words]) => h("div", {}, h("dt", {}, name), h("dd", {}, h("b", {}, value), h("span", { class: "note" }, words)))));
}

function apart(differences: readonly Difference[]): Child {
  const item = (difference: Difference): Piece => h("li", {}, h("span", {}, breakable(unbroken(difference.text))), signedBar(difference.effect / FULL));
  if (differences.length === 0) return [h("h4", {}, "What sets it apart"), h("p", { class: "note" }, "Nothing that chance would not do as well: it is close to all customers.")];
  return [h("h4", {}, "What sets it apart"), h("ul", { class: "apart" }, differences.slice(0, FIRST).map(item)),
    differences.length > FIRST && details(`${differences.length - FIRST} more`, false, h("ul", { class: "apart" }, differences.slice(FIRST).map(item)))];
}

function rules(all: readonly SegmentRule[]): Child {
  return [h("h4", {}, "Who is in it"), all.length === 0 ? h("p", { class: "note" }, "No short rule describes it.") : h("ul", { class: "rules" }, all.map(rule))];
}

function rule({ conditions, covers, precision }: SegmentRule): Piece {
  return h("li", {}, h("span", { class: "rule" }, conditions.map((condition, i) => [h("span", { class: "word" }, i === 0 ? "if " : " and "), h("span", { class: "condition" }, breakable(condition))])),
    h("span", { class: "note" }, unbroken(`Finds ${formatShare(covers)} of the segment. Of all customers whom it fits, ${formatShare(precision)} are in the segment.`)));
}

function column(profile: ColumnProfile): Child {
  const { column: name } = profile;
  if (profile.kind === "numeric") return h("div", {}, h("dt", {}, breakable(name)), h("dd", {}, `median ${formatNumber(profile.median)}, half of them from ${formatNumber(profile.q1)} to ${formatNumber(profile.q3)}`));
  return h("div", {}, h("dt", {}, breakable(name)), h("dd", {}, profile.top.map(({ value, ratio }) => `${value} ${unbroken(formatShare(ratio))}`).join(", ") || "no values"));
}
