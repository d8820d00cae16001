import { describe, expect, it } from "vitest";
import { StandardScaler } from "../../src";
import { expectClose, fixtures } from "../support/fixtures";

interface Case { name: string; x: number[][]; means: number[]; scales: number[]; transformed: number[][] }

describe("StandardScaler", () => {
  for (const { name, x, means, scales, transformed } of fixtures<Case>("standard-scaler")) {
    it(`fit(x) agrees with scikit-learn: ${name}`, () => {
      const model = new StandardScaler().fit(x);
      expectClose(model.means, means);
      expectClose(model.scales, scales);
      // At an offset of 1e8 the last bit of a mean, which NumPy's pairwise sum does not always get, is 1e-8 of a deviation.
      const lastBit = Math.max(...means.map((mean, j) => (Math.abs(mean) * 2 ** -52) / scales[j]!));
      expectClose(model.transform(x).data, transformed.flat(), 1e-9, Math.max(1e-9, 2 * lastBit));
    });
  }

  it("transform(x) makes a constant column exactly 0", () => {
    const x = Array.from({ length: 10 }, () => [0.1, 1e9 + 0.1]);
    expect(new StandardScaler().fit(x).transform(x).toRows().flat().every((value) => value === 0)).toBe(true);
  });

  it("inverseTransform(z) undoes transform(x)", () => {
    const x = [[1, 200], [3, 500], [8, 100]], model = new StandardScaler().fit(x);
    expectClose(model.inverseTransform(model.transform(x)).data, x.flat());
  });

  it("fit(x) scales only the columns asked for", () => {
    const model = new StandardScaler({ columns: ["x1"] }).fit([[1, 0], [3, 10]]);
    expect(model.transform([[5, 5], [2, 0]]).toRows()).toEqual([[5, 0], [2, -1]]);
    expect(() => new StandardScaler({ columns: ["nope"] }).fit([[1]])).toThrow(/requires the column "nope", got only "x0"/);
  });

  it("fit(x) refuses a column whose variance overflows", () => {
    expect(() => new StandardScaler().fit([[1e308], [-1e308]])).toThrow(/column "x0" to have a finite variance/);
  });
});
