import { describe, expect, it } from "vitest";
import { KMeans, Matrix } from "../../../src";
import { createRandom } from "../../../src/math/random";
import { structureless } from "../../../src/selection/reference/structureless";
import { momentsOf } from "../../../src/selection/sweep/curve-moments";
import { referenceTest } from "../../../src/selection/sweep/reference-test";
import { expectClose } from "../../support/fixtures";
import { categories, evens, groups } from "../../support/random-rows";

const KS = [1, 2, 3, 4];

function inertiasOf(points: Matrix, nInit: number, seed: number | string): number[] {
  return KS.map((k) => new KMeans({ k, nInit, swaps: nInit, seed }).fit(points).inertia);
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: number[]): number => Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1));

describe("referenceTest(inertias, plan)", () => {
  for (const [name, rows] of [["an even crowd", evens(60, 2, 1)], ["islands", groups([[0, 0], [9, 0]], 60, 2)]] as const) {
    it(`is what its definition gives for ${name}`, () => {
      const encoded = Matrix.fromRows(rows), plan = { encoded, blocks: [], components: null, maxK: 4, nInit: 2, references: 5, seed: 7 }, inertias = inertiasOf(encoded, 2, 7);
      const logs = (all: number[]): number[] => all.map((inertia) => Math.log(inertia / all[0]!)), draw = structureless(encoded, []);
      const curves = [0, 1, 2, 3, 4].map((b) => logs(inertiasOf(draw(createRandom(`7 reference ${b}`)), 2, `7 ${b}`))), own = logs(inertias);
      const score = (curve: number[], others: number[][]): number => Math.max(0, ...[1, 2, 3].map((i) => (mean(others.map((other) => other[i]!)) - curve[i]!) / deviation(others.map((other) => other[i]!))));
      const test = referenceTest(inertias, plan, () => undefined), largest = score(own, curves);
      expectClose(test.gaps, KS.map((_, i) => mean(curves.map((curve) => curve[i]!)) - own[i]!), 1e-9, 1e-12);
      expectClose(test.errors, KS.map((_, i) => deviation(curves.map((curve) => curve[i]!)) * Math.sqrt(1.2)), 1e-9, 1e-12);
      expect(test.pValue).toBeCloseTo((curves.filter((curve, b) => score(curve, curves.filter((_, other) => other !== b)) >= largest).length + 1) / 6, 12);
    });
  }

  it("finds nothing in one category alone, which is the same however it is shuffled", () => {
    const { rows, blocks } = categories(80, [5], 3), encoded = Matrix.fromRows(rows);
    const { gaps } = referenceTest(inertiasOf(encoded, 10, 0), { encoded, blocks, components: null, maxK: 4, nInit: 10, references: 29, seed: 0 }, () => undefined);
    for (const gap of gaps) expect(Math.abs(gap)).toBeLessThan(1e-9);
  });

  it("says a step for each reference", () => {
    const encoded = Matrix.fromRows(evens(30, 1, 4));
    let steps = 0;
    referenceTest(inertiasOf(encoded, 1, 0), { encoded, blocks: [], components: null, maxK: 4, nInit: 1, references: 6, seed: 0 }, () => void steps++);
    expect(steps).toBe(6);
  });
});

describe("momentsOf(curves, ddof)", () => {
  it("gives means and deviations for each k", () => {
    expect(momentsOf([[0, 1], [0, 3]], 0)).toEqual({ means: [0, 2], deviations: [0, 1] });
    expect(momentsOf([[0, 1], [0, 3]], 1)).toEqual({ means: [0, 2], deviations: [0, Math.SQRT2] });
  });
});
