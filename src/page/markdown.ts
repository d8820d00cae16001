import type { SegmentationModel } from "../recipes/segmentation-model";
import type { SweepPoint } from "../report/insights";
import { setsApart } from "../report/render/describe";
import { escape } from "../report/render/safe-text";
import { gatherFacts, type Facts, type SegmentFacts } from "./facts";
import type { ReportOptions } from "./options";
import { cell } from "./sections/sweep";
import { choiceOf, count, counted, formatShare, list, ruleTrust, short, VERDICT } from "./words";

/**
 * The facts of {@link reportPage} as Markdown: the verdict and its reasons, the segments, the numbers of segments that were
 * compared, what sets each segment apart, its rules, and the quality of the data. No text of the customers' can become a tag, a
 * link, or a cell of its own.
 *
 * @throws SegmentryError as {@link reportPage}
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { reportMarkdown } from "segmentry/report";
 *
 * const { model } = segment([20, 21, 22, 23, 70, 71].map((AGE) => ({ AGE })), { k: 2 });
 * console.log(reportMarkdown(model, { title: "Spring customers" }).split("\n")[0]); // # Spring customers
 * ```
 */
export function reportMarkdown(model: SegmentationModel, options: ReportOptions = {}): string {
  const facts = gatherFacts("reportMarkdown", model, options);
  const meta = [facts.source, facts.generated, counted(facts.customers, "customer"), `${counted(model.features.length, "column")} used`];
  const blocks = [`# ${escape(facts.title)}`, meta.filter((item) => item !== null).map(escape).join(" · "), ...verdict(facts), ...overview(facts), ...sweep(facts), ...facts.segments.flatMap(segment), ...quality(facts)];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

const bullets = (items: readonly string[]): string => items.map((item) => `- ${escape(item)}`).join("\n");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows.map((row) => row.map(escape))].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function verdict({ insights, segments }: Facts): string[] {
  if (!insights) return [`## ${counted(segments.length, "segment")}`, "How sure it is that there are segments, and how many, was not examined."];
  const { kind, summary, reasons } = insights.verdict, candidates = insights.verdict.kind === "ambiguous" ? insights.verdict.candidates : [];
  return [
    `## ${VERDICT[kind]}: ${escape(summary)}`, candidates.length > 0 ? `The evidence allows ${list(candidates, "or")} segments.` : "", choiceOf(insights.verdict, segments.length) ?? "", bullets(reasons),
  ];
}

function overview({ segments }: Facts): string[] {
  return ["## Segments", table(["segment", "name", "customers", "share", "what sets it apart"], segments.map((one) => [String(one.label), one.name, count(one.size), formatShare(one.ratio), apart(one).slice(0, 3).join("; ") || "close to all customers"]))];
}

const apart = ({ insight, profile }: SegmentFacts): string[] => insight?.apart.map(({ text }) => text) ?? setsApart(profile);

const COLUMNS = [["inertia", "inertia"], ["silhouette", "silhouette"], ["gap", "gap"], ["± error", "gapError"], ["prediction strength", "predictionStrength"], ["stability", "stability"]] as const;

function sweep({ insights, model }: Facts): string[] {
  const points: readonly Pick<SweepPoint, "k" | (typeof COLUMNS)[number][1]>[] = insights?.sweep ?? model.curve.map((point) => ({ ...point, silhouette: null, gap: null, gapError: null, predictionStrength: null, stability: null }));
  const columns = COLUMNS.filter(([, name]) => points.some((point) => point[name] !== null));
  return points.length === 0 ? [] : ["## How many segments", table(["k", ...columns.map(([title]) => title)], points.map((point) => [point.k === model.k ? `${point.k} (chosen)` : String(point.k), ...columns.map(([, name]) => cell(point[name]))]))];
}

function segment(one: SegmentFacts): string[] {
  const { label, name, size, ratio, insight } = one, { silhouette = null, borderline = null, stabilityBand = null } = insight ?? {};
  const qualities = [stabilityBand, silhouette !== null && `silhouette ${short(silhouette)}`, borderline !== null && `${formatShare(borderline)} borderline`].filter((item) => typeof item === "string");
  return [
    `## ${label}: ${escape(name)}`, [`${counted(size, "customer")}, ${formatShare(ratio)}`, ...qualities].join("; "), bullets(apart(one)),
    bullets((insight?.rules ?? []).map(({ conditions, covers, precision }) => `If ${conditions.join(" and ")}: covers ${formatShare(covers)}, ${formatShare(precision)} of those it fits are in it`)),
    insight?.representatives ? `Typical customers: ${list(insight.representatives.map((id) => escape(String(id))))}` : "",
  ];
}

function quality({ model, insights }: Facts): string[] {
  return [
    "## Data quality", `Columns used: ${list(model.features.map(({ name }) => escape(name)))}.`,
    model.leftOut.length > 0 ? table(["column left out", "reason"], model.leftOut.map(({ column, reason }) => [column, reason])) : "", bullets(model.notes),
    insights ? ruleTrust(insights) : "",
    insights?.heldOut ? `Of ${counted(insights.heldOut.rows, "customer")} held out, ${formatShare(insights.heldOut.within)} are as near to their segment as 99 % of the others; labels agree by ${short(insights.heldOut.agreement)} (adjusted Rand index).` : "",
  ];
}
