/**
 * From orders to customers: features of each customer from what they bought, and RFM scores with named segments.
 *
 * @packageDocumentation
 */
export { CustomerFeatures, customerFeatures, findOrderColumns } from "./orders/index";
export type { CustomerFeaturesOptions, CustomerFeaturesResult, DateFormat, OrderCounts } from "./orders/index";
export { checkRFMRules, RFM, RFM_SEGMENTS_10, RFM_SEGMENTS_11, rfm, RFMModel } from "./stages/rfm";
export type { Cuts, OfMeasures, RFMBinning, RFMFields, RFMOptions, RFMOverlap, RFMRule, RFMRulesCheck, RFMScore, RFMSegment, ScoreInterval } from "./stages/rfm";
