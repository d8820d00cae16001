import { SegmentryError, show } from "../errors";
import { readInsights } from "../page/read-insights";
import { decodeSegmentation } from "../predict";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { Insights } from "../report/insights";
import { decodeInParts } from "./decode-in-parts";
import { parseInParts, textInParts } from "./json-in-parts";
import { readSampleInParts } from "./read-sample";
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
  const json = typeof source === "string" ? await parse(source, breath) : plainOf(source), insights = (json as { insights?: { sample?: unknown } } | null)?.insights;
  const { kind } = (json ?? {}) as { kind?: unknown };
  if (kind !== "Segmentation") throw new SegmentryError("UNKNOWN_KIND", "decode", "a segmentation, as segmentry fit, segment and findSegments make it", typeof kind === "string" ? `a model of kind ${show(kind)}` : "JSON that is no model");
  await breath.take();
  const hasSample = typeof insights === "object" && insights !== null && "sample" in insights;
  // Freezing thousands of points takes longer than all the rest.
  const withoutSample = hasSample ? { ...json, insights: { ...insights, sample: null } } : json, model = await decodeInParts(withoutSample, breath);
  await breath.take();
  const read = readInsights({ k: model.k, insights: (withoutSample as { insights?: Insights }).insights });
  await breath.take();
  const sample = hasSample && read ? await readSampleInParts(insights as Insights, model.k, read.map.mean.length, breath) : null;
  await breath.take();
  const bytes = new TextEncoder().encode(await textInParts(json, breath));
  await breath.take();
  return { model, insights: read && { ...read, sample }, given: insights as Insights | undefined, digest: await digestOf(bytes) };
}

async function parse(text: string, breath: Breath): Promise<object> {
  try {
    return (await parseInParts(text, breath)) as object;
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
