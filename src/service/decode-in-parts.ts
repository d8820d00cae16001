import { FieldReader, freezeModel, frozen, PipelineModel, type Model } from "../core";
import { isRecord } from "../errors";
import { decodeSegmentation } from "../predict";
import { SegmentationModel } from "../recipes/segmentation-model";
import { ClusterReport, readCluster, type ClusterProfile } from "../report/cluster-reporter/model";
import type { Breath } from "./turns";

/**
 * A segmentation as {@link decodeSegmentation} reads it, in slices of work: each stage of its pipeline and each profile of its
 * report by itself. Its insights become those of the model, frozen and not copied: nobody else may have them.
 */
export async function decodeInParts(json: object, breath: Breath): Promise<SegmentationModel> {
  const { insights, ...rest } = json as Record<string, unknown>, stages = listIn(rest, "pipeline", "stages"), clusters = listIn(rest, "report", "clusters");
  const short = { ...rest, ...withList(rest, "report", "clusters", []) }, nothing = { curve: [], features: [], id: null, leftOut: [], notes: [] };
  const { pipeline, report, curve, features, id, leftOut, notes } = decodeSegmentation({ ...short, ...withList(rest, "pipeline", "stages", stages.slice(0, 1)) });
  const models: Model[] = [...pipeline.stages], profiles: ClusterProfile[] = [];
  for (const stage of stages.slice(1)) {
    await breath.take();
    models.push(...decodeSegmentation({ ...short, ...nothing, ...withList(rest, "pipeline", "stages", [stage]) }).pipeline.stages);
  }
  for (const [i, cluster] of clusters.entries()) {
    await breath.take();
    const name = `clusters[${i}]`;
    profiles.push(frozen(new FieldReader(report.kind, { [name]: cluster }).object(name, readCluster)));
  }
  await breath.through(freezeInSteps(insights));
  const model = new SegmentationModel({ pipeline: freezeModel(new PipelineModel(models)), report: reportOf(report.rows, profiles), curve, features, id, leftOut, notes });
  return freezeModel(insights === undefined ? model : Object.assign(model, { insights }));
}

function listIn(json: Record<string, unknown>, model: string, name: string): readonly unknown[] {
  const holder = json[model], list = isRecord(holder) ? holder[name] : undefined;
  return Array.isArray(list) ? (list as unknown[]) : [];
}

/** The model with another list; as it is where it has none, which is then refused. */
function withList(json: Record<string, unknown>, model: string, name: string, list: readonly unknown[]): object {
  const holder = json[model];
  return isRecord(holder) && Array.isArray(holder[name]) ? { [model]: { ...holder, [name]: list } } : {};
}

/** A report of profiles that are frozen: its constructor would copy and freeze all of them at once. */
function reportOf(rows: number, clusters: readonly ClusterProfile[]): ClusterReport {
  return Object.freeze(Object.assign(Object.create(ClusterReport.prototype) as object, { kind: "ClusterReport", rows, clusters: Object.freeze(clusters) })) as ClusterReport;
}

/** Freezes plain data, all that is in it too. */
export function* freezeInSteps(value: unknown): Generator<undefined, void, undefined> {
  const left = [value];
  while (left.length > 0) {
    const item = left.pop();
    if (typeof item !== "object" || item === null) continue;
    Object.freeze(item);
    for (const inner of Object.values(item)) if (typeof inner === "object") left.push(inner);
    yield;
  }
}
