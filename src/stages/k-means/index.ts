export * from "./estimator";
export * from "./model";
export * from "./k-means-plus-plus";
export { kMeansTasks } from "./tasks";
