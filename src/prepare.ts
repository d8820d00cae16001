/**
 * Stages that make columns of numbers fit for distances: scales that outliers do not move, limits, and transformations of
 * skewed money and counts.
 *
 * @packageDocumentation
 */
export { MinMaxScaler, minMaxScaler, MinMaxScalerModel, type ColumnExtent, type MinMaxScalerOptions } from "./stages/min-max-scaler";
export { PowerTransformer, powerTransformer, PowerTransformerModel, type ColumnPower, type PowerTransformerOptions } from "./stages/power-transformer";
export { QuantileTransformer, quantileTransformer, QuantileTransformerModel, type ColumnQuantiles, type QuantileTransformerOptions } from "./stages/quantile-transformer";
export { RobustScaler, robustScaler, RobustScalerModel, type ColumnSpread, type RobustScalerOptions } from "./stages/robust-scaler";
export { Winsorizer, winsorizer, WinsorizerModel, type ColumnLimits, type WinsorizerOptions } from "./stages/winsorizer";
export { ColumnMaps, type ColumnParameters } from "./core";
