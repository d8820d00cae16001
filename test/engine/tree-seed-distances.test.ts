import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openArena, preparePoints, withoutEngine } from "../../src/engine";
import { EnginePoints } from "../../src/engine/engine-points";
import { Tree } from "../../src/engine/tree";
import { TreeSeedDistances } from "../../src/engine/tree-seed-distances";
import { squaredDistance } from "../../src/math/distance";
import { BLOCK } from "../../src/math/draw";
import { coarsePart, finePart } from "../../src/math/exact-sum";
import { sumGrid } from "../../src/math/point-grids";
import type { PlainPoints } from "../../src/math/plain-points";
import type { Points } from "../../src/math/points";
import { createRandom } from "../../src/math/random";
import { chooseSeeds, seedsAt } from "../../src/math/seeding";
import { uniform } from "../support/fixtures";

interface Case { x: Float64Array; d: number; n: number; weights: Float64Array | null; k: number; seed: string }

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

const cases = fc.record({
  kind: fc.constantFrom(...Object.keys(VALUES)), seed: fc.integer(), d: fc.integer({ min: 1, max: 4 }), n: sizes,
  k: fc.integer({ min: 1, max: 60 }), weighted: fc.boolean(),
}).map(({ kind, seed, d, n, k, weighted }): Case => {
  const random = uniform(seed);
  const x = Float64Array.from({ length: n * d }, (_, p) => VALUES[kind]!(random, Math.floor(p / d), p % d));
  const weights = Float64Array.from({ length: n }, (_, i) => (i === 0 ? 1 : [0, 1, 2, 0.001 + random()][Math.floor(random() * 4)]!));
  return { x, d, n, weights: weighted ? weights : null, k: Math.min(k, n), seed: String(seed) };
});

function plainPoints({ x, d, weights }: Case): PlainPoints {
  const points: Points = withoutEngine(() => preparePoints(x, d, weights));
  return points;
}

/** What `use` makes of the engine's points, whatever their number. */
function withEngine<T>(plain: PlainPoints, use: (points: EnginePoints) => T): T {
  const points = new EnginePoints(plain, openArena()!);
  try {
    return use(points);
  } finally {
    points.close();
  }
}

const treeDistances = (points: EnginePoints): TreeSeedDistances => new TreeSeedDistances(points, new Tree(points, points.arena));

/** The potentials, their sums and the gains of some rows, with some others as seeds: by the definition. */
function definition({ x, d, n, weights, grids }: PlainPoints, seeds: readonly number[], trials: readonly number[]) {
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

describe("TreeSeedDistances", () => {
  it("potential(row), blocks and gains(rows) have the bits of the definition, for any rows, weights and seeds", () => {
    fc.assert(fc.property(cases, (c) => {
      const plain = plainPoints(c), random = uniform(c.n), row = (): number => Math.floor(random() * c.n);
      const seeds = Array.from({ length: 1 + (c.k % 7) }, row), trials = [seeds[0]!, ...Array.from({ length: 4 }, row)];
      withEngine(plain, (points) => {
        const distances = treeDistances(points);
        seeds.forEach((seed, s) => (s === 0 ? distances.first(seed) : distances.take(seed)));
        const potentials = Array.from({ length: c.n }, (_, i) => distances.potential(i));
        const { grid, ...expected } = definition(plain, seeds, trials);
        expect({ potentials, gains: Array.from(distances.gains(trials, grid)), blocks: Array.from(distances.blocks) }).toEqual(expected);
      });
    }), { numRuns: 150 });
  });

  it("leads to the seeds of plain TypeScript, and to null where it has none", () => {
    fc.assert(fc.property(cases, (c) => {
      const plain = plainPoints(c), expected = plain.seed(c.k, createRandom(c.seed));
      const chosen = withEngine(plain, (points) => chooseSeeds(treeDistances(points), plain, c.k, createRandom(c.seed)));
      expect(chosen && seedsAt(c.x, c.d, chosen)).toEqual(expected);
    }), { numRuns: 150 });
  });

  it("serves EnginePoints.seed(k) again and again, for smaller and larger k and between other work", () => {
    const random = uniform(3), x = Float64Array.from({ length: 3000 }, random);
    const plain = plainPoints({ x, d: 2, n: 1500, weights: null, k: 1, seed: "" });
    withEngine(plain, (points) => {
      for (const k of [2, 40, 5, 60, 1]) {
        expect(points.seed(k, createRandom(`run ${k}`))).toEqual(plain.seed(k, createRandom(`run ${k}`)));
        points.labeling(k).finish(x.slice(0, 2 * k), 1e9);
        points.swapDistances(x.slice(0, 2 * k)).losses(7);
        points.arena.alloc(1 << 20);
      }
    });
  });

  it("tells that there are fewer distinct rows than seeds: null, weights of zero included", () => {
    const x = Float64Array.from({ length: 600 }, (_, i) => i % 3);
    const weights = Float64Array.from({ length: 600 }, (_, i) => (i % 3 === 0 ? 0 : 2));
    for (const [k, w] of [[3, null], [4, null], [2, weights], [3, weights]] as const) {
      const plain = plainPoints({ x, d: 1, n: 600, weights: w, k, seed: "" });
      const seeds = withEngine(plain, (points) => points.seed(k, createRandom("few")));
      expect(seeds === null).toBe(k === (w ? 3 : 4));
      expect(seeds).toEqual(plain.seed(k, createRandom("few")));
    }
  });
});
