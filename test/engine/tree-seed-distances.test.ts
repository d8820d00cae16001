import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EnginePoints } from "../../src/engine/engine-points";
import { Tree } from "../../src/engine/tree";
import { TreeSeedDistances } from "../../src/engine/tree-seed-distances";
import { createRandom } from "../../src/math/random";
import { chooseSeeds, seedsAt } from "../../src/math/seeding";
import { uniform } from "../support/fixtures";
import { definition, plainPoints, seedCases, withEngine } from "./seed-cases";

const cases = seedCases(fc.integer({ min: 1, max: 4 }));

const treeDistances = (points: EnginePoints): TreeSeedDistances => new TreeSeedDistances(points, new Tree(points, points.arena));

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
