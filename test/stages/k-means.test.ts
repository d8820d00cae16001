import { describe, expect, it } from "vitest";
import { KMeans, kMeansPlusPlus } from "../../src";
import { blobs, expectClose, fixtures, sharedData, NO_DATA } from "../support/fixtures";

interface LloydCase {
  name: string; x: number[][]; weights: number[] | null; init: number[][]; maxIterations: number; tolerance: number;
  labels: number[]; centroids: number[][]; iterations: number; inertia: number;
}

describe("KMeans", () => {
  for (const c of fixtures<LloydCase>("kmeans-lloyd")) {
    it(`fit(x) from given centroids agrees with scikit-learn: ${c.name}`, () => {
      const { init, maxIterations, tolerance, weights } = c;
      const model = new KMeans({ k: init.length, init, maxIterations, tolerance }).fit(c.x, weights ? { weights } : {});
      expect(Array.from(model.predict(c.x))).toEqual(c.labels);
      expectClose(model.centroids.data, c.centroids.flat(), 1e-9, 1e-9);
      expect(model.iterations).toBe(c.iterations);
      expectClose([model.inertia], [c.inertia], 1e-9, 1e-9);
    });
  }

  for (const { name, x, k, inertia } of fixtures<{ name: string; x: number[][]; k: number; inertia: number }>("kmeans-quality")) {
    it(`fit(x) from its own seeds reaches scikit-learn's inertia: ${name}`, () => {
      for (const seed of [0, 1, 222]) expect(new KMeans({ k, seed }).fit(x).inertia).toBeLessThanOrEqual(inertia * 1.001);
    });
  }

  const iris = sharedData("r_classics/iris.csv"), mall = sharedData("mall_customers/Mall_Customers.csv");
  const numbers = (text: string, from: number, to: number) => text.trim().split(/\r?\n/).slice(1).map((line) => line.split(",").slice(from, to).map(Number));
  it.skipIf(!iris)(`fit(iris) reaches the published optimum${iris ? "" : ` (${NO_DATA})`}`, () => {
    const x = numbers(iris!, 1, 5);
    for (const [k, sse, sizes] of [[2, 152.34795176, [53, 97]], [3, 78.851441426, [38, 50, 62]], [4, 57.228473214, [28, 32, 40, 50]]] as const) {
      const model = new KMeans({ k, seed: 222 }).fit(x);
      expectClose([model.inertia], [sse], 1e-8);
      expect([...model.sizes].sort((a, b) => a - b)).toEqual(sizes);
    }
  });
  it.skipIf(!mall)(`fit(mall) reaches the published optimum${mall ? "" : ` (${NO_DATA})`}`, () => {
    const x = numbers(mall!, 3, 5);
    const published = [181363.59596, 106348.373062, 73679.789039, 44448.455448, 37233.814511];
    published.forEach((sse, i) => expectClose([new KMeans({ k: i + 2, seed: 222 }).fit(x).inertia], [sse], 1e-8));
    expect([...new KMeans({ k: 5, seed: 222 }).fit(x).sizes].sort((a, b) => a - b)).toEqual([22, 23, 35, 39, 81]);
  });

  const x = blobs([[0, 0], [10, 0], [0, 10]], 30, 2);

  it("fit(x) keeps the best of its runs", () => {
    const hard = blobs(Array.from({ length: 16 }, (_, i) => [(i % 4) * 10, Math.floor(i / 4) * 10]), 12, 1);
    const one = new KMeans({ k: 16, nInit: 1, init: "random", seed: 3 }).fit(hard), many = new KMeans({ k: 16, nInit: 20, init: "random", seed: 3 }).fit(hard);
    expect(many.inertia).toBeLessThan(one.inertia);
    expect(new KMeans({ k: 16, seed: 3 }).fit(hard).inertia).toBeLessThanOrEqual(many.inertia);
  });

  it("predict(x) equals the labels of the fit, also when it stops early", () => {
    for (const maxIterations of [1, 2, 3]) {
      const model = new KMeans({ k: 7, nInit: 1, maxIterations, tolerance: 0 }).fit(x), labels = model.predict(x);
      const sizes = new Array<number>(7).fill(0);
      labels.forEach((label) => sizes[label]!++);
      expect(model.sizes).toEqual(sizes);
      expectClose([-model.score(x)], [model.inertia], 1e-12);
    }
  });

  it("fit(x, { weights }) counts a row of weight 3 as three rows", () => {
    const rows = [[0, 0], [1, 0], [9, 9], [9, 8], [4, 4]], weights = [3, 1, 2, 1, 1], init = [[0, 0], [9, 9]];
    const weighted = new KMeans({ k: 2, init }).fit(rows, { weights });
    const repeated = new KMeans({ k: 2, init }).fit(rows.flatMap((row, i) => new Array<number[]>(weights[i]!).fill(row)));
    expectClose(weighted.centroids.data, repeated.centroids.data);
    expectClose([weighted.inertia], [repeated.inertia]);
  });

  it("fit(x, { weights }) moves an empty cluster onto the farthest row that has weight", () => {
    const model = new KMeans({ k: 2, init: [[1], [1000]] }).fit([[0], [1], [2], [100]], { weights: [1, 1, 1, 0] });
    expect(model.centroids.toRows().flat().sort((a, b) => a - b)).not.toContain(1000);
    expect(model.sizes).not.toContain(0);
  });

  it("fit(x) keeps its precision at an offset of 1e8", () => {
    const model = new KMeans({ k: 3, seed: 1 }).fit(x), far = new KMeans({ k: 3, seed: 1 }).fit(x.map((row) => row.map((value) => value + 1e8)));
    expectClose([far.inertia], [model.inertia], 1e-6);
    expect([...far.sizes].sort()).toEqual([...model.sizes].sort());
  });

  it("transform(x) gives distances whose smallest is that of the label", () => {
    const model = new KMeans({ k: 3, seed: 1 }).fit(x), distances = model.transform(x).toRows();
    expect(Array.from(model.predict(x))).toEqual(distances.map((row) => row.indexOf(Math.min(...row))));
  });

  it("fit(x) refuses a k outside 1..rows, one that is no integer, and more clusters than distinct rows", () => {
    for (const k of [0, -1, 2.5, NaN, 91, "3" as unknown as number]) {
      expect(() => new KMeans({ k }).fit(x)).toThrow(`KMeans requires k to be an integer from 1 to 90 (rows), got ${typeof k === "string" ? '"3"' : k}`);
    }
    expect(() => new KMeans({ k: 3 }).fit([[1], [1], [2], [2]])).toThrow("KMeans requires k to be at most the number of distinct rows (2), got 3; choose a smaller k");
    expect(() => new KMeans({ k: 2 }).fit([[1], [2], [3]], { weights: [1, 0, 0] })).toThrow(/distinct rows \(1\)/);
  });

  it("fit(x) refuses bad weights, given centroids of another shape and misspelt options", () => {
    const rows = [[1], [2]];
    expect(() => new KMeans({ k: 1 }).fit(rows, { weights: [1] })).toThrow("one weight for each of 2 rows, got 1");
    expect(() => new KMeans({ k: 1 }).fit(rows, { weights: [1, -1] })).toThrow("got -1 at row index 1");
    expect(() => new KMeans({ k: 1 }).fit(rows, { weights: [0, 0] })).toThrow("weights with a sum above 0");
    expect(() => new KMeans({ k: 2, init: [[1]] }).fit(rows)).toThrow("init to have k = 2 rows, got 1");
    expect(() => new KMeans({ k: 2, init: [[1, 2], [3, 4]] }).fit(rows)).toThrow("init to have 1 columns");
    expect(() => new KMeans({ k: 2, n_init: 3 } as never)).toThrow('got "n_init"');
    expect(() => new KMeans({ k: 2, init: "best" as never })).toThrow(/"k-means\+\+" or "random", got "best"/);
  });

  it("fit(x) refuses numbers whose squares overflow", () => {
    expect(() => new KMeans({ k: 1 }).fit([[1e300], [-1e300]])).toThrow(/finite inertia/);
  });

  it("fit(x, { onProgress, signal }) reports each run and stops when asked", () => {
    const done: number[] = [], controller = new AbortController();
    new KMeans({ k: 3, nInit: 4 }).fit(x, { onProgress: (progress) => done.push(progress.done) });
    expect(done).toEqual([0, 1, 2, 3, 4]);
    const stop = () => new KMeans({ k: 3 }).fit(x, { signal: controller.signal, onProgress: ({ done: at }) => at === 2 && controller.abort() });
    expect(stop).toThrow(expect.objectContaining({ name: "AbortError" }));
  });
});

describe("kMeansPlusPlus", () => {
  const x = blobs([[0, 0], [10, 0], [0, 10], [10, 10]], 60, 2);

  it("kMeansPlusPlus(x, k) gives rows of x, from which KMeans with the same seed starts", () => {
    const { centroids, indices } = kMeansPlusPlus(x, 6, { seed: 3 });
    expect(centroids.toRows()).toEqual(Array.from(indices, (i) => x[i]));
    const given = new KMeans({ k: 6, init: centroids }).fit(x), own = new KMeans({ k: 6, nInit: 1, swaps: 0, seed: 3 }).fit(x);
    expect(given.toJSON()).toEqual(own.toJSON());
  });

  it("kMeansPlusPlus(x, k) draws one row of each of far clusters, and none without weight", () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(new Set(Array.from(kMeansPlusPlus(x, 4, { seed }).indices, (i) => Math.floor(i / 60))).size).toBe(4);
    }
    const weights = x.map((_, i) => (i % 7 === 1 ? 1 : 0));
    expect(Array.from(kMeansPlusPlus(x, 9, { weights }).indices, (i) => i % 7)).toEqual(new Array(9).fill(1));
  });

  it("kMeansPlusPlus(x, k) refuses a k that there are not enough rows for", () => {
    expect(() => kMeansPlusPlus(x, 0)).toThrow("kMeansPlusPlus requires k to be an integer from 1 to 240 (rows), got 0");
    expect(() => kMeansPlusPlus([[1], [1], [2]], 3)).toThrow("kMeansPlusPlus requires k to be at most the number of distinct rows, got 3; choose a smaller k");
    expect(() => kMeansPlusPlus(x, 2, { weights: [1] })).toThrow("one weight for each of 240 rows");
  });
});
