export { segment } from "./segment";
export { Segmentation } from "./segmentation";
export type { SegmentOptions } from "./options";
