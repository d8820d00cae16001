/**
 * Customer segmentation for TypeScript: fit on your customers in Node or in the browser, keep one JSON model, and get the
 * same answer from it everywhere.
 *
 * @packageDocumentation
 */
import { streamPipelines } from "./core";
import { decodeWith, type Decode, type ModelKinds } from "./models";
import { elbowFinderCodec } from "./selection/elbow-finder/model";
import { anyMetric } from "./stages/cosine-top-n/all-metrics";
import { cosineTopNCodec } from "./stages/cosine-top-n/model";
import { dateToDays } from "./stages/date-to-days/model";
import { labelListCodec } from "./stages/label-encoder/list-model";
import { powerTransformer } from "./stages/power-transformer/model";
import { winsorizer } from "./stages/winsorizer/model";

/**
 * The model that JSON text, or what `JSON.parse` made of it, stands for: bit for bit the one that was written. Everything is
 * checked before anything is built.
 *
 * @example
 * ```ts
 * import { decode, KMeans } from "segmentry";
 *
 * const text = JSON.stringify(new KMeans({ k: 2, seed: 222 }).fit([[1], [2], [8], [9]]));
 * const model = decode(text, "KMeans");
 * console.log(model.k, model.inertia); // 2 1
 * ```
 */
export const decode: Decode<ModelKinds> = (json: unknown, kind?: keyof ModelKinds): never => {
  streamPipelines();
  return decodeAny<never>(json, kind as never);
};

const decodeAny: Decode<ModelKinds> = /* @__PURE__ */ decodeWith(/* @__PURE__ */ cosineTopNCodec(anyMetric), elbowFinderCodec, labelListCodec, dateToDays, powerTransformer, winsorizer);

export * from "./exports/models";
export { Pipeline, type AnyEstimator, type DataSchema, type Estimator, type FitOptions, type FittedPipeline, type Fitting, type InputOf, type LastOf, type ModelOf, type OutputOf, type Abilities, type Progress } from "./core";
export { findKnee, type KneeOptions } from "./selection/knee";
export { silhouetteSamples, silhouetteScore, type SilhouetteOptions } from "./selection/silhouette";
export { ClusterReporter, type ClusterReporterOptions } from "./report/cluster-reporter";
export { reportToMarkdown, reportToText, setsApart, type TextOptions } from "./report/render";
export { segment, type Segmentation, type SegmentOptions } from "./recipes/segment";
export { ElbowFinder, type ElbowFinderOptions } from "./selection/elbow-finder";
export { ColumnSelector, type ColumnSelectorOptions } from "./stages/column-selector";
export { CosineTopN, type CosineTopNOptions, type NeighborOf } from "./stages/cosine-top-n";
export { Imputer, type ImputerOptions } from "./stages/imputer";
export { KMeans, kMeansPlusPlus, type KMeansOptions, type KMeansPlusPlusOptions, type KMeansSeeds } from "./stages/k-means";
export { LabelEncoder, type LabelEncoderOptions, type Widened } from "./stages/label-encoder";
export { OneHotEncoder, type OneHotEncoderOptions } from "./stages/one-hot-encoder";
export { OrdinalEncoder, type OrdinalEncoderOptions } from "./stages/ordinal-encoder";
export { PCA, type PCAOptions } from "./stages/pca";
export { StandardScaler, type StandardScalerOptions } from "./stages/standard-scaler";
