/**
 * From a clustering to an answer: whether there are segments, what they are called, what sets them apart, and who is in between.
 *
 * @packageDocumentation
 */
export type * from "./report/insights";
export type * from "./selection/verdict-types";
export { DecisionTree, decisionTree, DecisionTreeModel, type Condition, type DateCondition, type DecisionTreeOptions, type MissingCondition, type NumericCondition, type Rule, type Thresholds, type TreeLeaf, type ValuesCondition } from "./report/decision-tree";
export { rulesToText, segmentRules, type Fidelity, type RulesOfSegment, type SegmentRules, type SegmentRulesOptions } from "./report/segment-rules";
export { findSegments } from "./insights/find-segments";
export type { FindSegmentsOptions } from "./insights/options";
export type { NameWords } from "./insights/words";
export { evaluateHeldOut, type HeldOutOptions } from "./insights/held-out";
export { explainCustomers, type ExplainCustomersOptions, type ExplainedCustomer, type NearCustomer, type SegmentDistance } from "./insights/explain-customers";
export type { Contribution } from "./insights/contributions";
export { borderlineCustomers, representatives, type Borderline, type Representative } from "./insights/typical-customers";
export { addCustomers, type AddCustomersOptions } from "./insights/add-customers";
export { withInsights } from "./insights/with-insights";
export { verdictMeaning } from "./insights/verdict-meaning";
