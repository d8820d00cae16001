import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnStatistics, openArena, withoutEngine } from "../../src/engine";
import { plainColumnStatistics } from "../../src/math/statistics";
import { uniform } from "../support/fixtures";
import { shapes } from "../support/shapes";

/** The exact mean and variance of integers of any size, as close as a double comes. */
function exact(values: readonly bigint[]): { mean: number; variance: number } {
  const n = BigInt(values.length), sum = values.reduce((a, b) => a + b, 0n);
  const squares = values.reduce((total, value) => total + (value * n - sum) ** 2n, 0n), SCALE = 2n ** 60n;
  return { mean: Number((sum * SCALE) / n) / 2 ** 60, variance: Number((squares * SCALE) / n ** 3n) / 2 ** 60 };
}

describe("columnStatistics", () => {
  it("columnStatistics(x, d) gives the same bits with and without the engine", () => {
    expect(openArena()).not.toBeNull();
    fc.assert(fc.property(shapes(), ({ x, d }) => {
      const plain = plainColumnStatistics(x, d);
      expect(columnStatistics(x, d)).toStrictEqual(plain);
      expect(withoutEngine(() => columnStatistics(x, d))).toStrictEqual(plain);
    }), { numRuns: 150 });
  });

  for (const offset of [0, 1e9, -1e9, 1e14]) {
    it(`columnStatistics(x, 2) is exact to the last digits at an offset of ${offset}`, () => {
      const random = uniform(3), whole = Array.from({ length: 5000 }, () => Math.floor(random() * 4) + offset);
      const { mean, variance } = exact(whole.map(BigInt));
      const { means, variances, least, most } = columnStatistics(Float64Array.from(whole.flatMap((value) => [value, value / 2])), 2);
      expect(Math.abs(means[0]! - mean)).toBeLessThanOrEqual(Math.abs(mean) * 2 ** -52);
      expect(Math.abs(variances[0]! / variance - 1)).toBeLessThan(1e-14);
      expect(variances[1]).toBe(variances[0]! / 4);
      expect([...least, ...most]).toEqual([offset, offset / 2, offset + 3, (offset + 3) / 2]);
    });
  }

  it("columnStatistics(x, d) gives a constant column variance 0 and its value as mean", () => {
    fc.assert(fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), fc.integer({ min: 1, max: 1500 }), (value, n) => {
      const { means, variances } = columnStatistics(new Float64Array(3 * n).fill(value), 3);
      expect([...means]).toEqual([value + 0, value + 0, value + 0]);
      expect([...variances]).toEqual([0, 0, 0]);
    }));
  });

  it("columnStatistics(x, d) measures well from a first row that is far off", () => {
    const random = uniform(9), rest = Array.from({ length: 3000 }, () => BigInt(Math.floor(random() * 1000))), values = [10n ** 12n, ...rest];
    const { mean, variance } = exact(values), found = columnStatistics(Float64Array.from(values, Number), 1);
    expect(Math.abs(found.means[0]! - mean) / Math.sqrt(variance)).toBeLessThan(1e-14);
    expect(Math.abs(found.variances[0]! / variance - 1)).toBeLessThan(1e-13);
  });

  it("columnStatistics(x, d) is not finite where a number is not", () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      for (const at of [0, 7, 600, 1199]) {
        const x = new Float64Array(1200).map((_, i) => i);
        x[at] = value;
        expect(Number.isFinite(columnStatistics(x, 2).variances[at % 2])).toBe(false);
      }
    }
  });
});
