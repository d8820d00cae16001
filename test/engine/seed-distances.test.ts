import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EngineSeedDistances } from "../../src/engine/seed-distances";
import { largestGain } from "../../src/math/seeding";
import { uniform } from "../support/fixtures";
import { definition, plainPoints, seedCases, withEngine, type Case } from "./seed-cases";

const cases = seedCases(fc.oneof(fc.integer({ min: 5, max: 9 }), fc.integer({ min: 10, max: 40 })));

/** What the engine knows after some seeds, and the best of some trials by it and by the definition. */
function compare(c: Case, seeds: readonly number[], trials: readonly number[]) {
  const plain = plainPoints(c);
  return withEngine(plain, (points) => {
    const distances = new EngineSeedDistances(points, c.k + 10);
    seeds.forEach((seed, s) => {
      if (s === 0) return distances.first(seed);
      distances.best([seed], definition(plain, seeds.slice(0, s), [seed]).grid);
      distances.take(seed);
    });
    const { grid, gains, ...expected } = definition(plain, seeds, trials);
    const potentials = Array.from({ length: c.n }, (_, i) => distances.potential(i));
    return { found: { potentials, blocks: Array.from(distances.blocks), best: distances.best(trials, grid) }, expected: { ...expected, best: largestGain(gains) } };
  });
}

describe("EngineSeedDistances", () => {
  it("potential(row), blocks and best(rows) are those of the definition, for any rows, weights and seeds", () => {
    fc.assert(fc.property(cases, (c) => {
      // The engine is not asked where all rows are the same.
      fc.pre(plainPoints(c).meanVariance > 0);
      const random = uniform(c.n), row = (): number => Math.floor(random() * c.n);
      const seeds = Array.from({ length: 1 + (c.k % 4) }, row), trials = [seeds[0]!, ...Array.from({ length: 4 }, row)];
      const { found, expected } = compare(c, seeds, trials);
      expect(found).toEqual(expected);
    }), { numRuns: 120 });
  });

  it("best(rows) decides exactly where quanta cannot: trials less than a quantum apart, and the first of equal ones", () => {
    const random = uniform(11), d = 6, n = 3000, x = Float64Array.from({ length: n * d }, random);
    // Row 0 once more and moved by less than a quantum, which is 1 / 30,000 of the distance of the farthest row.
    for (let i = 1000; i < 1040; i++) for (let j = 0; j < d; j++) x[i * d + j] = x[j]! + 4e-5 * (random() - 0.5);
    x.copyWithin(1040 * d, 1003 * d, 1004 * d);
    const c: Case = { x, d, n, weights: null, k: 3, seed: "" }, winners = new Set<number>();
    for (let first = 0; first < 20; first++) {
      const trials = Array.from({ length: 5 }, (_, t) => 1000 + ((first + 7 * t) % 40)), { found, expected } = compare(c, [2000 + first], trials);
      expect(found.best).toBe(expected.best);
      winners.add(found.best);
    }
    expect(winners.size).toBe(5);
    expect(compare(c, [5], [1040, 1003]).found.best).toBe(0);
    expect(compare(c, [5], [1003, 1040]).found.best).toBe(0);
  });
});
