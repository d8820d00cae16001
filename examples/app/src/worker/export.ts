import { addCustomers, withInsights } from "segmentry/insights";
import { decodeSegmentation, type SegmentationModel } from "segmentry/predict";
import { reportPage } from "segmentry/report";
import { labelledCsv } from "./labelled-csv";
import type { Read } from "./open";
import type { ExportPlan, Kept, Source } from "./protocol";

/** A file to take away. */
export async function exportOf(source: Source, read: Read, plan: ExportPlan & { readonly model: string }): Promise<Blob> {
  if (plan.what === "csv") return labelledCsv(source, read, plan.model, plan.names);
  // Asked for where there are orders alone.
  if (plan.what === "rfm") return new Blob([JSON.stringify(read.orders!.rfm)], { type: "application/json" });
  const model = keeping(named(decodeSegmentation(plan.model), plan.names), plan.kept, read);
  if (plan.what === "model") return new Blob([JSON.stringify(model)], { type: "application/json" });
  return new Blob([reportPage(model, { title: plan.title, source: source.name, generated: plan.generated })], { type: "text/html" });
}

/** The model with the names that people gave its segments. */
function named(model: SegmentationModel, names: readonly string[]): SegmentationModel {
  const insights = model.insights!;
  return withInsights(model, { ...insights, segments: insights.segments.map((one) => ({ ...one, name: names[one.segment] ?? one.name })) });
}

/** The model with as much of the customers as was asked for. */
function keeping(model: SegmentationModel, kept: Kept, { table }: Read): SegmentationModel {
  if (kept === "ids") return addCustomers(model, table, { ids: true });
  return kept === "none" ? withInsights(model, { ...model.insights!, sample: null }) : model;
}
