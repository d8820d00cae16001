export * from "./estimator";
export * from "./model";
export { randomStarts, seededStarts } from "./starts";
