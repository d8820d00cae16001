/**
 * From a messy export to features: stages that read text as numbers and dates, fill or drop missing values, leave out columns
 * and rows that mislead, group rare levels, and make columns of numbers fit for distances; and {@link explainRows}, which says
 * what a model did to each row.
 *
 * @packageDocumentation
 */
export { ColumnDropper, columnDropper, ColumnDropperModel, type ColumnDropCode, type ColumnDropperOptions } from "./stages/column-dropper";
export { ColumnImputer, columnImputer, ColumnImputerModel, type ColumnImputerOptions, type ImputedColumn, type ImputeRule, type ImputeStrategy } from "./stages/column-imputer";
export { ColumnParser, columnParser, ColumnParserModel, type ColumnParserOptions, type ColumnReading } from "./stages/column-parser";
export { CorrelationFilter, correlationFilter, CorrelationFilterModel, type CorrelationFilterOptions } from "./stages/correlation-filter";
export { DateToDays, dateToDays, DateToDaysModel, type DateToDaysOptions } from "./stages/date-to-days";
export { Deduplicator, deduplicator, DeduplicatorModel, type DeduplicatorOptions, type DuplicateWinner } from "./stages/deduplicator";
export { FrequencyEncoder, frequencyEncoder, FrequencyEncoderModel, type FrequencyEncoderOptions } from "./stages/frequency-encoder";
export { MinMaxScaler, minMaxScaler, MinMaxScalerModel, type ColumnExtent, type MinMaxScalerOptions } from "./stages/min-max-scaler";
export { PowerTransformer, powerTransformer, PowerTransformerModel, type ColumnPower, type PowerTransformerOptions } from "./stages/power-transformer";
export { QuantileTransformer, quantileTransformer, QuantileTransformerModel, type ColumnQuantiles, type QuantileTransformerOptions } from "./stages/quantile-transformer";
export { RareLevelGrouper, rareLevelGrouper, RareLevelGrouperModel, type RareLevelGrouperOptions } from "./stages/rare-level-grouper";
export { RobustScaler, robustScaler, RobustScalerModel, type ColumnSpread, type RobustScalerOptions } from "./stages/robust-scaler";
export { TrainedRange, trainedRange, TrainedRangeModel, type ColumnRange, type OutsidePolicy, type TrainedRangeOptions } from "./stages/trained-range";
export { VarianceThreshold, varianceThreshold, VarianceThresholdModel, type VarianceThresholdOptions } from "./stages/variance-threshold";
export { Winsorizer, winsorizer, WinsorizerModel, type ColumnLimits, type WinsorizerOptions } from "./stages/winsorizer";
export { ColumnMaps, KeptColumns, TableMaps, type ColumnParameters, type DropCode, type DroppedColumn, type KeepsRows, type NotesRows, type RowNote, type RowNoteCode } from "./core";
export type { BooleanText, DateText, NumberText, TextReading } from "./stages/column-parser/readings";
export type { DateFormat } from "./data/dates";
export { explainRows } from "./contract/explain-rows";
export type { ExplainedNote, ExplainedRow, ExplainedRows, RowsSummary, SummaryNote } from "./contract/types";
