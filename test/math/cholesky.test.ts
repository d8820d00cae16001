import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky } from "../../src/math/cholesky";

/** Correlations of d columns of n numbers. */
function correlations(columns: number[][]): Float64Array {
  const unit = columns.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length, length = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    return column.map((value) => (value - mean) / length);
  });
  return Float64Array.from(unit.flatMap((a, i) => unit.map((b, j) => (i === j ? 1 : a.reduce((sum, value, t) => sum + value * b[t]!, 0)))));
}

describe("cholesky(a, d)", () => {
  it("gives a lower triangle whose square is the matrix, also of more columns than rows, and of columns that are nearly the same", () => {
    const value = fc.integer({ min: -1000, max: 1000 });
    const columns = fc.integer({ min: 3, max: 12 }).chain((n) => fc.array(fc.array(value, { minLength: n, maxLength: n }).filter((column) => new Set(column).size > 1), { minLength: 1, maxLength: 30 }));
    fc.assert(fc.property(columns, fc.constantFrom(0, 1e-9, 1e-6, 1e-4), (some, apart) => {
      const all = [...some, ...some.map((column, j) => column.map((one, i) => one + apart * ((i * (j + 3)) % 7)))], d = all.length, a = correlations(all), lower = cholesky(a, d);
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          let sum = 0;
          for (let t = 0; t < d; t++) sum += lower[i * d + t]! * lower[j * d + t]!;
          expect(Math.abs(sum - a[i * d + j]!)).toBeLessThan(1e-4);
          if (j > i) expect(lower[i * d + j]).toBe(0);
        }
      }
    }));
  });

  it("is exact by hand", () => {
    expect([...cholesky(Float64Array.of(1, 0.6, 0.6, 1), 2)]).toEqual([1, 0, 0.6, 0.8]);
    expect([...cholesky(Float64Array.of(1, 1, 0, 1, 1, 0, 0, 0, 1), 3)]).toEqual([1, 0, 0, 1, 0, 0, 0, 0, 1]);
  });
});
