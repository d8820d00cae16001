import type { PipelineModel } from "../core";
import { segmentNames } from "../insights/segment-names";
import { readInsights } from "../page/read-insights";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { Insights } from "../report/insights";
import { inputFields, type InputField } from "./input/input-field";
import { segmentsOf } from "./routes/about";
import { type Crowd, sampleOf } from "./scoring/crowd";
import { type Breath, SliceSize } from "./turns";

/** A model, ready to answer. Never changes: a newer one is another. */
export class ServedModel {
  /** `name@version`. */
  readonly id: string;
  /** What leads from points to segments. */
  readonly last: PipelineModel;
  /** What segments are called, and the same as JSON. */
  readonly names: readonly string[];
  readonly nameTexts: readonly string[];
  readonly crowd: Crowd | null;
  /** How many customers are scored, explained, compared at a time. */
  readonly slices = { predict: new SliceSize(16), explain: new SliceSize(1, 64), similar: new SliceSize(1, 64) };

  #segments: string | undefined;

  /** @param insights checked; null where the model has none */
  private constructor(readonly name: string, readonly version: string, readonly model: SegmentationModel, readonly fields: readonly InputField[], readonly insights: Insights | null, crowd: Crowd | null) {
    this.id = `${name}@${version}`;
    this.last = model.pipeline.slice(-1);
    this.names = segmentNames(model);
    this.nameTexts = this.names.map((text) => JSON.stringify(text));
    this.crowd = crowd ?? sampleOf(model);
  }

  /** Makes a model ready, in slices: of hundreds of columns that takes a while. */
  static async of(name: string, version: string, model: SegmentationModel, crowd: Crowd | null, breath: Breath): Promise<ServedModel> {
    const fields = await inputFields(model, breath), insights = readInsights(model);
    await breath.take();
    return new ServedModel(name, version, model, fields, insights, crowd);
  }

  /** What `GET segments` answers: megabytes, where a hundred segments have a hundred columns each. */
  get segmentsText(): string {
    return (this.#segments ??= JSON.stringify(segmentsOf(this)));
  }
}
