import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { preparePoints } from "../../src/engine";
import { lloyd } from "../../src/math/lloyd";
import { pointGrids } from "../../src/math/point-grids";
import { quantileSorted } from "../../src/math/quantile";
import { createRandom } from "../../src/math/random";
import { kMeansPlusPlus, randomRows } from "../../src/math/seeding";
import { swapCentroid, swapDistances } from "../../src/math/swap";
import { TopN } from "../../src/math/top-n";
import { blobs, uniform } from "../support/fixtures";

/** Lloyd's algorithm in the plainest words, for oracles. */
function plainLloyd(rows: number[][], start: number[][], iterations: number): { labels: number[]; centroids: number[][] } {
  let centroids = start;
  const nearest = (row: number[]) => {
    const distances = centroids.map((centroid) => row.reduce((sum, value, j) => sum + (value - centroid[j]!) ** 2, 0));
    return distances.indexOf(Math.min(...distances));
  };
  for (let i = 0; i < iterations; i++) {
    const labels = rows.map(nearest);
    centroids = centroids.map((old, c) => {
      const own = rows.filter((_, r) => labels[r] === c);
      return own.length === 0 ? old : old.map((_, j) => own.reduce((sum, row) => sum + row[j]!, 0) / own.length);
    });
  }
  return { labels: rows.map(nearest), centroids };
}

describe("lloyd", () => {
  it("lloyd(x, start) agrees with a plain implementation, iteration by iteration", () => {
    const random = uniform(3), rows = Array.from({ length: 80 }, () => [random(), random(), random()]);
    for (const iterations of [1, 2, 4, 9]) {
      const start = rows.slice(0, 5), plain = plainLloyd(rows, start, iterations);
      const points = preparePoints(Float64Array.from(rows.flat()), 3, null);
      const fast = lloyd(points, Float64Array.from(start.flat()), { maxIterations: iterations, tolerance: 0 });
      expect(Array.from(fast.sizes)).toEqual([0, 1, 2, 3, 4].map((label) => plain.labels.filter((other) => other === label).length));
      plain.centroids.flat().forEach((value, i) => expect(fast.centroids[i]).toBeCloseTo(value, 12));
    }
  });

  it("lloyd(x, start) never raises the inertia from one iteration to the next, for any data", () => {
    const point = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }));
    fc.assert(fc.property(fc.array(point, { minLength: 3, maxLength: 40 }), fc.integer({ min: 1, max: 3 }), (rows, k) => {
      const x = Float64Array.from(rows.flat()), start = x.slice(0, k * 2);
      const inertias = [1, 2, 3, 5, 50].map((maxIterations) => lloyd(preparePoints(x, 2, null), start, { maxIterations, tolerance: 0 }).inertia);
      for (let i = 1; i < inertias.length; i++) expect(inertias[i]!).toBeLessThanOrEqual(inertias[i - 1]! + 1e-9);
    }));
  });
});

describe("seeding", () => {
  const seeds = (data: Float64Array, d: number, k: number, weights: Float64Array | null, random: () => number) =>
    kMeansPlusPlus({ x: data, d, weights, grids: pointGrids(data.length / d, new Float64Array(d).fill(-1000), new Float64Array(d).fill(1000), 1, 1) }, k, random);
  const rows = blobs([[0, 0], [100, 0], [0, 100], [100, 100]], 20, 1), x = Float64Array.from(rows.flat());
  const corners = (centroids: Float64Array): number => new Set(Array.from({ length: centroids.length / 2 }, (_, c) => `${Math.round(centroids[2 * c]! / 100)} ${Math.round(centroids[2 * c + 1]! / 100)}`)).size;

  it("kMeansPlusPlus(x) starts in every one of far clusters", () => {
    for (let seed = 0; seed < 50; seed++) expect(corners(seeds(x, 2, 4, null, createRandom(String(seed)))!.centroids)).toBe(4);
  });

  it("kMeansPlusPlus(x) gives null where fewer than k rows are distinct", () => {
    expect(seeds(Float64Array.of(1, 1, 2), 1, 3, null, createRandom("1"))).toBeNull();
  });

  it("kMeansPlusPlus(x, k) starts with the seeds for any smaller k", () => {
    const all = seeds(x, 2, 12, null, createRandom("5"))!;
    for (let k = 1; k < 12; k++) expect(seeds(x, 2, k, null, createRandom("5"))!.rows).toEqual(all.rows.slice(0, k));
  });

  it("kMeansPlusPlus(x, weights) and randomRows(x, weights) never take a row without weight", () => {
    const weights = Float64Array.from(rows, (_, i) => (i % 20 === 3 ? 1 : 0));
    for (const centroids of [seeds(x, 2, 4, weights, createRandom("7"))!.centroids, randomRows(x, 2, 4, weights, createRandom("7"))]) {
      for (let c = 0; c < 4; c++) expect(rows.findIndex((row) => row[0] === centroids[2 * c] && row[1] === centroids[2 * c + 1]) % 20).toBe(3);
    }
  });

  it("kMeansPlusPlus(x, weights) weighs the distances of every step", () => {
    const line = Float64Array.of(0, 1, 2, 1000), weights = Float64Array.of(1e6, 1e6, 1e6, 1e-9);
    for (let seed = 0; seed < 30; seed++) expect([...seeds(line, 1, 3, weights, createRandom(String(seed)))!.centroids].sort((a, b) => a - b)).toEqual([0, 1, 2]);
  });

  it("swapCentroid(x, centroids) moves one centroid onto a row", () => {
    const start = seeds(x, 2, 4, null, createRandom("1"))!.centroids;
    const swapped = swapCentroid(x, 2, start, swapDistances(x, 2, start, null), createRandom("2"));
    const moved = [0, 1, 2, 3].filter((c) => swapped[2 * c] !== start[2 * c] || swapped[2 * c + 1] !== start[2 * c + 1]);
    expect(moved).toHaveLength(1);
    expect(rows.some((row) => row[0] === swapped[2 * moved[0]!])).toBe(true);
  });

  it("createRandom(seed) repeats itself, and differs between seeds", () => {
    const draw = (seed: string) => Array.from({ length: 5 }, createRandom(seed));
    expect(draw("222")).toEqual(draw("222"));
    expect(draw("222")).not.toEqual(draw("223"));
    expect(draw("222")[0]).toBe(0.06850200170582565);
  });
});

describe("quantileSorted", () => {
  it("quantileSorted(sorted, p) interpolates as type 7", () => {
    expect([0, 0.25, 0.5, 1].map((p) => quantileSorted([1, 2, 3, 10], p))).toEqual([1, 1.75, 2.5, 10]);
    expect(quantileSorted([1, 2, 3, 10], 0.9)).toBeCloseTo(7.9, 12);
    expect(quantileSorted([4], 0.3)).toBe(4);
  });
});

describe("TopN", () => {
  it("take() gives what a stable sort gives, for any scores", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (scores, n) => {
      const top = new TopN(n);
      scores.forEach((score, index) => top.push(index, score));
      const slow = scores.map((score, index) => ({ index, score })).sort((a, b) => b.score - a.score || a.index - b.index).slice(0, n);
      expect(top.take((index, score) => ({ index, score }))).toEqual(slow);
    }));
  });
});
