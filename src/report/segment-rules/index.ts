export type { SegmentRulesOptions } from "./options";
export * from "./segment-rules";
export * from "./rules-to-text";
