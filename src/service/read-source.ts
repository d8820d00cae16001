import { encode } from "../core";
import { SegmentryError, show } from "../errors";
import { insightsInSteps } from "../page/read-insights";
import { SegmentationModel } from "../recipes/segmentation-model";
import type { Insights } from "../report/insights";
import { decodeInParts } from "./decode-in-parts";
import { parseInParts, textsInParts } from "./json-in-parts";
import type { Breath } from "./turns";

/** A model that was read and checked. */
export interface ReadModel {
  readonly model: SegmentationModel;
  /** Its insights, checked; null where it has none. */
  readonly insights: Insights | null;
  /** The first 12 digits of the SHA-256 of its JSON. */
  readonly digest: string;
}

/** Reads a model, or its JSON, anew: one of another copy of this library is as good. The work is done in slices. */
export async function readSource(source: SegmentationModel | string | object, breath: Breath): Promise<ReadModel> {
  const written = typeof source === "string" ? null : await textsInParts(source instanceof SegmentationModel ? opened(source) : (Object(source) as object), breath);
  const json = await parse(written ? written.join("") : (source as string), breath), { kind } = (json ?? {}) as { kind?: unknown };
  if (kind !== "Segmentation") throw new SegmentryError("UNKNOWN_KIND", "decode", "a segmentation, as segmentry fit, segment and findSegments make it", typeof kind === "string" ? `a model of kind ${show(kind)}` : "JSON that is no model");
  // What a text has of white space is no part of the model.
  const digest = await digestOf(written ?? (await textsInParts(json as object, breath)), breath), model = await decodeInParts(json as object, breath);
  return { model, insights: await breath.through(insightsInSteps(model)), digest };
}

async function parse(text: string, breath: Breath): Promise<unknown> {
  try {
    return await parseInParts(text, breath);
  } catch (error) {
    throw new SegmentryError("INVALID_JSON", "decode", "JSON", `text that is not (${(error as Error).message})`, "the file is damaged or was not written by segmentry");
  }
}

/** What the toJSON of a model gives, not copied, so that it can be written part by part. */
function opened({ kind, pipeline, report, ...rest }: SegmentationModel): object {
  return { ...encode(kind, {}), pipeline: { ...encode(pipeline.kind, {}), stages: pipeline.stages }, report: { ...encode(report.kind, {}), rows: report.rows, clusters: report.clusters }, ...rest };
}

async function digestOf(texts: readonly string[], breath: Breath): Promise<string> {
  const encoder = new TextEncoder(), parts: Uint8Array[] = [];
  for (const text of texts) {
    parts.push(encoder.encode(text));
    await breath.take();
  }
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (bytes.set(part, at), at + part.length), 0);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  await breath.next();
  return Array.from(digest.subarray(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
