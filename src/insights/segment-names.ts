import type { SegmentationModel } from "../recipes/segmentation-model";

/** What the segments of a model are called, by label: their names, or `Segment 0` and so on where it has none. */
export function segmentNames({ insights, k }: SegmentationModel): string[] {
  return Array.from({ length: k }, (_, s) => insights?.segments[s]?.name ?? `Segment ${s}`);
}
