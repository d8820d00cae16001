import { PCA, silhouetteSamples, type Matrix, type Segmentation } from "../../src";
import type { SegmentationModel } from "../../src";
import type { Difference, InputColumn, Insights, SegmentInsight, StabilityBand, SweepPoint, Verdict } from "../../src/report/insights";
import { decodeSegmentation } from "../../src/predict";
import { uniform } from "./random";

type Row = Readonly<Record<string, unknown>>;

/** What to make of the example. */
export interface ExampleOptions { kind?: Verdict["kind"]; ids?: boolean; names?: readonly string[]; sample?: number }

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
const deviation = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) || 1;
};
const round = (value: number, digits = 4): number => Number(value.toFixed(digits)) || 0;
const show = (value: number): string => String(round(value, 1));

/** Plausible insights of a real segmentation. The verdict, the sweep, stability and rules are made up; points, silhouettes, map, differences and inputs are not. */
export function exampleInsights(result: Segmentation, rows: readonly Row[], { kind = "clear", ids = false, names, sample = 2000 }: ExampleOptions = {}): Insights {
  const { model } = result, labels = [...result.labels], points = model.embed(rows), k = model.k, random = uniform(1), taken = rows.map((_, i) => i).filter(() => random() < sample / rows.length);
  const embedded = points.toRows(), sampled = taken.map((i) => embedded[i]!), silhouettes = k > 1 ? [...silhouetteSamples(sampled, taken.map((i) => labels[i]!))] : [];
  const segments = Array.from({ length: k }, (_, label) => segmentOf(label, result, rows, labels, taken, silhouettes, names, ids));
  return {
    verdict: verdictOf(kind, k), sweep: sweepOf(k), segments, heatmap: heatmapOf(model, rows, labels), knee: k, judged: rows.length, rules: { fidelity: 0.93, balanced: 0.92, heldOut: 40 },
    heldOut: { rows: Math.round(rows.length * 0.2), within: 0.985, agreement: 0.91, fidelity: 0.9 },
    inputs: model.features.map(({ name, type }) => inputOf(name, type, rows)), map: mapOf(points, model.features.map(({ name }) => name)),
    sample: { of: rows.length, points: sampled.map((point) => point.map((value) => round(value))), labels: taken.map((i) => labels[i]!), silhouettes: silhouettes.map((value) => round(value)), ids: ids ? taken.map((i) => rows[i]![model.id ?? ""] as number) : null },
  };
}

/** The model with insights, as it comes from a file. */
export function withInsights(model: SegmentationModel, insights: unknown): SegmentationModel {
  return decodeSegmentation(JSON.stringify({ ...model.toJSON(), insights }));
}

function verdictOf(kind: Verdict["kind"], k: number): Verdict {
  if (kind === "none") return { kind, k, summary: `The customers look like customers without segments: ${k} segments are as good as any other division.`, reasons: ["Data without segments have a silhouette as high in 41 of 100 trials.", "No number of segments has a prediction strength of 0.8."], pValue: 0.41 };
  if (kind === "ambiguous") return { kind, k, candidates: [k, k + 1], summary: `There is structure, but ${k} and ${k + 1} segments describe it about as well.`, reasons: [`The gap is highest at k = ${k + 1}, the silhouette at k = ${k}.`, "Prediction strength is above 0.8 up to k = 3 only."], pValue: 0.01 };
  return { kind, k, summary: `There are ${k} segments, and nearly all evidence is for that number.`, reasons: [`The gap statistic, the silhouette and the index of Calinski and Harabasz all choose k = ${k}.`, `Prediction strength at k = ${k} is 0.86: one half of the customers predicts the segments of the other.`, "The least stable segment comes back in 81 % of resamples."], pValue: 0 };
}

function sweepOf(k: number): SweepPoint[] {
  const random = uniform(5);
  return Array.from({ length: Math.max(9, k - 1) }, (_, i) => {
    const at = i + 2, off = Math.abs(at - k) / k;
    return { k: at, inertia: round(600 / at ** 1.2 + (at < k ? 60 * (k - at) : 0), 1), silhouette: round(0.56 - 0.3 * off + 0.02 * random(), 3), calinskiHarabasz: round(240 - 180 * off, 1), daviesBouldin: round(0.6 + 0.7 * off, 3), gap: round(0.9 - 0.7 * off + 0.03 * random(), 3), gapError: round(0.02 + 0.02 * random(), 3), predictionStrength: round(Math.max(0.2, 0.88 - 0.8 * off), 3), stability: round(Math.max(0.2, 0.84 - 0.6 * off), 3), filled: 0.3, smallest: Math.max(3, Math.round(60 / at)) };
  });
}

function segmentOf(label: number, { model }: Segmentation, rows: readonly Row[], labels: readonly number[], taken: readonly number[], silhouettes: readonly number[], names: readonly string[] | undefined, ids: boolean): SegmentInsight {
  const own = rows.filter((_, i) => labels[i] === label), apart = model.features.map(({ name }) => differenceOf(name, own, rows)).filter(({ effect }) => Math.abs(effect) > 0.2).sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
  const values = silhouettes.filter((_, i) => labels[taken[i]!] === label), stability = round(0.95 - 0.13 * (label % 4), 2);
  const stabilityBand: StabilityBand = stability >= 0.85 ? "highly stable" : stability >= 0.75 ? "stable" : stability >= 0.6 ? "doubtful" : "unstable";
  const name = names?.[label] ?? (apart.slice(0, 2).map((one) => (one.kind === "numeric" ? `${one.effect > 0 ? "high" : "low"} ${one.column}` : one.value)).join(", ") || "average");
  return {
    segment: label, name: names?.[label] ?? `${name}${label > 9 ? ` ${label}` : ""}`, size: own.length, ratio: own.length / rows.length,
    silhouette: values.length > 0 ? round(mean(values)) : null, borderline: model.k > 1 ? round(values.filter((value) => value < 0.1).length / (values.length || 1)) : null, stability, stabilityBand, apart,
    rules: apart.length === 0 ? [] : [{ conditions: apart.slice(0, 3).map((one) => (one.kind === "numeric" ? `${one.column} ${one.effect > 0 ? "above" : "below"} ${show((one.median + one.overallMedian) / 2)}` : `${one.column} is ${one.value}`)), covers: 0.88, precision: 0.94 }, { conditions: [apart[0]!.kind === "numeric" ? `${apart[0]!.column} ${apart[0]!.effect > 0 ? "above" : "below"} ${show(apart[0]!.median)}` : `${apart[0]!.column} is ${apart[0]!.value}`], covers: 0.31, precision: 0.81 }],
    representatives: ids ? own.slice(0, 3).map((row) => row[model.id ?? ""] as number) : null,
  };
}

function differenceOf(column: string, own: readonly Row[], all: readonly Row[]): Difference {
  const values = all.map((row) => row[column]), first = values.find((value) => value !== null);
  if (typeof first === "number" || first instanceof Date) {
    const mine = own.map((row) => Number(row[column])), others = values.map(Number);
    return { kind: "numeric", column, median: median(mine), overallMedian: median(others), mean: mean(mine), overallMean: mean(others), effect: round((mean(mine) - mean(others)) / deviation(others)), pValue: 0.001, text: `${column} ${mean(mine) > mean(others) ? "higher" : "lower"}: median ${show(median(mine))}, overall ${show(median(others))}` };
  }
  const mine = countsOf(own, column), others = countsOf(all, column);
  const best = [...mine].map(([value, n]) => ({ value, ratio: n / own.length, overallRatio: others.get(value)! / all.length })).sort((a, b) => b.ratio - b.overallRatio - (a.ratio - a.overallRatio))[0]!;
  return { kind: "categorical", column, value: String(best.value), ratio: best.ratio, overallRatio: best.overallRatio, lift: best.ratio / best.overallRatio, effect: round(2 * Math.asin(Math.sqrt(best.ratio)) - 2 * Math.asin(Math.sqrt(best.overallRatio))), pValue: 0.002, text: `${column} = ${String(best.value)}: ${show(best.ratio * 100)} %, overall ${show(best.overallRatio * 100)} %` };
}

function countsOf(rows: readonly Row[], column: string): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const row of rows) counts.set(row[column], (counts.get(row[column]) ?? 0) + 1);
  return counts;
}

function heatmapOf({ features, k }: SegmentationModel, rows: readonly Row[], labels: readonly number[]): Insights["heatmap"] {
  return features.map(({ name, type }) => {
    const top = type === "number" || type === "date" ? null : String(rows[0]![name]), read = (row: Row): number => (top === null ? Number(row[name]) : row[name] === top ? 1 : 0), all = rows.map(read);
    const groups = Array.from({ length: k }, (_, label) => rows.filter((_, i) => labels[i] === label).map(read));
    return { column: name, value: top, cells: groups.map((group) => round((mean(group) - mean(all)) / deviation(all))), texts: groups.map((group) => (top === null ? show(mean(group)) : `${show(mean(group) * 100)} %`)) };
  });
}

function inputOf(name: string, type: InputColumn["type"], rows: readonly Row[]): InputColumn {
  const values = rows.map((row) => row[name]).filter((value) => value !== null && value !== undefined);
  if (type === "number") return { name, type, values: [], typical: median(values as number[]), min: values.reduce<number>((a, b) => Math.min(a, Number(b)), Infinity), max: values.reduce<number>((a, b) => Math.max(a, Number(b)), -Infinity) };
  const known = [...countsOf(rows, name)].filter(([value]) => value !== null).sort((a, b) => b[1] - a[1]).map(([value]) => value);
  if (type === "date") {
    const days = values.map((value) => (value as Date).toISOString().slice(0, 10)).sort();
    return { name, type, values: [], typical: days[Math.floor(days.length / 2)]!, min: days[0]!, max: days.at(-1)! };
  }
  return { name, type, values: type === "text" ? known.slice(0, 50).map(String) : [], typical: known[0] as string | boolean, min: null, max: null };
}

function mapOf(points: Matrix, columns: readonly string[]): Insights["map"] {
  const rows = points.toRows(), d = points.columns;
  if (d === 1) return { mean: [mean(rows.map((row) => row[0]!))], axes: [[1], [0]], explained: [1, 0], labels: [`more ${columns[0]!}`, ""] };
  const pca = new PCA({ components: 2 }).fit(points), axes = pca.components.toRows();
  return { mean: [...pca.means], axes: [axes[0]!, axes[1]!], explained: [pca.explainedVarianceRatio[0]!, pca.explainedVarianceRatio[1]!], labels: [`more ${columns[0]!}, less ${columns.at(-1)!}`, `more ${columns[1] ?? columns[0]!}`] };
}
