export * from "./estimator";
export type { OfMeasures } from "./measures";
export { rfm, RFMModel, type RFMFields, type RFMScore, type RFMSegment } from "./model";
export { checkRFMRules, type RFMOverlap, type RFMRule, type RFMRulesCheck, type ScoreInterval } from "./rules";
export type { Cuts } from "./cuts";
export * from "./segment-maps";
