import { findSegments } from "segmentry/insights";
import { crowdOf, mapOf } from "./crowd";
import type { Read } from "./open";
import type { FitPlan, Fitted, Step } from "./protocol";

/** The same options as `segmentry fit`, and so the same model. */
export function fit({ table }: Read, { ignored, k }: FitPlan, onProgress: (step: Step) => void): Fitted {
  const { model } = findSegments(table, { schema: Object.fromEntries(ignored.map((name) => [name, "ignore" as const])), ...(k !== null && { k }), onProgress });
  const text = JSON.stringify(model), { insights, features, leftOut, notes } = model;
  onProgress({ stage: "map", done: 0, total: 1 });
  return { k: model.k, model: text, insights: insights!, features: features.map(({ name }) => name), leftOut, notes, map: mapOf(crowdOf(table, text), insights!) };
}
