import { SegmentryError, show } from "../errors";
import { readInsights } from "../page/read-insights";
import { decodeSegmentation } from "../predict";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { Insights } from "../report/insights";
import type { Breath } from "./turns";

/** A model that was read and checked. */
export interface ReadModel {
  /** Without the sample of customers in its insights, which nothing but similar customers need. */
  readonly model: SegmentationModel;
  /** With it; null where the model has none. */
  readonly insights: Insights | null;
  /** The same as they were given. */
  readonly given: Insights | undefined;
  /** The first 12 digits of the SHA-256 of its JSON. */
  readonly digest: string;
}

/** Reads a model, or its JSON, anew: one of another copy of this library is as good. The work is done in slices. */
export async function readSource(source: SegmentationModel | string | object, breath: Breath): Promise<ReadModel> {
  const json = typeof source === "string" ? parse(source) : plainOf(source), insights = (json as { insights?: { sample?: unknown } } | null)?.insights;
  const { kind } = (json ?? {}) as { kind?: unknown };
  if (kind !== "Segmentation") throw new SegmentryError("UNKNOWN_KIND", "decode", "a segmentation, as segmentry fit, segment and findSegments make it", typeof kind === "string" ? `a model of kind ${show(kind)}` : "JSON that is no model");
  await breath.take();
  const hasSample = typeof insights === "object" && insights !== null && "sample" in insights;
  // Freezing thousands of points takes longer than all the rest.
  const model = decodeSegmentation(hasSample ? { ...json, insights: { ...insights, sample: null } } : json);
  await breath.take();
  const read = readInsights({ k: model.k, insights: insights as Insights });
  await breath.take();
  const bytes = new TextEncoder().encode(JSON.stringify(json));
  await breath.take();
  return { model, insights: read, given: insights as Insights | undefined, digest: await digestOf(bytes) };
}

function parse(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return decodeSegmentation(text);
  }
}

function plainOf(source: object): object {
  return JSON.parse(JSON.stringify(source ?? null)) as object;
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest.subarray(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
