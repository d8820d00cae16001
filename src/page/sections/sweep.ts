import { lineChart, type Series } from "../charts/line-chart";
import type { Facts } from "../facts";
import { h, type Child, type Piece } from "../piece";
import type { SweepPoint } from "../../report/insights";
import { counted, formatNumber, list, short } from "../words";
import { absent, details, section, table } from "./parts";

interface Index { readonly title: string; readonly asks: string; readonly read: string; readonly of: readonly (keyof SweepPoint)[]; readonly error?: keyof SweepPoint; readonly threshold?: number; readonly best?: "high" }

const INDICES: readonly Index[] = [
  { title: "Inertia", asks: "How tight are the segments?", read: "Lower is tighter. It always falls; look for the bend.", of: ["inertia"] },
  { title: "Silhouette", asks: "How far apart are the segments?", read: "Higher is better; 1 is perfect, 0 is no distance at all.", of: ["silhouette"], best: "high" },
  { title: "Gap", asks: "Is it more than chance?", read: "Tighter than data without segments by so much, give or take the bars. Higher is better.", of: ["gap"], error: "gapError", best: "high" },
  { title: "Prediction strength", asks: "Are they found again?", read: "Half of the customers foretells the segments of the other half. Good above the dotted line.", of: ["predictionStrength"], threshold: 0.8, best: "high" },
  { title: "Stability", asks: "Do they come back in samples?", read: "The segment that comes back least, over many samples. Good above the dotted line.", of: ["stability"], threshold: 0.75, best: "high" },
];

const NAMES: Readonly<Partial<Record<keyof SweepPoint, string>>> = { inertia: "inertia", silhouette: "silhouette", gap: "gap", predictionStrength: "prediction strength", stability: "stability" };

/** How many segments: each index over k. */
export function sweep({ insights, model }: Facts): Piece {
  const points = insights?.sweep ?? model.curve.map(fromCurve), k = model.k, verdict = insights?.verdict;
  if (points.length === 0) return section("how-many", "How many segments", null, absent(`${counted(k, "segment")} ${k === 1 ? "was" : "were"} asked for; other numbers were not compared.`));
  const candidates = verdict?.kind === "ambiguous" ? verdict.candidates.filter((candidate) => candidate !== k) : [];
  const also = candidates.length > 0 ? `; dashed: ${list(candidates, "and")}, which the evidence allows as well` : "";
  const judged = insights && insights.judged < insights.segments.reduce((sum, { size }) => sum + size, 0) ? ` Judged by ${counted(insights.judged, "customer")}, a sample.` : "";
  const charts = INDICES.filter(({ of }) => points.some((point) => point[of[0]!] !== null));
  return section("how-many", "How many segments", `Each chart asks one question of several numbers of segments (k). The solid line marks ${k}, the number in this report${also}.${judged}`,
    h("div", { class: "charts" }, charts.map((index) => figure(index, points, k, candidates))),
    details("The same as a table", false, sweepTable(points, k)));
}

function fromCurve({ k, inertia }: { k: number; inertia: number }): SweepPoint {
  return { k, inertia, silhouette: null, calinskiHarabasz: null, daviesBouldin: null, gap: null, gapError: null, predictionStrength: null, stability: null, filled: null, smallest: 0 };
}

function figure({ title, asks, read, of, error, threshold, best }: Index, points: readonly SweepPoint[], chosen: number, candidates: readonly number[]): Piece {
  const series: Series[] = of.map((name) => ({ name: NAMES[name] ?? name, values: points.map((point) => point[name]), ...(error ? { errors: points.map((point) => point[error]) } : {}) }));
  const chart = { ks: points.map((point) => point.k), series, chosen, candidates, ...(threshold === undefined ? {} : { threshold }) };
  return h("figure", {}, h("figcaption", {}, h("b", {}, asks), h("span", {}, h("i", {}, title), ` ${read}`)), lineChart({ ...chart, label: inWords(title, points, of[0]!, chosen, best) }));
}

function inWords(title: string, points: readonly SweepPoint[], name: keyof SweepPoint, chosen: number, best?: "high"): string {
  const known = points.filter((point) => point[name] !== null), at = known.find(({ k }) => k === chosen)?.[name];
  const top = known.reduce((a, b) => (b[name]! > a[name]! ? b : a), known[0]!), value = (of: number): string => (Math.abs(of) < 100 ? short(of, 3) : formatNumber(of));
  return [`${title} over k = ${points[0]!.k} to ${points.at(-1)!.k}`, best && `highest at k = ${top.k} with ${value(top[name]!)}`, at !== undefined && at !== null && `${value(at)} at the chosen k = ${chosen}`].filter(Boolean).join(", ");
}

const COLUMNS: readonly (readonly [string, keyof SweepPoint])[] = [["inertia", "inertia"], ["silhouette", "silhouette"], ["Calinski-Harabasz", "calinskiHarabasz"], ["Davies-Bouldin", "daviesBouldin"], ["gap", "gap"], ["± error", "gapError"], ["prediction strength", "predictionStrength"], ["between segments", "filled"], ["stability", "stability"], ["smallest segment", "smallest"]];

function sweepTable(points: readonly SweepPoint[], chosen: number): Child {
  const columns = COLUMNS.filter(([, name]) => points.some((point) => point[name] !== null && (name !== "smallest" || point[name] > 0)));
  return table("Indices by number of segments", ["k", ...columns.map(([title]) => title)],
    points.map((point) => [point.k === chosen ? `${point.k} (chosen)` : point.k, ...columns.map(([, name]) => cell(point[name]))]), "numbers");
}

/** A value of an index in a table. */
export const cell = (value: number | null): string => (value === null ? "–" : Math.abs(value) < 100 && !Number.isInteger(value) ? short(value, 3) : formatNumber(value));
