import { describe, expect, it } from "vitest";
import { PCA } from "../../src";
import { expectClose, fixtures, sharedData, NO_DATA, uniform } from "../support/fixtures";

interface Case {
  name: string; x: number[][]; components: number | null; whiten: boolean; means: number[]; componentMatrix: number[][];
  explainedVariance: number[]; explainedVarianceRatio: number[]; transformed: number[][]; inverse: number[][];
}

describe("PCA", () => {
  it("takes columns of sizes as different as numbers can have", () => {
    const x = Array.from({ length: 67 }, (_, i) => [1e-160 * Math.tan(i), 1e150 * (i % 3), 1, 2]);
    expect(new PCA({ components: 2 }).fit(x).explainedVariance.every(Number.isFinite)).toBe(true);
  });

  for (const c of fixtures<Case>("pca")) {
    it(`fit(x) agrees with scikit-learn, with signs: ${c.name}`, () => {
      const model = new PCA({ ...(c.components === null ? {} : { components: c.components }), whiten: c.whiten }).fit(c.x);
      const scale = Math.max(...c.transformed.flat().map(Math.abs));
      expectClose(model.means, c.means);
      expectClose(model.components.data, c.componentMatrix.flat(), 1e-9, 1e-9);
      expectClose(model.explainedVariance, c.explainedVariance, 1e-9, 1e-12 * c.explainedVariance[0]!);
      expectClose(model.explainedVarianceRatio, c.explainedVarianceRatio, 1e-9, 1e-12);
      expectClose(model.transform(c.x).data, c.transformed.flat(), 1e-9, 1e-9 * scale);
      expectClose(model.inverseTransform(model.transform(c.x)).data, c.inverse.flat(), 1e-9, 1e-9 * scale);
    });
  }

  const iris = sharedData("r_classics/iris.csv");
  it.skipIf(!iris)(`fit(iris) gives the published variances${iris ? "" : ` (${NO_DATA})`}`, () => {
    const x = iris!.trim().split("\n").slice(1).map((line) => line.split(",").slice(1, 5).map(Number));
    const model = new PCA().fit(x);
    expectClose(model.explainedVariance, [4.22824171, 0.24267075, 0.0782095, 0.02383509], 0, 1e-8);
    expectClose(model.explainedVarianceRatio, [0.92461872, 0.05306648, 0.01710261, 0.00521218], 0, 1e-8);
  });

  it("fit(x) gives orthonormal components whose largest entry is positive", () => {
    const random = uniform(7), x = Array.from({ length: 50 }, () => Array.from({ length: 6 }, random));
    for (const rows of [x, x.slice(0, 4)]) {
      const components = new PCA().fit(rows).components.toRows();
      components.forEach((a, i) => {
        expect(a[a.map(Math.abs).indexOf(Math.max(...a.map(Math.abs)))]).toBeGreaterThan(0);
        if (rows.length > 6 || i < 3) components.slice(0, rows.length > 6 ? 6 : 3).forEach((b, j) => {
          expect(a.reduce((sum, value, p) => sum + value * b[p]!, 0)).toBeCloseTo(i === j ? 1 : 0, 10);
        });
      });
    }
  });

  it("fit(x) picks the sign by the first entry where two are equally large", () => {
    const [first, second] = new PCA().fit([[1, -1], [-1, 1], [2, 2], [-2, -2]]).components.toRows();
    expect(first![0]).toBeGreaterThan(0);
    expect(second![0]).toBeGreaterThan(0);
  });

  it("transform(x) of constant data is 0, whitened or not", () => {
    for (const whiten of [false, true]) {
      const model = new PCA({ whiten }).fit([[3, 4], [3, 4], [3, 4]]);
      expect(model.transform([[3, 4]]).toRows()).toEqual([[0, 0]]);
      expect(model.explainedVarianceRatio).toEqual([0, 0]);
    }
  });

  it("fit(x) keeps as many components as explain more than a share", () => {
    const cross = [[1, 0], [-1, 0], [0, 1], [0, -1]];
    expect([0.4, 0.5, 0.6].map((components) => new PCA({ components }).fit(cross).explainedVariance.length)).toEqual([1, 2, 2]);
  });

  it("fit(x) refuses one row, and more components than columns or rows", () => {
    expect(() => new PCA().fit([[1, 2]])).toThrow("PCA requires at least 2 rows, got 1");
    expect(() => new PCA({ components: 3 }).fit([[1, 2], [3, 4], [5, 7]])).toThrow("PCA requires components to be an integer from 1 to 2 (columns), got 3");
    expect(() => new PCA({ components: 3 }).fit([[1, 2, 3], [3, 4, 9]])).toThrow("from 1 to 2 (rows), got 3");
    expect(() => new PCA({ components: 0 })).toThrow("components to be an integer of 1 or more, or a share between 0 and 1, got 0");
    expect(() => new PCA({ components: 1.5 })).toThrow(/got 1.5/);
  });
});
