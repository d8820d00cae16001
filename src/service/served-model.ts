import type { PipelineModel } from "../core";
import type { TableInput } from "../data";
import { segmentNames } from "../insights/segment-names";
import { withInsights } from "../insights/with-insights";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { Insights } from "../report/insights";
import { inputFields, type InputField } from "./input/input-field";
import type { ReadModel } from "./read-source";
import { segmentsOf } from "./routes/about";
import { crowdOf, sampleOf, type Crowd } from "./scoring/crowd";
import { SliceSize, type Breath } from "./turns";

/** A model, ready to answer. Never changes: a newer one is another. */
export class ServedModel {
  /** `name@version`. */
  readonly id: string;
  /** Without the sample of customers in its insights. */
  readonly model: SegmentationModel;
  /** Checked; null where the model has none. */
  readonly insights: Insights | null;
  /** What leads from points to segments. */
  readonly last: PipelineModel;
  /** What segments are called, and the same as JSON. */
  readonly names: readonly string[];
  readonly nameTexts: readonly string[];
  /** How many customers are scored, explained, compared at a time. */
  readonly slices = { predict: new SliceSize(16), explain: new SliceSize(1, 64), similar: new SliceSize(1, 64) };
  readonly #given: Insights | undefined;
  #whole: SegmentationModel | undefined;
  #segments: string | undefined;

  constructor(readonly name: string, readonly version: string, { model, insights, given }: ReadModel, readonly fields: readonly InputField[], readonly crowd: Crowd | null) {
    this.id = `${name}@${version}`;
    this.model = model;
    this.insights = insights;
    this.#given = given;
    this.last = model.pipeline.slice(-1);
    this.names = segmentNames(model);
    this.nameTexts = this.names.map((text) => JSON.stringify(text));
  }

  /** The model as it was given. */
  get whole(): SegmentationModel {
    return (this.#whole ??= this.insights?.sample ? withInsights(this.model, this.#given) : this.model);
  }

  /** What `GET segments` answers: megabytes, where a hundred segments have a hundred columns each. */
  get segmentsText(): string {
    return (this.#segments ??= JSON.stringify(segmentsOf(this)));
  }
}

/** Makes a model ready, in slices. */
export async function serveModel(name: string, version: string, read: ReadModel, customers: TableInput | undefined, breath: Breath): Promise<ServedModel> {
  const { model, insights } = read, crowd = customers ? await crowdOf(model, customers, breath) : await sampleOf(insights, breath);
  await breath.take();
  return new ServedModel(name, version, read, await inputFields(model, breath), crowd);
}
