import { SegmentryError, show } from "../errors";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { ClusterProfile } from "../report/cluster-reporter/model";
import type { Insights, SegmentInsight } from "../report/insights";
import { checkReportOptions, type Head, type ReportOptions } from "./options";
import { readInsights } from "./read-insights";

/** One segment with all that is known of it. */
export interface SegmentFacts {
  readonly label: number;
  readonly name: string;
  readonly size: number;
  /** Share of all customers, 0 to 1. */
  readonly ratio: number;
  readonly profile: ClusterProfile;
  readonly insight: SegmentInsight | null;
}

/** What every form of the report tells. */
export interface Facts extends Head {
  readonly model: SegmentationModel;
  readonly insights: Insights | null;
  readonly customers: number;
  readonly segments: readonly SegmentFacts[];
}

/** Checks a model and its insights, and gathers what is told of them. */
export function gatherFacts(who: string, model: SegmentationModel, options: ReportOptions): Facts {
  checkModel(who, model);
  const insights = readInsights(model), { report } = model;
  const segments = report.clusters.map((profile, label) => {
    const insight = insights?.segments[label] ?? null;
    return { label, name: insight?.name ?? `Segment ${label}`, size: profile.size, ratio: profile.ratio, profile, insight };
  });
  return { ...checkReportOptions(who, options), model, insights, customers: report.rows, segments };
}

function checkModel(who: string, model: unknown): void {
  const { kind, predict, report } = (model ?? {}) as Partial<SegmentationModel>;
  if (kind !== "Segmentation" || typeof predict !== "function") {
    throw new SegmentryError("INVALID_MODEL", who, "the model of segment", typeof kind === "string" ? `a ${kind}${typeof predict === "function" ? "" : " that is not decoded"}` : show(model), "read JSON by decodeSegmentation");
  }
  if (!Array.isArray(report?.clusters) || report.clusters.length === 0) throw new SegmentryError("INVALID_MODEL", who, "a model with a profile of each segment", "one without");
}
