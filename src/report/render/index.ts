export * from "./markdown";
export * from "./text";
export { setsApart } from "./describe";
export { formatNumber, formatShare } from "./format";
