import { step } from "../core";
import { takeFrame, takeMatrixRows, type TableInput } from "../data";
import { SegmentryError } from "../errors";
import { createRandom } from "../math/random";
import { sampleOf } from "../math/sample";
import { segment, Segmentation } from "../recipes/segment";
import { CHOOSER } from "../recipes/segment/options";
import type { CustomerSample, HeldOutInsight, Insights, Verdict } from "../report/insights";
import { kneeOfSweep, sweepPoints } from "../selection/sweep/sweep-points";
import { verdictChooser, type Finding } from "./choose-k";
import { describeSegments, type Segmented } from "./describe-segments";
import { evaluateSegmentation } from "./held-out";
import { heatmapOf } from "./heatmap";
import { inputColumns } from "./input-columns";
import { splitOptions, type FindSegmentsOptions, type InsightPlan } from "./options";
import { sampleCustomers } from "./sample-customers";
import { mapOf } from "./segment-map";
import { withNotes } from "./with-insights";

const WHO = "findSegments";
/** Customers by whom the plane is laid. */
const MOST_MAPPED = 20_000;

/**
 * Segments that one can trust and read: `segment`, with a verdict on whether there are segments and how many, and with names,
 * rules, stability and all else that is known of them, as `model.insights`, in the same JSON document.
 *
 * The verdict compares the customers with data that have no segments but the same columns otherwise (numbers of one mode,
 * correlated as they are; categories shuffled). `clear`: one number of segments is found again and has little between its
 * segments. `ambiguous`: there is structure, but no such number. `none`: there are no segments; the model then has those of the
 * best of bad numbers, to use if the customers are to be divided all the same. An explicit `k` is taken, and judged.
 *
 * Some seconds; the verdict, stability and silhouettes are those of up to 2,000 customers. Same customers, options and seed give
 * the same bits.
 *
 * @throws SegmentryError what `segment` refuses
 *
 * @example
 * ```ts
 * import { findSegments } from "segmentry/insights";
 *
 * const customers = Array.from({ length: 120 }, (_, i) => ({ AGE: [22, 45, 70][i % 3]! + ((i * 7) % 5), ORDERS: [9, 1, 5][i % 3]! + ((i * 5) % 3) }));
 * const { model } = findSegments(customers, { maxK: 6, seed: 222 });
 * console.log(model.insights!.verdict.kind, model.k); // clear 3
 * console.log(model.insights!.segments.map(({ name }) => name));
 * ```
 */
export function findSegments(customers: TableInput, options: FindSegmentsOptions = {}): Segmentation {
  const { segmenting, plan } = splitOptions(options);
  let finding: Finding | null = null;
  const result = segment(customers, { ...segmenting, [CHOOSER]: verdictChooser(plan, segmenting, (found) => (finding = found)) });
  const { insights, notes } = insightsOf(result, finding!, plan, segmenting);
  return new Segmentation(withNotes(result.model, insights, notes), result.found);
}

function insightsOf(result: Segmentation, { verdict, sweep, space, recipe }: Finding, plan: InsightPlan, options: FindSegmentsOptions): { insights: Insights; notes: string[] } {
  const { rows, points } = result.found, table = result.found.table!, { model } = result, { seed } = recipe, steps = sweep.clusterings.length + 3;
  let done = 0;
  const advance = (): void => step(options, WHO, ++done, steps);
  const kept = rows.length < table.rows ? takeFrame(table, rows) : table, labels = Int32Array.from(rows, (row) => result.found.labels[row]!);
  const segmented: Segmented = { model, table: kept, points, labels };
  const swept = sweepPoints(sweep, seed, advance), sample = plan.sample > 0 ? sampleCustomers(points, labels, model.k, plan.sample, seed) : null;
  advance();
  const { notes, ...described } = describeSegments(segmented, sample, plan, recipe);
  advance();
  const heldOut = heldOutOf(result, plan, options);
  advance();
  const mapped = sampleOf(points.rows, MOST_MAPPED, createRandom(`${seed} map`));
  const stabilities = described.segments.map(({ stability }) => stability ?? 1);
  const insights: Insights = {
    verdict: asked(verdict, recipe.k), sweep: swept.map((one) => (one.k === model.k && one.stability !== null ? { ...one, stability: Math.min(...stabilities) } : one)), knee: kneeOfSweep(sweep), judged: sweep.points.rows, ...described, heatmap: heatmapOf(model.report, kept, labels), heldOut,
    inputs: inputColumns(kept, model.features), map: mapOf(takeMatrixRows(points, mapped), takeMatrixRows(space.encoded, mapped)), sample: sample && plain(sample),
  };
  return { insights, notes };
}

/** The verdict is on the customers, also where another number was asked for. */
function asked(verdict: Verdict, k: number | "auto"): Verdict {
  if (k === "auto" || k === verdict.k || verdict.kind === "none") return verdict;
  const evidence = verdict.kind === "clear" ? `The customers are in ${verdict.k} segments` : verdict.summary.replace(/\.$/, "");
  return { ...verdict, summary: `${evidence}; ${k} ${k === 1 ? "was" : "were"} asked for.` };
}

/** Without the rows, which are those of the training customers. */
function plain({ of, points, labels, silhouettes, ids }: CustomerSample): CustomerSample {
  return { of, points, labels, silhouettes, ids };
}

/** Where customers are too few to hold some out, or too much alike for those left to be segmented, there is none. */
function heldOutOf(result: Segmentation, { holdout }: InsightPlan, options: FindSegmentsOptions): HeldOutInsight | null {
  const { rows } = result.found, held = Math.round(holdout * rows.length);
  if (held === 0 || rows.length - held < 2 * result.k) return null;
  const { minShare: _share, references: _references, resamples: _resamples, sample: _sample, holdout: _holdout, words: _words, k: _k, ...segmenting } = options;
  try {
    return evaluateSegmentation(result, holdout, segmenting);
  } catch (error) {
    if (error instanceof SegmentryError) return null;
    throw error;
  }
}
