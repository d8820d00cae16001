import { Frame, takeMatrixRows, type Matrix } from "../data";
import { createRandom } from "../math/random";
import { sampleOf } from "../math/sample";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { CustomerSample, Difference, RulesInsight, SegmentInsight } from "../report/insights";
import { segmentRules, type SegmentRules } from "../report/segment-rules";
import { BETWEEN, marginOf } from "../selection/margin";
import { stabilityBand } from "../selection/stability/bands";
import { meanJaccards } from "../selection/stability/bootstrap";
import { differencesOf, rowsOfSegments } from "./differences";
import { namesOf, type NameContext } from "./names";
import type { InsightPlan } from "./options";

/** Differences kept of each segment. */
const MOST_APART = 8, SAME = 1e-9;
/** Customers by whom stability is judged at most, and borders. */
const MOST_ROWS = 2000;

/** The customers who were segmented: rows of the table and of the points alike. */
export interface Segmented {
  readonly model: SegmentationModel;
  readonly table: Frame;
  readonly points: Matrix;
  readonly labels: Int32Array;
}

/** What each segment is, how far apart, how stable and by which rules; `nInit` and `seed` as they were segmented. */
export function describeSegments(segmented: Segmented, sample: CustomerSample | null, plan: InsightPlan, { nInit, seed }: { nInit: number; seed: number | string }): { segments: SegmentInsight[]; rules: RulesInsight; notes: string[] } {
  const { model, table, labels, points } = segmented, { k } = model, described = describable(table, model), rows = rowsOfSegments(labels, k);
  const differences = differencesOf(described, rows), names = namesOf(differences, contextOf(described), plan.words), rules = rulesFor(segmented, seed);
  const some = sampleOf(points.rows, MOST_ROWS, createRandom(`${seed} stability`)), drawn = takeMatrixRows(points, some), drawnLabels = some.map((row) => labels[row]!);
  const stability = k > 1 ? meanJaccards(drawn, drawnLabels, k, { resamples: plan.resamples, nInit: Math.min(nInit, 3), seed }) : null;
  const borderline = k > 1 ? borderlineShares(model, points, labels, k) : null;
  const segments = model.report.clusters.map(({ cluster, size, ratio }): SegmentInsight => {
    const jaccard = stability ? stability[cluster]! : null;
    return {
      segment: cluster, name: names[cluster]!, size, ratio, silhouette: sample ? meanSilhouette(sample, cluster) : null, borderline: borderline ? borderline[cluster]! : null,
      stability: jaccard, stabilityBand: jaccard === null ? null : stabilityBand(jaccard), apart: variedColumns(differences[cluster]!), representatives: null,
      rules: (rules.segments.find((one) => one.segment === cluster)?.rules ?? []).map(({ texts, covers, precision }) => ({ conditions: texts, covers, precision })),
    };
  });
  return { segments, notes: silentNote(model, differences), rules: { fidelity: rules.fidelity.accuracy, balanced: rules.fidelity.balanced, heldOut: rules.fidelity.rows } };
}

/** Columns that were used and tell no segment from the others: they may hide further segments. */
function silentNote({ features, k }: SegmentationModel, differences: readonly (readonly Difference[])[]): string[] {
  const told = new Set(differences.flatMap((own) => own.map(({ column }) => column))), silent = features.filter(({ name, type }) => type !== "date" && !told.has(name)).map(({ name }) => name);
  if (k === 1 || silent.length === 0 || silent.length === features.length) return [];
  return [`${silent.join(", ")}: hardly different between segments. Columns that say nothing can hide segments: see whether there are more without them.`];
}

/** All columns but the id: what is said of segments need not be what they were made of. */
export function describable(table: Frame, { id }: SegmentationModel): Frame {
  return id === null ? table : Frame.wrap(table.names.filter((name) => name !== id).map((name) => table.store(name)), table.rows);
}

/** Rules in the columns that were used: those that a new customer has. */
function rulesFor({ model, table, labels }: Segmented, seed: number | string): SegmentRules {
  return segmentRules(table, labels, { columns: model.features.map(({ name }) => name), seed });
}

/** At most two values of one column, and what is the same of several, to this precision, once: the others follow from those. */
function variedColumns(differences: readonly Difference[]): Difference[] {
  const seen = new Map<string, number>(), told: number[] = [];
  return differences.filter(({ column, effect }) => {
    const count = (seen.get(column) ?? 0) + 1, isSame = told.some((one) => Math.abs(one - Math.abs(effect)) < SAME);
    if (!isSame) told.push(Math.abs(effect));
    seen.set(column, count);
    return count <= 2 && !isSame;
  }).slice(0, MOST_APART);
}

export function contextOf(table: Frame): NameContext {
  const values = new Map<string, readonly string[]>(), counts = new Set<string>();
  for (const name of table.names) {
    const column = table.store(name);
    if (column.type === "text") values.set(name, column.levels);
    else if (column.type === "boolean") values.set(name, ["false", "true"]);
    else if (column.type === "number" && column.values.every((value) => Number.isNaN(value) || (value >= 0 && Number.isInteger(value)))) counts.add(name);
  }
  return { values, counts };
}

function meanSilhouette({ labels, silhouettes }: CustomerSample, segment: number): number | null {
  const own = silhouettes.filter((_, i) => labels[i] === segment);
  return own.length > 0 ? own.reduce((sum, value) => sum + value, 0) / own.length : null;
}

/** Of each segment the share of customers whose margin is small. O(n k d). */
function borderlineShares(model: SegmentationModel, points: Matrix, labels: Int32Array, k: number): number[] {
  const { data } = model.pipeline.slice(-1).transform<Matrix>(points), sizes = new Float64Array(k), between = new Float64Array(k);
  labels.forEach((label, i) => {
    sizes[label]!++;
    if (marginOf(data.subarray(i * k, (i + 1) * k), label).margin < BETWEEN) between[label]!++;
  });
  return Array.from(between, (count, s) => count / sizes[s]!);
}
