import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exp, expm1, log, log1p } from "../../src/math/elementary";

/** Differences in units of the last place of the expected number. */
function units(found: number, expected: number): number {
  if (Object.is(found, expected) || found === expected) return 0;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(expected));
  view.setBigInt64(0, view.getBigInt64(0) + 1n);
  return Math.abs(found - expected) / (view.getFloat64(0) - Math.abs(expected));
}

const near = fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1e-6, max: 1e-6, noNaN: true }), fc.double({ min: -700, max: 700, noNaN: true }));
const positive = fc.oneof(fc.double({ min: 0, noNaN: true }), fc.double({ min: 0.5, max: 2, noNaN: true }), fc.double({ min: 0, max: 1e-300, noNaN: true }));

describe("elementary functions", () => {
  it("are those of Math within a few units in the last place", () => {
    fc.assert(fc.property(near, (x) => {
      expect(units(exp(x), Math.exp(x))).toBeLessThanOrEqual(3);
      expect(units(expm1(x), Math.expm1(x))).toBeLessThanOrEqual(3);
    }), { numRuns: 3000 });
    fc.assert(fc.property(positive, (x) => {
      expect(units(log(x), Math.log(x))).toBeLessThanOrEqual(3);
      expect(units(log1p(x), Math.log1p(x))).toBeLessThanOrEqual(3);
    }), { numRuns: 3000 });
    fc.assert(fc.property(fc.double({ min: -0.999999, max: 0, noNaN: true }), (x) => {
      expect(units(log1p(x), Math.log1p(x))).toBeLessThanOrEqual(3);
    }), { numRuns: 2000 });
  });

  it("are right at the ends", () => {
    for (const x of [NaN, 0, -0, 1, -1, Infinity, -Infinity, 709.7, 709.8, 710, -745, -746, 1e308, -1e308, 5e-324, -2, Number.MAX_VALUE]) {
      for (const [own, theirs] of [[exp, Math.exp], [expm1, Math.expm1], [log, Math.log], [log1p, Math.log1p]] as const) {
        const found = own(x), expected = theirs(x), message = `${theirs.name}(${x})`;
        if (Number.isFinite(expected) && expected !== 0) expect(units(found, expected), message).toBeLessThanOrEqual(3);
        else expect(found + 0, message).toBe(expected + 0);
      }
    }
  });
});
