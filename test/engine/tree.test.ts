import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openArena, preparePoints, withoutEngine } from "../../src/engine";
import { Tree } from "../../src/engine/tree";
import { lloyd, type LloydOptions, type LloydResult } from "../../src/math/lloyd";
import type { PlainPoints } from "../../src/math/plain-points";
import type { Clusters, Labeling } from "../../src/math/points";
import { uniform } from "../support/fixtures";

/** Rows to label and k centroids to start from. */
interface Case {
  x: Float64Array;
  d: number;
  weights: Float64Array | null;
  start: Float64Array;
}

function plainPoints({ x, d, weights }: Case): PlainPoints {
  return withoutEngine<PlainPoints>(() => preparePoints(x, d, weights));
}

/** What both labelings make of the same rows: the plain one, and the one by a tree. */
function both<T>(points: PlainPoints, use: (labeling: (k: number) => Labeling) => T): [T, T] {
  const plain = use((k) => points.labeling(k)), arena = openArena()!;
  try {
    const tree = new Tree(points, arena);
    return [plain, use((k) => tree.labeling(k))];
  } finally {
    arena.close();
  }
}

function run(points: PlainPoints, labeling: (k: number) => Labeling, start: Float64Array, options: LloydOptions): LloydResult {
  const { x, d, n, weights, grids, center, scatter, meanVariance } = points;
  return lloyd({
    x, d, n, weights, grids, center, scatter, meanVariance, labeling,
    seed: (k, random) => points.seed(k, random), swapDistances: (centroids) => points.swapDistances(centroids), close: () => undefined,
  }, start, options);
}

/** What an `assign` gives. */
function assigned(labeling: Labeling, start: Float64Array, k: number): unknown[] {
  const clusters: Clusters = { sums: new Float64Array(start.length), mass: new Float64Array(k) };
  labeling.assign(start, clusters);
  const { labels, distances } = labeling.distances(start);
  return [clusters, Array.from(labels), Array.from(distances)];
}

/** Equal to the bit: toEqual tells 0 from -0. */
function expectSame(case_: Case, iterations = 30): void {
  const { start, d } = case_, k = start.length / d, points = plainPoints(case_);
  expect(points.grids.exact).toBe(true);
  const [plainFirst, treeFirst] = both(points, (labeling) => assigned(labeling(k), start, k));
  expect(treeFirst).toEqual(plainFirst);
  const [plainRun, treeRun] = both(points, (labeling) => run(points, labeling, start, { maxIterations: iterations, tolerance: 0 }));
  expect(treeRun).toEqual(plainRun);
}

const rowsOf = (n: number, d: number, value: (i: number, j: number) => number): Float64Array =>
  Float64Array.from({ length: n * d }, (_, p) => value(Math.floor(p / d), p % d));

/** Centroids that are rows, evenly taken. */
const startFrom = (x: Float64Array, d: number, k: number): Float64Array => {
  const n = x.length / d;
  return rowsOf(k, d, (c, j) => x[Math.floor((c * n) / k) * d + j]!);
};

const VALUES: Record<string, (random: () => number, i: number, j: number) => number> = {
  uniform: (random) => random(),
  lattice: (random) => Math.floor(random() * 7) - 3,
  "tenths, of which many are equal": (random) => Math.floor(random() * 3) * 0.1 + 0.1,
  "an offset of 1e9": (random) => 1e9 + random(),
  "a scale of 1e-120": (random) => random() * 1e-120,
  "one outlier": (random, i) => (i === 0 ? 1e12 : random()),
  "signs, for ties": (random) => (random() < 0.5 ? -1 : 1) * Math.floor(random() * 4),
  "many scales": (random) => random() * 10 ** (Math.floor(random() * 20) - 10),
};

const cases = fc.record({
  kind: fc.constantFrom(...Object.keys(VALUES)), seed: fc.integer(), d: fc.integer({ min: 1, max: 4 }),
  n: fc.oneof(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 2, max: 700 })), k: fc.integer({ min: 1, max: 60 }),
  weighted: fc.boolean(), start: fc.constantFrom("rows", "between rows", "rounded"),
}).map(({ kind, seed, d, n, k, weighted, start: how }): Case => {
  const random = uniform(seed), x = rowsOf(n, d, (i, j) => VALUES[kind]!(random, i, j));
  const row = (): number => Math.floor(random() * n), from = Array.from({ length: k }, row), to = Array.from({ length: k }, row);
  const start = rowsOf(k, d, (c, j) => {
    const a = x[from[c]! * d + j]!, b = x[to[c]! * d + j]!;
    return how === "rows" ? a : how === "between rows" ? a + (b - a) * random() : Math.max(a, b) - Math.abs(a - b) / 2;
  });
  return { x, d, weights: weighted ? rowsOf(n, 1, (i) => (i === 0 ? 1 : [0, 1, 2, 0.001 + random()][Math.floor(random() * 4)]!)) : null, start };
});

describe("Tree", () => {
  it("labeling(k) gives the bits of the plain labeling, for any rows, weights and centroids", () => {
    fc.assert(fc.property(cases, (case_) => expectSame(case_)), { numRuns: 400 });
  });

  it("labeling(k) decides ties for the lowest index: lattices with centroids between their points", () => {
    for (const d of [1, 2, 3, 4]) {
      const side = [400, 20, 9, 5][d - 1]!, x = rowsOf(side ** d, d, (i, j) => Math.floor(i / side ** j) % side);
      const start = rowsOf(12, d, (c, j) => ((c >> j) & 1) * 3 + (c >> 3) + 0.5);
      expectSame({ x, d, weights: null, start });
    }
  });

  it("labeling(k) rounds as the definition does: centroids at a distance from many rows that is equal but for the order of its sum", () => {
    const random = uniform(8), far = [3, 5, 7, 9];
    for (let repeat = 0; repeat < 100; repeat++) {
      const d = 3 + (repeat % 2), away = Array.from({ length: d }, () => random() - 0.5), x = rowsOf(320, d, (i, j) => (i % 2) * far[j]!);
      for (const k of [2, 6]) {
        const start = rowsOf(k, d, (c, j) => away[(j * (c < 3 ? 1 : d - 1) + c) % d]!), points = plainPoints({ x, d, weights: null, start });
        const [plain, tree] = both(points, (labeling) => assigned(labeling(k), start, k));
        expect(tree).toEqual(plain);
      }
    }
  });

  it("labeling(k) serves rows that are all equal, one row, and collinear ones", () => {
    for (const d of [1, 2, 3, 4]) {
      expectSame({ x: rowsOf(100, d, () => 0.5), d, weights: null, start: rowsOf(3, d, (c) => [0.25, 0.75, 0.75][c]!) });
      expectSame({ x: rowsOf(100, d, () => 0), d, weights: null, start: rowsOf(3, d, (c) => c - 1) });
      expectSame({ x: rowsOf(1, d, (_, j) => j + 3), d, weights: null, start: rowsOf(2, d, (c) => c) });
      const x = rowsOf(333, d, (i, j) => i * (j + 1));
      expectSame({ x, d, weights: null, start: startFrom(x, d, 7) });
    }
  });

  it("labeling(k) leaves all rows to the first of equal centroids", () => {
    const random = uniform(5), x = rowsOf(500, 2, random), start = rowsOf(9, 2, (c, j) => x[(c % 3) * 20 + j]!);
    expectSame({ x, d: 2, weights: null, start });
  });

  it("labeling(k).assign(centroids) takes centroids so far off that squares overflow or cancel", () => {
    const random = uniform(6), x = rowsOf(300, 2, random);
    for (const far of [1e8, 1e150, 1e154, 1.4e154, 1e200, 1e300]) {
      const start = rowsOf(4, 2, (c, j) => far * [1, -1, 1 + 1e-15, 1][c]! * (c === 3 && j === 1 ? 0.5 : 1)), points = plainPoints({ x, d: 2, weights: null, start });
      const [plain, tree] = both(points, (labeling) => {
        const clusters: Clusters = { sums: new Float64Array(8), mass: new Float64Array(4) };
        labeling(4).assign(start, clusters);
        return clusters;
      });
      expect(tree).toEqual(plain);
    }
  });

  it("labeling(k) serves thousands of centroids, and smaller and larger k by turns", () => {
    const random = uniform(7), x = rowsOf(6000, 2, random), points = plainPoints({ x, d: 2, weights: null, start: x }), arena = openArena()!;
    const tree = new Tree(points, arena);
    for (const k of [3, 4096, 10, 60]) {
      const start = startFrom(x, 2, k), options = { maxIterations: 3, tolerance: 0 };
      const labeling = tree.labeling(k), expected = assigned(points.labeling(k), start, k), finished = points.labeling(k).finish(start, 1e12);
      for (let repeat = 0; repeat < 2; repeat++) {
        arena.alloc(1 << 20);
        expect(assigned(labeling, start, k)).toEqual(expected);
        expect(labeling.finish(start, 1e12)).toEqual(finished);
      }
      expect(run(points, (count) => tree.labeling(count), start, options)).toEqual(lloyd(points, start, options));
    }
    arena.close();
  });

  it("serves(d, n) is true for many rows of one to four columns only", () => {
    expect([1, 2, 3, 4, 5].map((d) => Tree.serves(d, 100_000))).toEqual([true, true, true, true, false]);
    expect(Tree.serves(2, 20)).toBe(false);
  });
});
