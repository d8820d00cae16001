import { Pipeline, type AnyEstimator } from "../../core";
import { Matrix } from "../../data";
import { SegmentryError, show } from "../../errors";
import { ElbowFinder } from "../../selection/elbow-finder";
import { ColumnDropper } from "../../stages/column-dropper";
import { ColumnImputer } from "../../stages/column-imputer";
import { ColumnParser } from "../../stages/column-parser";
import { ColumnSelector } from "../../stages/column-selector";
import { CorrelationFilter } from "../../stages/correlation-filter";
import { DateToDays } from "../../stages/date-to-days";
import { Deduplicator } from "../../stages/deduplicator";
import { FrequencyEncoder } from "../../stages/frequency-encoder";
import { Imputer } from "../../stages/imputer";
import { KMeans } from "../../stages/k-means";
import { LabelEncoder } from "../../stages/label-encoder";
import { OneHotEncoder } from "../../stages/one-hot-encoder";
import { OrdinalEncoder } from "../../stages/ordinal-encoder";
import { PCA } from "../../stages/pca";
import { MinMaxScaler } from "../../stages/min-max-scaler";
import { PowerTransformer } from "../../stages/power-transformer";
import { QuantileTransformer } from "../../stages/quantile-transformer";
import { RareLevelGrouper } from "../../stages/rare-level-grouper";
import { RFM } from "../../stages/rfm";
import { RobustScaler } from "../../stages/robust-scaler";
import { StandardScaler } from "../../stages/standard-scaler";
import { TrainedRange } from "../../stages/trained-range";
import { VarianceThreshold } from "../../stages/variance-threshold";
import { Winsorizer } from "../../stages/winsorizer";
import type { Recipe } from "./describe";

/** Estimators by their kind. A new one is added here; the tests say so where it is forgotten. */
export type EstimatorList = Readonly<Record<string, new (options: never) => AnyEstimator>>;

/** The estimators that workers fit. */
export const ESTIMATORS: EstimatorList = {
  ColumnDropper, ColumnImputer, ColumnParser, ColumnSelector, CorrelationFilter, DateToDays, Deduplicator, ElbowFinder, FrequencyEncoder, Imputer, KMeans, LabelEncoder,
  MinMaxScaler, OneHotEncoder, OrdinalEncoder, PCA, PowerTransformer, QuantileTransformer, RareLevelGrouper, RFM, RobustScaler, StandardScaler, TrainedRange,
  VarianceThreshold, Winsorizer,
};

/** The estimator that a recipe stands for. */
export function rebuild({ kind, options, matrices, stages }: Recipe, estimators: EstimatorList): AnyEstimator {
  if (stages) return new Pipeline(stages.map((stage) => rebuild(stage, estimators)) as never);
  const Estimator = Object.hasOwn(estimators, kind) ? estimators[kind] : undefined;
  if (!Estimator) {
    throw new SegmentryError("UNSUPPORTED", "fitAsync", `an estimator among ${Object.keys(estimators).join(", ")}, Pipeline`, show(kind), "call its fit");
  }
  const given = Object.entries(matrices).map(([name, { data, rows, columns, names }]) => [name, Matrix.wrap(data, rows, columns, names)]);
  return new Estimator({ ...options, ...Object.fromEntries(given) } as never);
}
