import { encode, freezeModel, type Model } from "../core";
import { isRecord, SegmentryError, show } from "../errors";
import { insightsInSteps } from "../page/read-insights";
import { SegmentationModel } from "../recipes/segmentation-model";
import type { CustomerSample, Insights } from "../report/insights";
import { decodeInParts, freezeInSteps } from "./decode-in-parts";
import { parseInParts, textsInParts } from "./json-in-parts";
import type { Breath } from "./turns";

/** A model that was read and checked. */
export interface ReadModel {
  /** Without the sample of customers in its insights: frozen, its thousands of points would be hundreds of thousands of numbers to the garbage collector. */
  readonly model: SegmentationModel;
  /** That sample, as it was given; null where there is none. */
  readonly sample: CustomerSample | null;
  /** Its insights with it, checked; null where it has none. */
  readonly insights: Insights | null;
  /** The first 12 digits of the SHA-256 of its JSON. */
  readonly digest: string;
}

/** Reads a model, or its JSON, anew: one of another copy of this library is as good. The work is done in slices. */
export async function readSource(source: SegmentationModel | string, breath: Breath): Promise<ReadModel> {
  const written = typeof source === "string" ? [source] : await textsInParts(opened(source), breath), json = await parse(written.join(""), breath), { kind } = (json ?? {}) as { kind?: unknown };
  if (kind !== "Segmentation") throw new SegmentryError("UNKNOWN_KIND", "decode", "a segmentation, as segmentry fit, segment and findSegments make it", typeof kind === "string" ? `a model of kind ${show(kind)}` : "JSON that is no model");
  const { insights: given } = json as { insights?: Insights }, sample = isRecord(given) ? ((given as Partial<Insights>).sample ?? null) : null;
  const model = await decodeInParts(sample ? { ...(json as object), insights: { ...given, sample: null } } : (json as object), breath), insights = await breath.through(insightsInSteps({ k: model.k, insights: given }));
  // What a text has of white space is no part of the model.
  return { model, sample, insights, digest: await digestOf(typeof source === "string" ? await textsInParts(json as object, breath) : written, breath) };
}

/** The model as it was given, frozen with its sample. */
export function wholeOf({ model, sample }: Pick<ReadModel, "model" | "sample">): SegmentationModel {
  if (!sample) return model;
  const { pipeline, report, curve, features, id, leftOut, notes, insights } = model, whole = new SegmentationModel({ pipeline, report, curve, features, id, leftOut, notes });
  for (const steps = freezeInSteps(sample); !steps.next().done;);
  return freezeModel(Object.assign(whole, { insights: Object.freeze({ ...insights, sample }) }));
}

/** A source as it is at this moment: a caller's own object is written, as it may change as soon as others have their turn. */
export function asGiven(source: SegmentationModel | string | object): SegmentationModel | string {
  return typeof source === "string" || isModel(source) ? source : (JSON.stringify(source ?? null) ?? "");
}

/** Whether it is a model, of whichever copy of this library: those never change. */
function isModel(source: object): source is SegmentationModel {
  const { kind, pipeline, report } = (source ?? {}) as Partial<SegmentationModel>;
  return kind === "Segmentation" && Object.isFrozen(source) && [source, pipeline, report].every((model) => typeof (model as Partial<Model> | undefined)?.toJSON === "function") && Array.isArray(pipeline!.stages);
}

/** What the toJSON of a model gives, not copied, so that it can be written part by part. */
function opened({ kind, pipeline, report, ...others }: SegmentationModel): object {
  return { ...encode(kind, {}), pipeline: { ...encode(pipeline.kind, {}), stages: pipeline.stages }, report: { ...encode(report.kind, {}), ...report }, ...others };
}

async function parse(text: string, breath: Breath): Promise<unknown> {
  try {
    return await parseInParts(text, breath);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SegmentryError("INVALID_JSON", "decode", "JSON", `text that is not (${error.message})`, "the file is damaged or was not written by segmentry");
  }
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
