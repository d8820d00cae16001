import { freezeModel } from "../core";
import { decode, decodeSegmentation } from "../predict";
import { SegmentationModel } from "../recipes/segmentation-model";
import type { Insights } from "../report/insights";
import { ClusterReport, type ClusterProfile } from "../report/cluster-reporter/model";
import type { Breath } from "./turns";

/** Profiles of segments that are read at once: each has some 300 bytes a column. */
const AT_ONCE = 4;

/** A segmentation as {@link decodeSegmentation} reads it, in slices of work: the profiles of its segments, which are most of it, a few at a time. */
export async function decodeInParts(json: object, breath: Breath): Promise<SegmentationModel> {
  const { insights, ...rest } = json as { insights?: Insights; report?: { clusters?: unknown } }, { report } = rest, clusters = report?.clusters;
  if (!Array.isArray(clusters) || clusters.length <= AT_ONCE) return decodeSegmentation(json);
  try {
    const part = (start: number): object => ({ ...report, clusters: clusters.slice(start, start + AT_ONCE) });
    const { pipeline, report: first, curve, features, id, leftOut, notes } = decodeSegmentation({ ...rest, report: part(0) }), all = [...first.clusters];
    for (let start = AT_ONCE; start < clusters.length; start += AT_ONCE) {
      await breath.take();
      all.push(...decode(part(start), "ClusterReport").clusters);
    }
    await breath.take();
    return freezeModel(new SegmentationModel({ pipeline, report: joined(first.rows, all), curve, features, id, leftOut, notes, insights }));
  } catch {
    // Refused by the place where it stands in the whole.
    return decodeSegmentation(json);
  }
}

/** A report of profiles that were read and frozen before: its constructor would copy and freeze all of them at once. */
function joined(rows: number, clusters: readonly ClusterProfile[]): ClusterReport {
  return Object.freeze(Object.assign(Object.create(ClusterReport.prototype) as object, { kind: "ClusterReport", rows, clusters: Object.freeze(clusters) })) as ClusterReport;
}
