export * from "./estimator";
export { decisionTree, DecisionTreeModel } from "./model";
export type { Thresholds } from "./finish";
export type { Condition, DateCondition, MissingCondition, NumericCondition, ValuesCondition } from "./conditions";
export type { Rule, TreeLeaf } from "./rule";
