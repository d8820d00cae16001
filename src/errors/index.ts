export * from "./segmentry-error";
export * from "./show";
export * from "./check";
