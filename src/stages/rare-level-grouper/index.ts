export * from "./estimator";
export * from "./model";
