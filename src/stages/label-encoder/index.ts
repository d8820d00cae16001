export * from "./estimator";
export * from "./list-model";
export * from "./model";
