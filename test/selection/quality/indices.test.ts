import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KMeans, Matrix, StandardScaler } from "../../../src";
import { calinskiHarabaszScore, clusterQuality, daviesBouldinScore, inertiaOf, silhouette, silhouetteScore, type ClusterPart } from "../../../src/evaluate";
import { codeOf, expectClose, fixtures, NO_DATA, sharedData } from "../../support/fixtures";
import { clustered } from "../../support/clustered";

interface Case { name: string; x: number[][]; labels: number[]; inertia: number; calinskiHarabasz: number; daviesBouldin: number; silhouette: number; clusters: ClusterPart[] }

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const distance = (a: number[], b: number[]): number => Math.sqrt(a.reduce((sum, value, j) => sum + (value - b[j]!) ** 2, 0));
const centroid = (rows: number[][]): number[] => rows[0]!.map((_, j) => mean(rows.map((row) => row[j]!)));

/** The definitions, cluster by cluster. */
function slow(x: number[][], labels: number[]): { inertia: number; calinskiHarabasz: number; daviesBouldin: number } {
  const groups = [...new Set(labels)].map((label) => x.filter((_, i) => labels[i] === label)), means = groups.map(centroid), all = centroid(x);
  const inertia = groups.reduce((sum, rows, c) => sum + rows.reduce((part, row) => part + distance(row, means[c]!) ** 2, 0), 0);
  const between = groups.reduce((sum, rows, c) => sum + rows.length * distance(means[c]!, all) ** 2, 0), k = groups.length;
  const spreads = groups.map((rows, c) => mean(rows.map((row) => distance(row, means[c]!))));
  const overlaps = means.map((a, i) => Math.max(...means.flatMap((b, j) => (i === j ? [] : [(spreads[i]! + spreads[j]!) / distance(a, b)]))));
  return { inertia, calinskiHarabasz: between / (k - 1) / (inertia / (x.length - k)), daviesBouldin: mean(overlaps) };
}

describe("measures of clusterings", () => {
  for (const { name, x, labels, clusters, ...c } of fixtures<Case>("quality")) {
    it(`agree with scikit-learn, also 1e8 away: ${name}`, () => {
      for (const offset of [0, 1e8, -1e8]) {
        const moved = x.map((row) => row.map((value) => value + offset)), quality = clusterQuality(moved, labels);
        expectClose([inertiaOf(moved, labels), calinskiHarabaszScore(moved, labels), daviesBouldinScore(moved, labels)], [c.inertia, c.calinskiHarabasz, c.daviesBouldin], 1e-11, 0);
        expectClose([quality.inertia, quality.calinskiHarabasz, quality.daviesBouldin], [c.inertia, c.calinskiHarabasz, c.daviesBouldin], 1e-11, 0);
        expectClose([quality.silhouette.mean], [c.silhouette], 1e-11);
        expect(quality.clusters.map(({ cluster, size, nearest, negative }) => ({ cluster, size, nearest, negative }))).toEqual(clusters.map(({ cluster, size, nearest, negative }) => ({ cluster, size, nearest, negative })));
        for (const key of ["inertia", "spread", "distance", "daviesBouldin", "silhouette"] as const) expectClose(quality.clusters.map((part) => part[key]), clusters.map((part) => part[key]), 1e-11, 1e-12);
      }
    });
  }

  it("agree with the definitions for any rows and labels, and do not depend on their order, nor on what clusters are called", () => {
    fc.assert(fc.property(clustered(), fc.integer({ min: -5, max: 5 }), ({ x, labels }, turn) => {
      const expected = slow(x, labels), quality = clusterQuality(x, labels), order = x.map((_, i) => (i + 7 * Math.abs(turn)) % x.length).reverse();
      expectClose([quality.inertia], [expected.inertia], 1e-9, 1e-9);
      if (expected.inertia > 1e-6) expectClose([quality.calinskiHarabasz], [expected.calinskiHarabasz], 1e-8, 1e-9);
      if (quality.daviesBouldin < 1e6) expectClose([quality.daviesBouldin], [expected.daviesBouldin], 1e-8, 1e-9);
      const moved = clusterQuality(order.map((i) => x[i]!), order.map((i) => 3 * turn - 10 * labels[i]!));
      if (quality.daviesBouldin < 1e6) expectClose([moved.inertia, moved.daviesBouldin, moved.silhouette.mean], [quality.inertia, quality.daviesBouldin, quality.silhouette.mean], 1e-9, 1e-9);
      for (const value of [quality.inertia, quality.calinskiHarabasz, quality.daviesBouldin, ...quality.clusters.flatMap((part) => Object.values(part))]) expect(value).not.toBeNaN();
    }));
  });

  it("add up: parts of clusters to those of the whole", () => {
    fc.assert(fc.property(clustered(), ({ x, labels }) => {
      const { rows, k, clusters, ...quality } = clusterQuality(x, labels), sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
      expect([sum(clusters.map(({ size }) => size)), clusters.length]).toEqual([rows, k]);
      expectClose([sum(clusters.map(({ inertia }) => inertia)), sum(clusters.map(({ size, silhouette: part }) => size * part)) / rows], [quality.inertia, quality.silhouette.mean], 1e-12, 1e-12);
      if (quality.daviesBouldin < Infinity) expectClose([mean(clusters.map(({ daviesBouldin }) => daviesBouldin))], [quality.daviesBouldin], 1e-12);
    }));
  });

  it("are the same from one function as from all", () => {
    const { x, labels } = fixtures<Case>("quality")[2]!, quality = clusterQuality(x, labels);
    expect([quality.inertia, quality.calinskiHarabasz, quality.daviesBouldin]).toEqual([inertiaOf(x, labels), calinskiHarabaszScore(x, labels), daviesBouldinScore(x, labels)]);
    expect(quality.silhouette.rows).toEqual(silhouette(x, labels).rows);
  });

  it("keep their digits where squares would overflow or vanish", () => {
    const { x, labels, ...c } = fixtures<Case>("quality")[2]!;
    for (const scale of [2 ** -1000, 2 ** -500, 2 ** -40, 2 ** 500, 2 ** 1000]) {
      const scaled = x.map((row) => row.map((value) => value * scale)), { calinskiHarabasz, daviesBouldin, clusters, silhouette: { mean: silhouetteMean } } = clusterQuality(scaled, labels);
      expectClose([calinskiHarabasz, daviesBouldin, silhouetteMean], [c.calinskiHarabasz, c.daviesBouldin, c.silhouette], 1e-9);
      expectClose(clusters.map(({ spread }) => spread / scale), c.clusters.map(({ spread }) => spread), 1e-9);
    }
    expect(inertiaOf(x.map((row) => row.map((value) => value * 2 ** 500)), labels) / 2 ** 1000).toBeCloseTo(c.inertia, 6);
  });

  it("decide what happens where clusters are points, or coincide", () => {
    const points = [[0.1, 3], [0.1, 3], [0.1, 3], [0.7, 1], [0.7, 1]], labels = [0, 0, 0, 1, 1];
    expect([inertiaOf(points, labels), calinskiHarabaszScore(points, labels), daviesBouldinScore(points, labels)]).toEqual([0, 1, 0]);
    const crossed = [[0, 0], [2, 2], [0, 2], [2, 0]];
    expect([calinskiHarabaszScore(crossed, [0, 0, 1, 1]), daviesBouldinScore(crossed, [0, 0, 1, 1])]).toEqual([0, Infinity]);
    const same = [[5], [5], [5], [5]], { clusters, silhouette: { rows }, ...quality } = clusterQuality(same, [0, 0, 1, 1]);
    expect([quality.inertia, quality.calinskiHarabasz, quality.daviesBouldin, ...rows]).toEqual([0, 1, Infinity, 0, 0, 0, 0]);
    expect(clusters[0]).toEqual({ cluster: 0, size: 2, inertia: 0, spread: 0, nearest: 1, distance: 0, daviesBouldin: Infinity, silhouette: 0, negative: 0 });
  });

  it("inertiaOf(x, labels) takes any number of clusters, and is that of k-means", () => {
    expect([inertiaOf([[1], [4]], [0, 0]), inertiaOf([[1], [4]], [0, 1]), inertiaOf([[1]], [0])]).toEqual([4.5, 0, 0]);
    const { x } = fixtures<Case>("quality")[3]!, model = new KMeans({ k: 5, seed: 222 }).fit(x);
    expectClose([inertiaOf(x, model.predict(x))], [model.inertia], 1e-12);
  });

  it("change nothing, and are frozen", () => {
    const x = Matrix.fromRows([[1], [2], [8], [9]]), labels = Object.freeze([0, 0, 1, 1]), quality = clusterQuality(x, labels);
    expect(Array.from(x.data)).toEqual([1, 2, 8, 9]);
    for (const value of [quality, quality.clusters, quality.clusters[0], quality.silhouette, quality.silhouette.clusters, quality.silhouette.clusters[0]]) expect(Object.isFrozen(value)).toBe(true);
  });

  for (const [name, work] of Object.entries({ calinskiHarabaszScore, daviesBouldinScore, clusterQuality, silhouette, inertiaOf })) {
    it(`${name}(x, labels) refuses labels that make no sense`, () => {
      const x = [[1], [2], [8], [9]];
      expect(codeOf(() => work(x, [0, 1]))).toBe("WRONG_LENGTH");
      expect(codeOf(() => work(x, "0011" as never))).toBe("NOT_NUMERIC");
      expect(codeOf(() => work(x, [0, 0.5, 1, 1]))).toBe("NOT_NUMERIC");
      expect(codeOf(() => work(x, [0, null, 1, 1] as never))).toBe("NOT_NUMERIC");
      expect(codeOf(() => work([[1], [NaN], [8], [9]], [0, 0, 1, 1]))).toBe("NOT_FINITE");
      expect(codeOf(() => work([], []))).toBe("EMPTY_DATA");
      for (const labels of [[0, 0, 0, 0], [0, 1, 2, 3]]) expect(codeOf(() => work(x, labels))).toBe(name === "inertiaOf" ? "none" : "INVALID_OPTION");
      expect(() => work(x, [0, 1])).toThrow(`${name} requires one label for each of 4 rows, got 2`);
    });
  }
});

describe("published values", () => {
  const iris = sharedData("r_classics/iris.csv"), mall = sharedData("mall_customers/Mall_Customers.csv");
  const numbers = (text: string, from: number, to: number): number[][] => text.trim().split(/\r?\n/).slice(1).map((line) => line.split(",").slice(from, to).map(Number));

  function expectPublished(x: number[][] | Matrix, k: number, [sse, silhouetteMean, daviesBouldin, calinskiHarabasz]: readonly number[]): void {
    const labels = new KMeans({ k, nInit: 20, seed: 222 }).fit(x).predict(x), quality = clusterQuality(x, labels);
    expectClose([quality.inertia], [sse!], 1e-9);
    expectClose([quality.silhouette.mean, silhouetteScore(x, labels), quality.daviesBouldin], [silhouetteMean!, silhouetteMean!, daviesBouldin!], 0, 5.1e-7);
    expectClose([quality.calinskiHarabasz], [calinskiHarabasz!], 0, 5.1e-6);
  }

  it.skipIf(!iris)(`of iris${iris ? "" : ` (${NO_DATA})`}`, () => {
    const x = numbers(iris!, 1, 5);
    expectPublished(x, 2, [152.34795176, 0.681046, 0.404293, 513.92455]);
    expectPublished(x, 3, [78.851441426, 0.552819, 0.661972, 561.62776]);
    expectPublished(x, 4, [57.228473214, 0.498051, 0.780307, 530.76581]);
    expectPublished(new StandardScaler().fit(x).transform(x), 3, [139.8204964, 0.459948, 0.833595, 241.9044]);
  });

  it.skipIf(!mall)(`of Mall customers${mall ? "" : ` (${NO_DATA})`}`, () => {
    expectPublished(numbers(mall!, 3, 5), 5, [44448.455448, 0.553932, 0.572563, 247.35899]);
  });

  it("of Spark's squared Euclidean silhouette", () => {
    const x = [[0, 0.5], [0.5, 0], [10, 11], [10.5, 11.5], [1, 1], [8, 6]];
    expect(silhouette(x, [0, 0, 1, 1, 0, 1], { metric: "squared-euclidean" }).mean.toFixed(4)).toBe("0.9080");
  });
});
