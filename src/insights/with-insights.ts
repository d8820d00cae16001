import { freezeModel } from "../core";
import { SegmentationModel } from "../recipes/segmentation-model";
import type { Insights } from "../report/insights";

/**
 * The same model with other insights, or without any: a front end that only predicts needs none.
 *
 * @example
 * ```ts
 * import { findSegments, withInsights } from "segmentry/insights";
 *
 * const { model } = findSegments([20, 21, 22, 23, 70, 71].map((AGE) => ({ AGE })), { k: 2, maxK: 3 });
 * console.log(JSON.stringify(withInsights(model, undefined)).length < JSON.stringify(model).length); // true
 * ```
 */
export function withInsights(model: SegmentationModel, insights: Insights | undefined): SegmentationModel {
  return withNotes(model, insights, []);
}

/** The same with further notes. */
export function withNotes({ pipeline, report, curve, features, id, leftOut, notes }: SegmentationModel, insights: Insights | undefined, more: readonly string[]): SegmentationModel {
  return freezeModel(new SegmentationModel({ pipeline, report, curve, features, id, leftOut, notes: [...notes, ...more], insights }));
}
