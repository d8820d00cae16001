import { createDecoder, pipelineCodec, type Codec, type Model, type PipelineModel } from "./core";
import type { SegmentationModel } from "./recipes/segmentation-model";
import { segmentationCodec } from "./recipes/segmentation-model";
import { clusterReportCodec, type ClusterReport } from "./report/cluster-reporter/model";
import { elbowFinderCodec, type ElbowFinderModel } from "./selection/elbow-finder/model";
import { columnSelectorCodec, type ColumnSelectorModel } from "./stages/column-selector/model";
import type { CosineTopNModel } from "./stages/cosine-top-n/model";
import { imputerCodec, type ImputerModel } from "./stages/imputer/model";
import { kMeansCodec, type KMeansModel } from "./stages/k-means/model";
import { labelEncoderCodec, type LabelEncoderModel } from "./stages/label-encoder/model";
import { oneHotEncoderCodec, type OneHotEncoderModel } from "./stages/one-hot-encoder/model";
import { ordinalEncoderCodec, type OrdinalEncoderModel } from "./stages/ordinal-encoder/model";
import { pcaCodec, type PCAModel } from "./stages/pca/model";
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
  OrdinalEncoder: OrdinalEncoderModel;
  Imputer: ImputerModel;
  ColumnSelector: ColumnSelectorModel;
  ClusterReport: ClusterReport;
}

/** Any model that `decode` gives. */
export type AnyModel = ModelKinds[keyof ModelKinds];

/** All kinds whose model reads itself back; CosineTopN is added with the metrics that an entry knows. */
const CODECS: readonly Codec[] = [
  pipelineCodec, segmentationCodec, kMeansCodec, elbowFinderCodec, pcaCodec, standardScalerCodec, oneHotEncoderCodec,
  labelEncoderCodec, ordinalEncoderCodec, imputerCodec, columnSelectorCodec, clusterReportCodec,
];

/** The type of `decode`. */
export interface Decode {
  /**
   * The model of a kind that its caller expects, from JSON text or what `JSON.parse` made of it.
   *
   * @throws SegmentryError `INVALID_JSON`, `INVALID_MODEL`, `UNKNOWN_KIND` (also for another kind), `NEWER_VERSION`
   */
  <K extends keyof ModelKinds>(json: unknown, kind: K): ModelKinds[K];
  /**
   * The model of any kind; tell them apart by `model.kind`.
   *
   * @throws SegmentryError `INVALID_JSON`, `INVALID_MODEL`, `UNKNOWN_KIND`, `NEWER_VERSION`
   */
  (json: unknown): AnyModel;
}

/** `decode` for all kinds and one more codec. */
export function decoderWith(codec: Codec): Decode {
  return createDecoder<Model>([...CODECS, codec]) as Decode;
}
