import { FieldReader } from "../core";
import { show } from "../errors";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { CustomerSample, Difference, HeatmapRow, HeldOutInsight, InputColumn, Insights, SegmentInsight, SegmentMap, SegmentRule, StabilityBand, SweepPoint, Verdict } from "../report/insights";

const BANDS: readonly StabilityBand[] = ["unstable", "doubtful", "stable", "highly stable"];

/**
 * The insights that a model carries, each field checked, as a copy that shares nothing with it; null where it has none. Decoding
 * a model does not look into them, so whatever draws them reads them by this.
 *
 * @throws SegmentryError `INVALID_MODEL` with the path of what is wrong
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { readInsights } from "segmentry/report";
 *
 * const { model } = segment([20, 21, 22, 70, 71, 72].map((AGE) => ({ AGE })), { k: 2 });
 * console.log(readInsights(model)); // null
 * ```
 */
export function readInsights(model: Pick<SegmentationModel, "k" | "insights">): Insights | null {
  const steps = insightsInSteps(model);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** A part of what is read, between two yields. */
type Steps<T> = Generator<undefined, T, undefined>;

/** The same as a generator that yields after each segment, column and customer: thousands of customers take tens of milliseconds. */
export function* insightsInSteps(model: Pick<SegmentationModel, "k" | "insights">): Steps<Insights | null> {
  if (model.insights === undefined) return null;
  const fields = new FieldReader("insights", model.insights), { k } = model;
  const map = fields.object("map", readMap);
  const insights: Insights = {
    verdict: fields.object("verdict", readVerdict),
    sweep: fields.each("sweep", readSweepPoint),
    segments: ofLength(fields, "segments", yield* listInSteps(fields, "segments", (item, name) => item.object(name, readSegment)), k),
    heatmap: yield* listInSteps(fields, "heatmap", (item, name) => item.object(name, (row) => readHeatmapRow(row, k))),
    knee: orNull(fields, "knee", () => fields.integer("knee", 1)), judged: fields.integer("judged", 0),
    rules: fields.object("rules", (rules) => ({ fidelity: share(rules, "fidelity"), balanced: share(rules, "balanced"), heldOut: rules.integer("heldOut", 0) })),
    heldOut: orNull(fields, "heldOut", () => fields.object("heldOut", readHeldOut)),
    inputs: fields.each("inputs", readInput),
    map,
    sample: fields.value("sample") === null ? null : yield* readSample(new FieldReader("insights sample", fields.value("sample")), k, map.mean.length),
  };
  insights.segments.forEach(({ segment }, label) => segment === label || fields.fail(`segments[${label}].segment`, `${label}`, `${segment}`));
  fields.distinct("names of segments", insights.segments.map(({ name }) => name));
  fields.distinct("inputs", insights.inputs.map(({ name }) => name));
  fields.done();
  return insights;
}

/** A list, each item read as the one field of a reader, by the name under which it is refused. */
function* listInSteps<T>(fields: FieldReader, name: string, read: (item: FieldReader, name: string) => T): Steps<T[]> {
  const items: T[] = [];
  for (const [i, value] of fields.list(name, (item) => item).entries()) {
    items.push(read(new FieldReader(fields.who, { [`${name}[${i}]`]: value }), `${name}[${i}]`));
    yield;
  }
  return items;
}

function orNull<T>(fields: FieldReader, name: string, read: () => T): T | null {
  return fields.value(name) === null ? null : read();
}

const numberOrNull = (fields: FieldReader, name: string, low = -Infinity, high = Infinity): number | null => orNull(fields, name, () => between(fields, name, low, high));

function between(fields: FieldReader, name: string, low: number, high: number): number {
  const value = fields.number(name, low);
  return value <= high ? value : fields.fail(name, `at most ${high}`, show(value));
}

const share = (fields: FieldReader, name: string): number => between(fields, name, 0, 1);

function ofLength<T>(fields: FieldReader, name: string, items: readonly T[], length: number): readonly T[] {
  return items.length === length ? items : fields.fail(name, `a list of ${length}`, `one of ${items.length}`);
}

function readVerdict(fields: FieldReader): Verdict {
  const kind = fields.oneOf("kind", ["clear", "ambiguous", "none"] as const);
  const base = { k: fields.integer("k", 1), summary: fields.string("summary"), reasons: fields.strings("reasons"), pValue: numberOrNull(fields, "pValue", 0, 1) };
  if (kind !== "ambiguous") return { kind, ...base };
  const candidates = fields.numbers("candidates", undefined, 1);
  return { kind, ...base, candidates };
}

function readSweepPoint(fields: FieldReader): SweepPoint {
  return {
    k: fields.integer("k", 1), inertia: fields.number("inertia", 0), silhouette: numberOrNull(fields, "silhouette", -1, 1),
    calinskiHarabasz: numberOrNull(fields, "calinskiHarabasz"), daviesBouldin: numberOrNull(fields, "daviesBouldin"),
    gap: numberOrNull(fields, "gap"), gapError: numberOrNull(fields, "gapError", 0),
    predictionStrength: numberOrNull(fields, "predictionStrength", 0, 1), stability: numberOrNull(fields, "stability", 0, 1),
    filled: numberOrNull(fields, "filled", 0), smallest: fields.integer("smallest", 0),
  };
}

function readSegment(fields: FieldReader): SegmentInsight {
  return {
    segment: fields.integer("segment", 0), name: fields.string("name"), size: fields.integer("size", 0), ratio: share(fields, "ratio"),
    silhouette: numberOrNull(fields, "silhouette", -1, 1), borderline: numberOrNull(fields, "borderline", 0, 1), stability: numberOrNull(fields, "stability", 0, 1),
    stabilityBand: orNull(fields, "stabilityBand", () => fields.oneOf("stabilityBand", BANDS)),
    apart: fields.each("apart", readDifference), rules: fields.each("rules", readRule),
    representatives: orNull(fields, "representatives", () => ids(fields, "representatives")),
  };
}

function readDifference(fields: FieldReader): Difference {
  const kind = fields.oneOf("kind", ["numeric", "categorical"] as const);
  const common = { column: fields.string("column"), effect: fields.number("effect"), pValue: share(fields, "pValue"), text: fields.string("text") };
  if (kind === "categorical") return { kind, ...common, value: fields.string("value"), ratio: share(fields, "ratio"), overallRatio: share(fields, "overallRatio"), lift: fields.number("lift", 0) };
  return { kind, ...common, median: fields.number("median"), overallMedian: fields.number("overallMedian"), mean: fields.number("mean"), overallMean: fields.number("overallMean") };
}

function readRule(fields: FieldReader): SegmentRule {
  return { conditions: fields.strings("conditions"), covers: share(fields, "covers"), precision: share(fields, "precision") };
}

function readHeatmapRow(fields: FieldReader, k: number): HeatmapRow {
  return { column: fields.string("column"), value: orNull(fields, "value", () => fields.string("value")), cells: fields.numbers("cells", k), texts: fields.strings("texts", k) };
}

function readHeldOut(fields: FieldReader): HeldOutInsight {
  return { rows: fields.integer("rows", 0), within: share(fields, "within"), agreement: between(fields, "agreement", -1, 1), fidelity: share(fields, "fidelity") };
}

function readInput(fields: FieldReader): InputColumn {
  const bound = (name: string): number | string | null => scalar(fields, name, ["number", "string"]) as number | string | null;
  return {
    name: fields.string("name"), type: fields.oneOf("type", ["number", "boolean", "date", "text"] as const), values: fields.strings("values"),
    typical: scalar(fields, "typical", ["number", "string", "boolean"]), min: bound("min"), max: bound("max"),
  };
}

function scalar(fields: FieldReader, name: string, types: readonly string[]): number | string | boolean | null {
  const value = fields.value(name), fits = value === null || (types.includes(typeof value) && (typeof value !== "number" || Number.isFinite(value)));
  return fits ? (value as number | string | boolean | null) : fields.fail(name, `${types.join(" or ")} or null`, show(value));
}

function ids(fields: FieldReader, name: string, length?: number): (string | number)[] {
  return fields.list(name, (value, i) => {
    if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return value;
    return fields.fail(`${name}[${i}]`, "text or a finite number", show(value));
  }, length);
}

function readMap(fields: FieldReader): SegmentMap {
  const mean = fields.numbers("mean"), two = <T>(items: T[]): [T, T] => items as [T, T];
  const axes = two(fields.list("axes", (axis, i) => new FieldReader("insights map", { [`axes[${i}]`]: axis }).numbers(`axes[${i}]`, mean.length), 2));
  return { mean, axes, explained: two(fields.numbers("explained", 2)), labels: two(fields.strings("labels", 2)) };
}

function* readSample(fields: FieldReader, k: number, dimensions: number): Steps<CustomerSample> {
  const of = fields.integer("of", 0), points = yield* listInSteps(fields, "points", (point, name) => point.numbers(name, dimensions));
  const labels = fields.numbers("labels", points.length, 0), silhouettes = fields.numbers("silhouettes", undefined, -1);
  labels.forEach((label, i) => (Number.isInteger(label) && label < k) || fields.fail(`labels[${i}]`, `a segment from 0 to ${k - 1}`, show(label)));
  if (silhouettes.length > 0) ofLength(fields, "silhouettes", silhouettes, points.length);
  silhouettes.forEach((value, i) => value <= 1 || fields.fail(`silhouettes[${i}]`, "at most 1", show(value)));
  const sample = { of, points, labels, silhouettes, ids: orNull(fields, "ids", () => ids(fields, "ids", points.length)) };
  fields.done();
  return sample;
}
