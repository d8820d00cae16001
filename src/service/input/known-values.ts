import type { Category, Value } from "../../data";
import { isRecord } from "../../errors";
import { stagesOf } from "../../contract/rows";
import type { SegmentationModel } from "../../recipes/segmentation-model";

/** The values of columns of text that the encoders of a model know, in their order. */
export function categoriesOf(model: SegmentationModel): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, readonly string[]>();
  for (const stage of stagesOf(model)) {
    const { classes } = stage as { classes?: Readonly<Record<string, readonly Category[]>> };
    if (!isRecord(classes)) continue;
    for (const [name, values] of Object.entries(classes)) {
      if (!known.has(name)) known.set(name, values.filter((value): value is string => typeof value === "string" && value.trim() !== ""));
    }
  }
  return known;
}

/** A customer of the largest segment, as far as the model knows what is usual there; null where it does not. */
export function exampleOf(model: SegmentationModel, known: ReadonlyMap<string, readonly string[]>): Record<string, Value> {
  const profiles = new Map(model.report.clusters[0]?.columns.map((profile) => [profile.column, profile]));
  const inputs = new Map(model.insights?.inputs.map((input) => [input.name, input]));
  return Object.fromEntries(model.features.map(({ name, type }): [string, Value] => {
    const profile = profiles.get(name), typical = inputs.get(name)?.typical ?? null;
    if (type === "date") return [name, typeof typical === "string" ? new Date(typical) : null];
    if (profile?.kind === "numeric") return [name, type === "boolean" ? profile.median > 0.5 : profile.median];
    const top = profile?.kind === "categorical" ? (profile.top[0]?.value ?? null) : null;
    if (type === "boolean") return [name, top === null ? false : top === "true"];
    if (type === "number") return [name, typeof typical === "number" ? typical : 0];
    return [name, top ?? known.get(name)?.[0] ?? null];
  }));
}
