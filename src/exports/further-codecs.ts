import { elbowFinderCodec } from "../selection/elbow-finder/model";
import { columnDropper } from "../stages/column-dropper/model";
import { columnImputer } from "../stages/column-imputer/model";
import { columnParser } from "../stages/column-parser/model";
import { correlationFilter } from "../stages/correlation-filter/model";
import { dateToDays } from "../stages/date-to-days/model";
import { deduplicator } from "../stages/deduplicator/model";
import { frequencyEncoder } from "../stages/frequency-encoder/model";
import { labelListCodec } from "../stages/label-encoder/list-model";
import { minMaxScaler } from "../stages/min-max-scaler/model";
import { powerTransformer } from "../stages/power-transformer/model";
import { quantileTransformer } from "../stages/quantile-transformer/model";
import { rareLevelGrouper } from "../stages/rare-level-grouper/model";
import { rfm } from "../stages/rfm/model";
import { robustScaler } from "../stages/robust-scaler/model";
import { trainedRange } from "../stages/trained-range/model";
import { varianceThreshold } from "../stages/variance-threshold/model";
import { winsorizer } from "../stages/winsorizer/model";

/** The kinds that `decode` of `segmentry/predict` does not know, but for CosineTopN, whose metrics are chosen by who decodes. */
export const FURTHER_CODECS = [
  elbowFinderCodec, labelListCodec, rfm, columnDropper, columnImputer, columnParser, correlationFilter, dateToDays, deduplicator, frequencyEncoder, minMaxScaler,
  powerTransformer, quantileTransformer, rareLevelGrouper, robustScaler, trainedRange, varianceThreshold, winsorizer,
] as const;
