import { describe, expect, it } from "vitest";
import { KMeans, Matrix } from "../../../src";
import { filledBetween } from "../../../src/selection/sweep/valleys";
import { evens, groups, normals } from "../../support/random-rows";

function filled(rows: number[][], k: number): number {
  const points = Matrix.fromRows(rows);
  return filledBetween(points, new KMeans({ k, seed: 0 }).fit(points));
}

describe("filledBetween(points, model)", () => {
  it("is 0 for islands and for one cluster", () => {
    expect(filled(groups([[0, 0], [20, 0], [0, 20]], 300, 1), 3)).toBe(0);
    expect(filled(evens(50, 2, 2), 1)).toBe(0);
  });

  it("is more than 1 for a crowd cut in two, and 1 for an even one", () => {
    expect(filled(normals(2000, 2, 3), 2)).toBeGreaterThan(1.05);
    expect(filled(Array.from({ length: 1000 }, (_, i) => [i]), 2)).toBeCloseTo(1, 2);
  });

  it("falls as two groups part, as it says", () => {
    const at = [2, 3, 4, 6].map((separation) => filled(groups([[0, 0], [separation, 0]], 4000, 4), 2));
    at.forEach((value, i) => expect(Math.abs(value - [1, 0.6, 0.3, 0.05][i]!)).toBeLessThan(0.12));
  });

  it("is the same at any offset, scale by a power of two, and order; and finite for hollow clusters", () => {
    const x = groups([[0, 0], [4, 0], [0, 4]], 300, 5), own = filled(x, 3);
    expect(filled(x.map((row) => row.map((value) => value * 2 ** -30)), 3)).toBe(own);
    expect(filled(x.map((row) => row.map((value) => value + 1e8)), 3)).toBeCloseTo(own, 1);
    const ring = Array.from({ length: 60 }, (_, i) => [Math.cos(i), Math.sin(i)]).flatMap(([a, b]) => [[a!, b!], [a! + 1.9, b!]]);
    expect(filled(ring, 2)).toBeLessThan(Infinity);
  });
});
