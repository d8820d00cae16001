export { forgetDrifts, moveCentroids, setCentroids } from "./centroids";
export { addInertia, takeInertia, setClusters } from "./clusters";
export { setScores } from "./decide";
export { columnBlock } from "./moments";
export { labelAll, pairCentroids, swapLosses, twoNearest } from "./nearest";
export { quantizeUnits, screenCosines } from "./neighbors";
export { quantiseRows, setQuanta } from "./quanta";
export { projectBlock, scaleBlock } from "./row-maps";
export { largestNorm, setRows } from "./rows";
export { scatterBlock } from "./scatter";
export { screenAll, screenDoubted, setLabels } from "./screen";
export { seedBounds, seedBytes, seedFirst, seedGain, seedMaskBytes, seedScreen, seedTake, seedTrial, setSeeding } from "./seeding";
export { tileDistances } from "./silhouette";
export { treeAssign, treeBuild, treeBytes, treeFinish, treeLayout, treeRunBytes } from "./tree";
export { setTreeSeeding, treeSeedBytes, treeSeedFirst, treeSeedGain, treeSeedTake } from "./tree-seeding";

/** The first byte that the host may use. */
export function heapBase(): usize {
  return __heap_base;
}
