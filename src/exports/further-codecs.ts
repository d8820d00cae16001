import { decisionTree, type DecisionTreeModel } from "../report/decision-tree/model";
import { elbowFinderCodec, type ElbowFinderModel } from "../selection/elbow-finder/model";
import { columnDropper, type ColumnDropperModel } from "../stages/column-dropper/model";
import { columnImputer, type ColumnImputerModel } from "../stages/column-imputer/model";
import { columnParser, type ColumnParserModel } from "../stages/column-parser/model";
import { correlationFilter, type CorrelationFilterModel } from "../stages/correlation-filter/model";
import { dateToDays, type DateToDaysModel } from "../stages/date-to-days/model";
import { deduplicator, type DeduplicatorModel } from "../stages/deduplicator/model";
import { frequencyEncoder, type FrequencyEncoderModel } from "../stages/frequency-encoder/model";
import { labelListCodec, type LabelListModel } from "../stages/label-encoder/list-model";
import { minMaxScaler, type MinMaxScalerModel } from "../stages/min-max-scaler/model";
import { powerTransformer, type PowerTransformerModel } from "../stages/power-transformer/model";
import { quantileTransformer, type QuantileTransformerModel } from "../stages/quantile-transformer/model";
import { rareLevelGrouper, type RareLevelGrouperModel } from "../stages/rare-level-grouper/model";
import { rfm, type RFMModel } from "../stages/rfm/model";
import { robustScaler, type RobustScalerModel } from "../stages/robust-scaler/model";
import { trainedRange, type TrainedRangeModel } from "../stages/trained-range/model";
import { varianceThreshold, type VarianceThresholdModel } from "../stages/variance-threshold/model";
import { winsorizer, type WinsorizerModel } from "../stages/winsorizer/model";

/** The kinds that `decode` of `segmentry/predict` does not know, but for CosineTopN, whose metrics are chosen by who decodes. */
export const FURTHER_CODECS = [
  elbowFinderCodec, labelListCodec, rfm, columnDropper, columnImputer, columnParser, correlationFilter, dateToDays, decisionTree, deduplicator, frequencyEncoder, minMaxScaler,
  powerTransformer, quantileTransformer, rareLevelGrouper, robustScaler, trainedRange, varianceThreshold, winsorizer,
] as const;

/** The models of those codecs by the kind that stands in their JSON. */
export interface FurtherKinds {
  ColumnDropper: ColumnDropperModel;
  ColumnImputer: ColumnImputerModel;
  ColumnParser: ColumnParserModel;
  CorrelationFilter: CorrelationFilterModel;
  DateToDays: DateToDaysModel;
  DecisionTree: DecisionTreeModel;
  Deduplicator: DeduplicatorModel;
  ElbowFinder: ElbowFinderModel;
  FrequencyEncoder: FrequencyEncoderModel;
  LabelList: LabelListModel;
  MinMaxScaler: MinMaxScalerModel;
  PowerTransformer: PowerTransformerModel;
  QuantileTransformer: QuantileTransformerModel;
  RFM: RFMModel;
  RareLevelGrouper: RareLevelGrouperModel;
  RobustScaler: RobustScalerModel;
  TrainedRange: TrainedRangeModel;
  VarianceThreshold: VarianceThresholdModel;
  Winsorizer: WinsorizerModel;
}
