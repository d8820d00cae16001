import { createDecoder, pipelineCodec, type Codec, type Model, type PipelineModel } from "./core";
import type { SegmentationModel } from "./recipes/segmentation-model";
import { segmentationCodec } from "./recipes/segmentation-model";
import { clusterReportCodec, type ClusterReport } from "./report/cluster-reporter/model";
import type { ElbowFinderModel } from "./selection/elbow-finder/model";
import { columnSelectorCodec, type ColumnSelectorModel } from "./stages/column-selector/model";
import type { CosineTopNModel } from "./stages/cosine-top-n/model";
import type { DateToDaysModel } from "./stages/date-to-days/model";
import { imputerCodec, type ImputerModel } from "./stages/imputer/model";
import { kMeansCodec, type KMeansModel } from "./stages/k-means/model";
import type { LabelListModel } from "./stages/label-encoder/list-model";
import { labelEncoderCodec, type LabelEncoderModel } from "./stages/label-encoder/model";
import { oneHotEncoderCodec, type OneHotEncoderModel } from "./stages/one-hot-encoder/model";
import { ordinalEncoderCodec, type OrdinalEncoderModel } from "./stages/ordinal-encoder/model";
import { pcaCodec, type PCAModel } from "./stages/pca/model";
import type { PowerTransformerModel } from "./stages/power-transformer/model";
import type { WinsorizerModel } from "./stages/winsorizer/model";
import { standardScalerCodec, type StandardScalerModel } from "./stages/standard-scaler/model";

/** The models by the kind that stands in their JSON. */
export interface ModelKinds {
  Pipeline: PipelineModel;
  Segmentation: SegmentationModel;
  KMeans: KMeansModel;
  ElbowFinder: ElbowFinderModel;
  CosineTopN: CosineTopNModel;
  PCA: PCAModel;
  StandardScaler: StandardScalerModel;
  OneHotEncoder: OneHotEncoderModel;
  LabelEncoder: LabelEncoderModel;
  LabelList: LabelListModel;
  OrdinalEncoder: OrdinalEncoderModel;
  Imputer: ImputerModel;
  ColumnSelector: ColumnSelectorModel;
  DateToDays: DateToDaysModel;
  PowerTransformer: PowerTransformerModel;
  Winsorizer: WinsorizerModel;
  ClusterReport: ClusterReport;
}

/** Any model that `decode` gives. */
export type AnyModel = ModelKinds[keyof ModelKinds];

/** The kinds that lead from customers to segments: those that `decode` of `segmentry/predict` knows. */
export type SegmentKinds = Omit<ModelKinds, "CosineTopN" | "ElbowFinder" | "LabelList" | "DateToDays" | "PowerTransformer" | "Winsorizer">;

const SEGMENT_CODECS: readonly Codec[] = [
  pipelineCodec, segmentationCodec, kMeansCodec, pcaCodec, standardScalerCodec, oneHotEncoderCodec, labelEncoderCodec,
  ordinalEncoderCodec, imputerCodec, columnSelectorCodec, clusterReportCodec,
];

/** The type of `decode`. */
export interface Decode<Kinds> {
  /**
   * The model of a kind that its caller expects, from JSON text or what `JSON.parse` made of it.
   *
   * @throws SegmentryError `INVALID_JSON`, `INVALID_MODEL`, `UNKNOWN_KIND` (also for another kind), `NEWER_VERSION`
   */
  <K extends keyof Kinds>(json: unknown, kind: K): Kinds[K];
  /**
   * The model of any kind; tell them apart by `model.kind`.
   *
   * @throws SegmentryError `INVALID_JSON`, `INVALID_MODEL`, `UNKNOWN_KIND`, `NEWER_VERSION`
   */
  (json: unknown): Kinds[keyof Kinds];
}

/** The kinds of model that codecs read. */
export type KindsOf<C extends readonly Codec[]> = { [M in C[number] extends infer One ? (One extends Codec<infer Read> ? Read : never) : never as M["kind"]]: M };

/**
 * A `decode` that knows more kinds of model than that of `segmentry/predict`: those of the given codecs.
 *
 * @example
 * ```ts
 * import { CosineTopN } from "segmentry";
 * import { cosineTopN, decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new CosineTopN({ n: 1 }).fit([[1, 0], [0, 1]], ["ada", "bob"]));
 * const decode = decodeWith(cosineTopN);
 * console.log(decode(text, "CosineTopN").query([[0, 2]])[0]![0]!.id); // bob
 * ```
 */
export function decodeWith<C extends readonly Codec[]>(...codecs: C): Decode<SegmentKinds & KindsOf<C>> {
  return createDecoder<Model>([...SEGMENT_CODECS, ...codecs]) as Decode<SegmentKinds & KindsOf<C>>;
}
