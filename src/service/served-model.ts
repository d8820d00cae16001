import type { PipelineModel } from "../core";
import { segmentNames } from "../insights/segment-names";
import { readInsights } from "../page/read-insights";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { Insights } from "../report/insights";
import { inputFields, type InputField } from "./input/input-field";
import { type Crowd, sampleOf } from "./scoring/crowd";
import { SliceSize } from "./turns";

/** A model, ready to answer. Never changes: a newer one is another. */
export class ServedModel {
  /** `name@version`. */
  readonly id: string;
  /** What leads from points to segments. */
  readonly last: PipelineModel;
  /** What segments are called, and the same as JSON. */
  readonly names: readonly string[];
  readonly nameTexts: readonly string[];
  readonly fields: readonly InputField[];
  readonly crowd: Crowd | null;
  /** Checked; null where the model has none. */
  readonly insights: Insights | null;
  /** How many customers are scored, explained, compared at a time. */
  readonly slices = { predict: new SliceSize(16), explain: new SliceSize(1, 64), similar: new SliceSize(1, 64) };

  constructor(readonly name: string, readonly version: string, readonly model: SegmentationModel, crowd: Crowd | null) {
    this.id = `${name}@${version}`;
    this.last = model.pipeline.slice(-1);
    this.names = segmentNames(model);
    this.nameTexts = this.names.map((text) => JSON.stringify(text));
    this.fields = inputFields(model);
    this.insights = readInsights(model);
    this.crowd = crowd ?? sampleOf(model);
  }
}
