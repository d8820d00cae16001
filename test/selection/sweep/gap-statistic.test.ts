import { describe, expect, it } from "vitest";
import { KMeans, Matrix } from "../../../src";
import { gapStatistic } from "../../../src/evaluate";
import { createRandom } from "../../../src/math/random";
import { uniformBox } from "../../../src/selection/reference/uniform-box";
import { codeOf, expectClose } from "../../support/fixtures";
import { evens, groups, normals } from "../../support/random-rows";

const QUICK = { maxK: 5, references: 20, nInit: 2 };
const ISLANDS = [[0, 0], [12, 0], [0, 12]];

describe("gapStatistic(x)", () => {
  it("is what the paper says: mean logarithm of references less that of the data, deviation with ddof 0 times the root of 1 + 1/B", () => {
    const x = Matrix.fromRows(groups(ISLANDS, 60, 1)), { points } = gapStatistic(x, { maxK: 3, references: 4, nInit: 2, seed: 9 }), draw = uniformBox(x);
    const logs = (of: Matrix, seed: number | string): number[] => [1, 2, 3].map((k) => Math.log(new KMeans({ k, nInit: 2, swaps: 2, seed }).fit(of).inertia));
    const curves = [0, 1, 2, 3].map((b) => logs(draw(createRandom(`9 reference ${b}`)), `9 ${b}`)), own = logs(x, 9), mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const at = [0, 1, 2].map((i) => curves.map((curve) => curve[i]!));
    expectClose(points.map(({ gap }) => gap), at.map((values, i) => mean(values) - own[i]!), 1e-9);
    expectClose(points.map(({ error }) => error), at.map((values) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)) * 1.25)), 1e-9);
    expectClose(points.map(({ inertia }) => Math.log(inertia)), own, 1e-9);
  });

  it("finds islands by either reference, and one cluster in an even crowd", () => {
    for (const reference of ["uniform", "unimodal"] as const) {
      expect(gapStatistic(groups(ISLANDS, 150, 2), { ...QUICK, reference }).k).toBe(3);
      expect(gapStatistic(evens(150, 2, 3), { ...QUICK, reference }).k).toBe(1);
    }
  });

  it("takes the answers to one question for clusters where references are uniform, not where they are unimodal", () => {
    const x = normals(300, 2, 4).map(([a, b], i) => [Number(i % 5 < 2), 0.3 * a!, 0.3 * b!]);
    expect([gapStatistic(x, QUICK).k, gapStatistic(x, { ...QUICK, reference: "unimodal" }).k]).toEqual([2, 1]);
  });

  it("says null where each gap falls short of the next", () => {
    expect(gapStatistic(groups([[0, 0], [30, 0], [15, 26]], 100, 5), { ...QUICK, maxK: 3 }).k).toBe(null);
  });

  it("depends neither on offset nor on scale, and is the same by the same seed", () => {
    const x = groups(ISLANDS, 60, 6), own = gapStatistic(x, QUICK), moved = gapStatistic(x.map((row) => row.map((value) => 1e-8 * value)), QUICK);
    expect(JSON.stringify(gapStatistic(x, QUICK))).toBe(JSON.stringify(own));
    expectClose(moved.points.map(({ gap }) => gap), own.points.map(({ gap }) => gap), 1e-6, 1e-9);
    expect(gapStatistic(x.map((row) => row.map((value) => value + 1e8)), QUICK).k).toBe(own.k);
  });

  it("tries fewer k by default where rows are few, and refuses what it cannot do", () => {
    const few = [[0], [1], [5], [5]];
    expect(gapStatistic(few, { references: 3 }).points.map(({ k }) => k)).toEqual([1, 2]);
    expect(codeOf(() => gapStatistic(few, { maxK: 3 }))).toBe("TOO_FEW_DISTINCT");
    expect(codeOf(() => gapStatistic([[0], [0], [1]]))).toBe("TOO_FEW_DISTINCT");
    for (const options of [{ maxK: 1 }, { references: 1 }, { reference: "normal" }, { nInit: 0 }, { seed: NaN }, { B: 9 }]) expect(codeOf(() => gapStatistic(few, options as never))).toBe("INVALID_OPTION");
    expect(codeOf(() => gapStatistic([[1], [Infinity], [2]]))).toBe("NOT_FINITE");
  });
});
