import { describe, expect, it } from "vitest";
import { decode, ElbowFinder, KMeans } from "../../src";
import { blobs, expectClose, fixtures, sharedData, NO_DATA } from "../support/fixtures";

interface Case { name: string; x: number[][]; minK: number; maxK: number; inertias: number[]; planted: number }

describe("ElbowFinder", () => {
  for (const { name, x, minK, maxK, inertias, planted } of fixtures<Case>("elbow")) {
    it(`fit(x) finds the planted k, on scikit-learn's curve: ${name}`, () => {
      const elbow = new ElbowFinder({ minK, maxK, seed: 222, nInit: 20 }).fit(x);
      elbow.curve.forEach(({ inertia }, i) => expect(inertia).toBeLessThanOrEqual(inertias[i]! * 1.01));
      expect(elbow.k).toBe(planted);
      expect(elbow.best!.k).toBe(planted);
    });
  }

  const mall = sharedData("mall_customers/Mall_Customers.csv");
  it.skipIf(!mall)(`fit(mall) finds the five clusters of income and spending${mall ? "" : ` (${NO_DATA})`}`, () => {
    const x = mall!.trim().split(/\r?\n/).slice(1).map((line) => line.split(",").slice(3, 5).map(Number));
    expect(new ElbowFinder({ minK: 2, maxK: 10, seed: 222 }).fit(x).k).toBe(5);
  });

  const x = blobs([[0, 0], [50, 0], [0, 50]], 15, 2);

  it("fit(x) gives for each k what KMeans gives with the same seed", () => {
    const elbow = new ElbowFinder({ minK: 1, maxK: 6, seed: 7, nInit: 3 }).fit(x);
    for (let k = 1; k <= 6; k++) expect(JSON.stringify(elbow.at(k))).toBe(JSON.stringify(new KMeans({ k, seed: 7, nInit: 3 }).fit(x)));
    expect(elbow.curve.map(({ k }) => k)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(elbow.predict(x)).toEqual(elbow.best!.predict(x));
    expect(() => elbow.at(7)).toThrow("ElbowFinder requires k to be an integer from 1 to 6 (the swept range), got 7");
  });

  it("fit(x) gives no k for a curve without a knee, and predict says what to do", () => {
    const line = Array.from({ length: 3 }, (_, i) => [i * 10]);
    const elbow = new ElbowFinder({ minK: 2, maxK: 3 }).fit(line);
    expect([elbow.k, elbow.best]).toEqual([null, null]);
    expect(() => elbow.predict(line)).toThrow("ElbowFinder requires a curve with a knee, got none from k = 2 to 3; the data may have no segments; look at the curve and take at(k), or sweep more k");
    expect(elbow.at(2).k).toBe(2);
    expect(decode(JSON.stringify(elbow), "ElbowFinder").k).toBeNull();
  });

  it("fit(x, { weights }) weighs the rows", () => {
    const weights = x.map((_, i) => (i < 15 ? 0 : 1));
    const weighted = new ElbowFinder({ minK: 1, maxK: 4, seed: 1 }).fit(x, { weights }), without = new ElbowFinder({ minK: 1, maxK: 4, seed: 1 }).fit(x.slice(15));
    expectClose(weighted.curve.map(({ inertia }) => inertia), without.curve.map(({ inertia }) => inertia), 1e-9);
  });

  it("fit(x) refuses a maxK above the number of distinct rows, and new ElbowFinder bad options", () => {
    expect(() => new ElbowFinder().fit([[1], [1], [2]])).toThrow("ElbowFinder requires maxK to be at most the number of distinct rows (2), got 10; choose a smaller maxK");
    expect(() => new ElbowFinder({ minK: 4, maxK: 4 })).toThrow("maxK to be an integer of 5 or more, got 4");
    expect(() => new ElbowFinder({ minK: 0 })).toThrow("minK to be an integer of 1 or more, got 0");
    expect(() => new ElbowFinder({ nInit: 0 })).toThrow("nInit");
  });

  it("new ElbowFinder({ init }) refuses given centroids, which cannot serve every k", () => {
    expect(() => new ElbowFinder({ init: [[0, 0], [1, 1]] as never })).toThrow(/ElbowFinder requires init to be/);
  });
});
