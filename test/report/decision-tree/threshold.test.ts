import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateBetween, middleOf, shortestBetween } from "../../../src/report/decision-tree/threshold";
import { digitsOf } from "../../../src/report/decision-tree/words";

const pair = fc.oneof(fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ noNaN: true, noDefaultInfinity: true })), fc.tuple(fc.integer(), fc.integer()), fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 })))
  .filter(([a, b]) => a !== b).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

describe("shortestBetween(low, high)", () => {
  it("divides its two values, integers by an integer", () => {
    fc.assert(fc.property(pair, ([low, high]) => {
      for (const t of [shortestBetween(low, high), middleOf(low, high)]) {
        expect(t > low && t <= high && !Object.is(t, -0)).toBe(true);
      }
      if (Number.isInteger(low) && Number.isInteger(high)) expect(Number.isInteger(shortestBetween(low, high))).toBe(true);
    }), { numRuns: 2000, seed: 222 });
  });

  it("has the fewest digits of all numbers that do, and of several is the nearest to the middle", () => {
    fc.assert(fc.property(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: 1, max: 4000 }), (low, gap) => {
      const high = low + gap, all = Array.from({ length: gap }, (_, i) => low + 1 + i), fewest = Math.min(...all.map(digitsOf)), middle = (low + high) / 2;
      const found = shortestBetween(low, high);
      expect(digitsOf(found)).toBe(fewest);
      if (found !== 0) expect(Math.abs(found - middle)).toBe(Math.min(...all.filter((value) => digitsOf(value) === fewest).map((value) => Math.abs(value - middle))));
    }), { numRuns: 2000, seed: 222 });
  });

  it("finds what a reader would", () => {
    expect([[59_817, 60_240], [3, 10], [0, 1], [34, 35], [-2.1, 4.4], [0.123456, 0.123789], [34.2, 34.9], [0.4, 1200], [0, 5e-324]].map(([low, high]) => shortestBetween(low!, high!)))
      .toEqual([60_000, 6, 1, 35, 0, 0.1236, 34.5, 600, 5e-324]);
  });
});

describe("dateBetween(low, high)", () => {
  it("divides its two times by the start of the largest unit that does", () => {
    const found = (low: string, high: string): string => new Date(dateBetween(+new Date(low), +new Date(high))).toISOString();
    expect(found("2021-05-05", "2023-02-01")).toBe("2022-01-01T00:00:00.000Z");
    expect(found("2022-05-05", "2022-06-02")).toBe("2022-06-01T00:00:00.000Z");
    expect(found("2022-05-05", "2022-05-09")).toBe("2022-05-07T00:00:00.000Z");
    expect(found("2022-05-05T08:10:00Z", "2022-05-05T11:00:00Z")).toBe("2022-05-05T09:00:00.000Z");
    expect(found("2022-05-05T08:10:00.100Z", "2022-05-05T08:10:00.200Z")).toBe("2022-05-05T08:10:00.200Z");
    expect(found("0050-05-05", "0051-05-05")).toBe("0051-01-01T00:00:00.000Z");
  });

  it("divides any two times", () => {
    fc.assert(fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.integer({ min: -8.64e15, max: 8.64e15 }), (a, b) => {
      fc.pre(a !== b);
      const t = dateBetween(Math.min(a, b), Math.max(a, b));
      expect(t > Math.min(a, b) && t <= Math.max(a, b)).toBe(true);
    }), { numRuns: 1000, seed: 222 });
  });
});
