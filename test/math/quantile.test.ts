import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantileSorted, quartiles } from "../../src/math/quantile";
import { select } from "../../src/math/select";

const values = fc.oneof(
  fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 300 }),
  fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 300 }),
  fc.array(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), { minLength: 1, maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 300 }).map((value) => value / 2), { minLength: 1, maxLength: 300 }),
);

describe("quartiles", () => {
  it("quartiles(values) equals quantileSorted of the sorted values, counted or selected", () => {
    fc.assert(fc.property(values, (list) => {
      const sorted = Float64Array.from(list).sort(), found = quartiles(Float64Array.from(list), sorted[0]!, sorted.at(-1)!);
      expect([found.q1 + 0, found.median + 0, found.q3 + 0]).toEqual([0.25, 0.5, 0.75].map((p) => quantileSorted(sorted, p) + 0));
    }), { numRuns: 500 });
  });
});

describe("select", () => {
  it("select(values, k) puts the value there that sorting puts there, with smaller ones before and larger ones behind", () => {
    fc.assert(fc.property(values, fc.nat(), fc.constantFrom(0, 1, 2, 64), (list, at, patience) => {
      const k = at % list.length, moved = Float64Array.from(list), sorted = Float64Array.from(list).sort();
      expect(select(moved, k, 0, moved.length, patience)).toBe(moved[k]);
      expect(moved[k]! + 0).toBe(sorted[k]! + 0);
      expect(moved.subarray(0, k).every((value) => value <= moved[k]!)).toBe(true);
      expect(moved.subarray(k).every((value) => value >= moved[k]!)).toBe(true);
      expect(moved.slice().sort()).toEqual(sorted);
    }), { numRuns: 500 });
  });
});
