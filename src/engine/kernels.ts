/** The offset of some bytes in the memory that the arena allocates from. */
export type Pointer = number;

/** What src/engine/assembly exports. */
export interface Kernels {
  heapBase(): Pointer;

  // rows.ts, clusters.ts, nearest.ts, quanta.ts, centroids.ts, decide.ts, screen.ts, seeding.ts
  setRows(x: Pointer, n: number, d: number, weights: Pointer, coarse: Pointer, fine: Pointer): void;
  largestNorm(point: Pointer, from: number, to: number): number;

  setClusters(k: number, sums: Pointer, mass: Pointer, weightCoarse: number, weightFine: number): void;
  addInertia(labels: Pointer, centroids: Pointer, coarse: number, fine: number, sizes: Pointer, from: number, to: number): void;
  takeInertia(): number;

  pairCentroids(centroids: Pointer, k: number, pairs: Pointer): void;
  labelAll(pairs: Pointer, k: number, labels: Pointer): void;
  twoNearest(pairs: Pointer, k: number, owner: Pointer, own: Pointer, second: Pointer): void;
  swapLosses(row: Pointer, k: number, owner: Pointer, own: Pointer, second: Pointer, losses: Pointer): void;

  setQuanta(dPadded: number, quanta: Pointer, center: Pointer, perUnit: number, quad: Pointer): void;
  quantiseRows(from: number, to: number): void;

  setCentroids(k: number, centroids: Pointer, tiles: Pointer, halfNorms: Pointer, drifts: Pointer): void;
  moveCentroids(fresh: Pointer, reach: number): number;
  forgetDrifts(): void;
  setScores(scores: Pointer): void;
  setLabels(labels: Pointer, doubts: Pointer, work: Pointer): void;
  screenAll(from: number, to: number): void;
  screenDoubted(from: number, to: number): number;

  seedBytes(most: number): number;
  seedMaskBytes(most: number): number;
  setSeeding(nearest: Pointer, reaches: Pointer, blocks: Pointer, masks: Pointer, work: Pointer, most: number): void;
  seedFirst(row: number, from: number, to: number): void;
  seedTrial(t: number, row: number): void;
  seedScreen(many: number, from: number, to: number): void;
  seedBounds(t: number): Pointer;
  seedGain(t: number, row: number, coarse: number, fine: number): number;
  seedTake(t: number, row: number, from: number, to: number): void;

  // moments.ts, scatter.ts, row-maps.ts
  columnBlock(x: number, rows: number, d: number, shift: number, means: number, squares: number, least: number, most: number): void;
  scatterBlock(x: number, rows: number, d: number, shift: number, means: number, centred: number, sums: number): void;
  scaleBlock(x: number, rows: number, d: number, means: number, scales: number): void;
  projectBlock(x: number, rows: number, d: number, means: number, axes: number, c: number, scales: number, out: number): void;

  // tree.ts, tree-seeding.ts
  treeBytes(n: number, d: number, weighted: boolean): number;
  treeLayout(tree: number, n: number, d: number, weighted: boolean): number;
  treeBuild(tree: number): void;
  treeRunBytes(tree: number, k: number): number;
  treeAssign(tree: number, run: number, k: number): void;
  treeFinish(tree: number, run: number, k: number): number;

  treeSeedBytes(tree: Pointer): number;
  setTreeSeeding(tree: Pointer, own: Pointer, nearest: Pointer, blocks: Pointer): void;
  treeSeedFirst(row: Pointer): void;
  treeSeedGain(row: Pointer): number;
  treeSeedTake(row: Pointer): void;

  quantizeUnits(x: number, rows: number, d: number, length: number, units: number): void;
  screenCosines(units: number, groups: number, pairs: number, queries: number, count: number, limits: number, found: number, rows: number): void;
  tileDistances(rows: number, rowCount: number, columns: number, columnCount: number, d: number, stride: number, rowSums: number, columnSums: number): void;
}
