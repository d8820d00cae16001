export { inertiaOf, setClusters } from "./clusters";
export { labelAll, pairCentroids, swapLosses, twoNearest } from "./nearest";
export { largestNorm, setRows } from "./rows";
export { forgetDrifts, moveCentroids, quantiseRows, screenAll, screenDoubted, setCentroids, setScreen } from "./screen";
export { seedGains, seedLimits, seedTake } from "./seeding";

/** The first byte that the host may use. */
export function heapBase(): usize {
  return __heap_base;
}

export { columnBlock } from "./moments";
