import type { SegmentationModel } from "../recipes/segmentation-model";
import { escapeForScript } from "./escape-for-script";
import { gatherFacts } from "./facts";
import type { ReportOptions } from "./options";

/**
 * The facts of {@link reportPage} as JSON for other programs: `title`, `source`, `generated`, `customers`, `k`, `verdict`,
 * `sweep`, `segments` (each with its profile), `heatmap`, `knee`, `judged`, `rules`, `heldOut`, `features`, `leftOut` and `notes`. It holds
 * neither the model nor single customers, but for representatives where their ids were asked for. What was not found out is null.
 * It may stand within a script element of HTML: no `<` is in it.
 *
 * @throws SegmentryError as {@link reportPage}
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { reportJSON } from "segmentry/report";
 *
 * const { model } = segment([20, 21, 22, 23, 70, 71].map((AGE) => ({ AGE })), { k: 2 });
 * const facts = JSON.parse(reportJSON(model)) as { k: number; segments: { size: number }[] };
 * console.log(facts.k, facts.segments.map(({ size }) => size)); // 2 [ 4, 2 ]
 * ```
 */
export function reportJSON(model: SegmentationModel, options: ReportOptions = {}): string {
  const { title, source, generated, customers, insights, segments } = gatherFacts("reportJSON", model, options), { features, leftOut, notes, curve } = model;
  const { verdict = null, sweep = curve, heatmap = null, rules = null, knee = null, judged = null, heldOut = null } = insights ?? {};
  const told = segments.map(({ label, name, size, ratio, profile, insight }) => ({ ...insight, segment: label, name, size, ratio, profile: profile.columns }));
  const facts = { title, source, generated, customers, k: segments.length, verdict, sweep, segments: told, heatmap, knee, judged, rules, heldOut, features, leftOut, notes };
  return `${escapeForScript(JSON.stringify(facts, null, 2))}\n`;
}
