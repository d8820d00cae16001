import fc from "fast-check";
import { openArena, preparePoints, withoutEngine } from "../../src/engine";
import { EnginePoints } from "../../src/engine/engine-points";
import { squaredDistance } from "../../src/math/distance";
import { BLOCK } from "../../src/math/draw";
import { coarsePart, finePart } from "../../src/math/exact-sum";
import { sumGrid } from "../../src/math/point-grids";
import type { PlainPoints } from "../../src/math/plain-points";
import type { Points } from "../../src/math/points";
import { uniform } from "../support/fixtures";

/** Rows to draw seeds from. */
export interface Case { x: Float64Array; d: number; n: number; weights: Float64Array | null; k: number; seed: string }

const VALUES: Record<string, (random: () => number, i: number, j: number) => number> = {
  uniform: (random) => random(),
  blobs: (random, i, j) => 9 * ((i * 7 + j) % 5) + random() + random(),
  lattice: (random) => Math.floor(random() * 7) - 3,
  "few distinct rows": (random) => Math.floor(random() * 3) * 0.1 + 0.1,
  "equal rows, one after the other": (_, i, j) => Math.floor(i / 40) * (j + 0.3),
  "an offset of 1e9": (random) => 1e9 + random(),
  "a scale of 1e-120": (random) => random() * 1e-120,
  "one outlier": (random, i) => (i === 0 ? 1e12 : random()),
  sorted: (random, i) => i + random(),
  "many scales": (random) => random() * 10 ** (Math.floor(random() * 20) - 10),
};

const sizes = fc.oneof(fc.integer({ min: 2, max: 100 }), fc.integer({ min: 101, max: 1500 }), fc.integer({ min: 4000, max: 9500 }));

/** Rows of many kinds, of a number of columns. */
export const seedCases = (columns: fc.Arbitrary<number>): fc.Arbitrary<Case> => fc.record({
  kind: fc.constantFrom(...Object.keys(VALUES)), seed: fc.integer(), d: columns, n: sizes,
  k: fc.integer({ min: 1, max: 60 }), weighted: fc.boolean(),
}).map(({ kind, seed, d, n, k, weighted }): Case => {
  const random = uniform(seed);
  const x = Float64Array.from({ length: n * d }, (_, p) => VALUES[kind]!(random, Math.floor(p / d), p % d));
  const weights = Float64Array.from({ length: n }, (_, i) => (i === 0 ? 1 : [0, 1, 2, 0.001 + random()][Math.floor(random() * 4)]!));
  return { x, d, n, weights: weighted ? weights : null, k: Math.min(k, n), seed: String(seed) };
});

export function plainPoints({ x, d, weights }: Case): PlainPoints {
  const points: Points = withoutEngine(() => preparePoints(x, d, weights));
  return points;
}

/** What `use` makes of the engine's points, whatever their number. */
export function withEngine<T>(plain: PlainPoints, use: (points: EnginePoints) => T): T {
  const points = new EnginePoints(plain, openArena()!);
  try {
    return use(points);
  } finally {
    points.close();
  }
}

/** The potentials, their sums and the gains of some rows, with some others as seeds: by the definition. */
export function definition({ x, d, n, weights, grids }: PlainPoints, seeds: readonly number[], trials: readonly number[]) {
  const weight = (i: number): number => (weights ? weights[i]! : 1);
  const nearest = Array.from({ length: n }, (_, i) => Math.min(...seeds.map((seed) => squaredDistance(x, i, x, seed, d))));
  const potentials = nearest.map((distance, i) => weight(i) * distance), blocks: number[] = [];
  for (let from = 0; from < n; from += BLOCK) {
    const sums = [0, 0];
    potentials.slice(from, from + BLOCK).forEach((potential, i) => (sums[i % 2]! += potential));
    blocks.push(sums[0]! + sums[1]!);
  }
  const grid = sumGrid(grids, blocks.reduce((sum, block) => sum + block, 0), n);
  const gains = trials.map((trial) => {
    let sum = 0, fine = 0;
    nearest.forEach((distance, i) => {
      const gain = weight(i) * Math.max(0, distance - squaredDistance(x, i, x, trial, d)), part = coarsePart(gain, grid.coarse);
      sum += part;
      fine += finePart(gain, part, grid.fine);
    });
    return sum + fine;
  });
  return { potentials, blocks, gains, grid };
}
