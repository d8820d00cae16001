import type { PipelineModel } from "../core";
import type { TableInput } from "../data";
import { segmentNames } from "../insights/segment-names";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { CustomerSample, Insights } from "../report/insights";
import { inputFields, type InputField } from "./input/input-field";
import { textsInParts } from "./json-in-parts";
import { wholeOf, type ReadModel } from "./read-source";
import { readRows } from "./input/read-rows";
import { segmentsOf } from "./routes/about";
import { explained } from "./routes/explain";
import { crowdOf, sampleOf, type Crowd } from "./scoring/crowd";
import { SliceSize, type Breath } from "./turns";

/** A model, ready to answer. Never changes: a newer one is another. */
export class ServedModel {
  /** `name@version`. */
  readonly id: string;
  /** Without the sample of customers in its insights. */
  readonly model: SegmentationModel;
  /** Its insights, checked, without their sample of customers; null where it has none. */
  readonly insights: Insights | null;
  /** What leads from points to segments. */
  readonly last: PipelineModel;
  /** What segments are called, and the same as JSON. */
  readonly names: readonly string[];
  readonly nameTexts: readonly string[];
  /** How many customers are scored, explained, compared at a time. */
  readonly slices = { predict: new SliceSize(16), explain: new SliceSize(1, 64), similar: new SliceSize(1, 64) };
  readonly #sample: CustomerSample | null;
  #whole: SegmentationModel | undefined;
  #segments: Promise<readonly string[]> | undefined;

  constructor(readonly name: string, readonly version: string, { model, insights, sample }: ReadModel, readonly fields: readonly InputField[], readonly crowd: Crowd | null) {
    this.id = `${name}@${version}`;
    this.model = model;
    this.#sample = sample;
    this.insights = insights && { ...insights, sample: null };
    this.last = model.pipeline.slice(-1);
    this.names = segmentNames(model);
    this.nameTexts = this.names.map((text) => JSON.stringify(text));
  }

  /** The model as it was given. */
  get whole(): SegmentationModel {
    return (this.#whole ??= wholeOf({ model: this.model, sample: this.#sample }));
  }

  /** What `GET segments` answers, in pieces: megabytes, where a hundred segments have a hundred columns each. Written once, in slices. */
  segmentsTexts(breath: Breath): Promise<readonly string[]> {
    return (this.#segments ??= textsInParts(segmentsOf(this), breath));
  }
}

/** Makes a model ready, in slices. */
export async function serveModel(name: string, version: string, read: ReadModel, customers: TableInput | undefined, breath: Breath): Promise<ServedModel> {
  const { model, insights } = read, crowd = customers ? await crowdOf(model, customers, breath) : await sampleOf(insights, breath);
  await breath.take();
  const fields = await inputFields(model, breath);
  await breath.take();
  await tryOut(model, fields, breath);
  return new ServedModel(name, version, read, fields, crowd);
}

/** Explains the model's example, so that the first request need not wait until all of that code is compiled: some 20 ms. A model that cannot explain may still predict. */
async function tryOut(model: SegmentationModel, fields: readonly InputField[], breath: Breath): Promise<void> {
  const { table } = readRows(model.features, [Object.fromEntries(fields.map(({ name, example }) => [name, example]))], { first: 0, isList: false });
  if (table) await explained(model, table, breath).catch(() => undefined);
}
