export * from "./estimator";
export { ClusterReport, type CategoricalProfile, type ClusterProfile, type ColumnProfile, type NumericProfile, type TopValue } from "./model";
