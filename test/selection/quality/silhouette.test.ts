import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Matrix, type Progress } from "../../../src";
import { silhouette, silhouetteSamples, silhouetteScore, type SilhouetteMethod, type SilhouetteMetric, type SilhouetteResult } from "../../../src/evaluate";
import { createRandom } from "../../../src/math/random";
import { stratifiedSample } from "../../../src/math/stratified-sample";
import { blobs, codeOf, expectClose, fixtures, uniform } from "../../support/fixtures";
import { clustered } from "../../support/clustered";

interface Case { name: string; x: number[][]; labels: number[]; squared: number[]; simplified: number[] }

/** The definition by squared distances, from all pairs. */
function slowSquared(x: number[][], labels: number[]): number[] {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return x.map((row, i) => {
    const to = (label: number): number => mean(x.flatMap((other, j) => (j !== i && labels[j] === label ? [row.reduce((sum, value, t) => sum + (value - other[t]!) ** 2, 0)] : [])));
    const a = to(labels[i]!), b = Math.min(...[...new Set(labels)].filter((label) => label !== labels[i]).map(to));
    return Number.isNaN(a) || a === b ? 0 : (b - a) / Math.max(a, b);
  });
}

/** Rows around 4 centers, of very unequal numbers, partly overlapping. */
function customers(n: number, seed: number): { x: Matrix; labels: Int32Array } {
  const random = uniform(seed), labels = new Int32Array(n), data = new Float64Array(n * 3), centers = [[0, 0, 0], [4, 0, 0], [0, 5, 1], [9, 9, 9]];
  for (let i = 0; i < n; i++) {
    const draw = random(), c = (labels[i] = draw < 0.6 ? 0 : draw < 0.9 ? 1 : draw < 0.99 ? 2 : 3);
    for (let j = 0; j < 3; j++) data[3 * i + j] = centers[c]![j]! + 4 * (random() + random() - 1);
  }
  return { x: Matrix.fromData(data, n, 3), labels };
}

const ways: { method: SilhouetteMethod; metric: SilhouetteMetric }[] = (["exact", "sampled", "simplified"] as const).flatMap((method) => (["euclidean", "squared-euclidean"] as const).map((metric) => ({ method, metric })));
const parts = ({ method, metric, mean, clusters, rows, sampled }: SilhouetteResult) => ({ method, metric, mean, clusters, rows, sampled });

describe("silhouette", () => {
  for (const { name, x, labels, squared, simplified } of fixtures<Case>("quality")) {
    it(`agrees with scikit-learn and with numpy by squared distances and by means, also 1e8 away: ${name}`, () => {
      for (const offset of [0, 1e8]) {
        const moved = x.map((row) => row.map((value) => value + offset));
        expectClose(silhouette(moved, labels, { metric: "squared-euclidean" }).rows, squared, 1e-10, 1e-11);
        expectClose(silhouette(moved, labels, { method: "simplified" }).rows, simplified, 1e-10, 1e-11);
      }
    });
  }

  it("silhouette(x, labels) is exact for few rows: the silhouetteSamples of rows, and silhouetteScore in the mean", () => {
    fc.assert(fc.property(clustered(), ({ x, labels }) => {
      const { rows, mean, method, sampled } = silhouette(x, labels);
      expect({ rows, mean, method, sampled }).toEqual({ rows: silhouetteSamples(x, labels), mean: silhouetteScore(x, labels), method: "exact", sampled: null });
    }));
  });

  it("silhouette(x, labels, { metric: squared-euclidean }) agrees with the definition", () => {
    fc.assert(fc.property(clustered(), ({ x, labels }) => {
      expectClose(silhouette(x, labels, { metric: "squared-euclidean" }).rows, slowSquared(x, labels), 1e-9, 1e-9);
    }));
  });

  it("silhouette(x, labels, options) is from -1 to 1 in every way, 0 for a row alone, and means of clusters add up to the mean", () => {
    fc.assert(fc.property(clustered(), fc.constantFrom(...ways), fc.integer({ min: 2, max: 50 }), ({ x, labels }, way, sampleSize) => {
      const { rows, sampled, mean, clusters } = silhouette(x, labels, { ...way, sampleSize }), seen = sampled ?? Int32Array.from(rows.keys());
      for (const row of seen) expect(Math.abs(rows[row]!)).toBeLessThanOrEqual(1);
      expect(rows.filter((value) => !Number.isNaN(value)).length).toBe(seen.length);
      expectClose([clusters.reduce((sum, cluster) => sum + cluster.mean * cluster.size, 0) / x.length], [mean], 1e-12, 1e-12);
      for (const { cluster, size, mean: own, negative } of clusters) {
        expect(labels.filter((label) => label === cluster).length).toBe(size);
        if (size === 1) expect([own, negative]).toEqual([0, 0]);
        const values = [...seen].filter((row) => labels[row] === cluster).map((row) => rows[row]!);
        expect(values.length).toBeGreaterThanOrEqual(Math.min(2, size));
        expect(negative).toBe(values.filter((value) => value < 0).length / values.length);
      }
    }));
  });

  it("silhouette(x, labels, options) does not depend on what clusters are called, nor on an offset, nor on scale", () => {
    fc.assert(fc.property(clustered(), fc.constantFrom(...ways), fc.integer({ min: -1000, max: 1000 }), ({ x, labels }, way, offset) => {
      const { rows } = silhouette(x, labels, { ...way, sampleSize: 8 }), named = silhouette(x, labels.map((label) => 100 + 7 * label), { ...way, sampleSize: 8 });
      expect(named.rows).toEqual(rows);
      expectClose(Array.from(silhouette(x.map((row) => row.map((value) => 4 * value + offset)), labels, { ...way, sampleSize: 8 }).rows, (value) => value || 0), Array.from(rows, (value) => value || 0), 1e-7, 1e-7);
      const turned = silhouette([...x].reverse(), [...labels].reverse(), { ...way, method: way.method === "sampled" ? "exact" : way.method });
      if (way.method !== "sampled") expectClose(turned.rows.reverse(), rows, 1e-8, 1e-8);
    }));
  });

  it("silhouette(x, labels, { method: sampled }) with a sample of all rows is exact, and says so", () => {
    fc.assert(fc.property(clustered(), fc.nat(5), ({ x, labels }, more) => {
      expect(parts(silhouette(x, labels, { method: "sampled", sampleSize: x.length + more }))).toEqual(parts(silhouette(x, labels, { method: "exact" })));
    }));
  });

  it("silhouette(x, labels, { method: sampled }) is that of the rows in the sample", () => {
    const { x, labels } = customers(3000, 1), { rows, sampled, method, clusters, mean } = silhouette(x, labels, { method: "sampled", sampleSize: 400, seed: 5 });
    const drawn = Array.from(sampled!), own = silhouetteSamples(drawn.map((row) => x.row(row)), drawn.map((row) => labels[row]!));
    expect(Array.from(own)).toEqual(drawn.map((row) => rows[row]));
    expect([method, clusters.map(({ size }) => size).reduce((sum, size) => sum + size, 0)]).toEqual(["sampled", 3000]);
    expect(mean).toBeGreaterThan(0);
  });

  it("silhouette(x, labels) is sampled from 10,001 rows on, near the exact one and the same for the same seed", () => {
    const { x, labels } = customers(12_000, 2), exact = silhouette(x, labels, { method: "exact" }), sampled = silhouette(x, labels);
    expect([exact.method, sampled.method, silhouette(x, labels, { metric: "squared-euclidean" }).method]).toEqual(["exact", "sampled", "exact"]);
    expect(sampled.sampled!.length).toBeGreaterThan(1990);
    expect(sampled.sampled!.length).toBeLessThan(2040);
    expect(Math.abs(sampled.mean - exact.mean)).toBeLessThan(0.02);
    sampled.clusters.forEach(({ mean }, c) => expect(Math.abs(mean - exact.clusters[c]!.mean)).toBeLessThan(0.05));
    expect(parts(silhouette(x, labels, { seed: 0 }))).toEqual(parts(sampled));
    expect(silhouette(x, labels, { seed: 1 }).sampled).not.toEqual(sampled.sampled);
  });

  it("silhouette(x, labels, { method: sampled }) is near the exact mean for 20 seeds, and on neither side of it", () => {
    const { x, labels } = customers(6000, 3), { mean } = silhouette(x, labels), errors = Array.from({ length: 20 }, (_, seed) => silhouette(x, labels, { method: "sampled", sampleSize: 600, seed }).mean - mean);
    for (const error of errors) expect(Math.abs(error)).toBeLessThan(0.04);
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / 20)).toBeLessThan(0.01);
  });

  it("silhouette(x, labels) hands out copies, and changes nothing", () => {
    const { x, labels } = customers(500, 4), before = [x.data.slice(), labels.slice()], result = silhouette(x, labels, { method: "sampled", sampleSize: 100 });
    result.rows.fill(9);
    result.sampled!.fill(9);
    expect(Math.max(...result.rows.filter((value) => !Number.isNaN(value)))).toBeLessThanOrEqual(1);
    expect(result.sampled![1]).not.toBe(9);
    expect([x.data, labels]).toEqual(before);
    expect(JSON.parse(JSON.stringify(result))).toEqual({ method: "sampled", metric: "euclidean", mean: result.mean, clusters: result.clusters });
  });

  it("silhouette(x, labels, options) refuses options that make no sense, by name", () => {
    const x = blobs([[0], [9]], 5, 1), labels = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
    for (const options of [{ method: "fast" }, { metric: "cosine" }, { sampleSize: 1 }, { sampleSize: 2.5 }, { seed: null }, { seed: NaN }, { sample: 3 }, { onProgress: 1 }, { signal: 1 }, null, [], 3]) {
      expect(codeOf(() => silhouette(x, labels, options as never)), JSON.stringify(options)).toBe("INVALID_OPTION");
    }
    expect(() => silhouette(x, labels, { method: "fast" as never })).toThrow('silhouette requires method to be "exact" or "sampled" or "simplified", got "fast"');
    expect(() => silhouette(x, labels, { sampleSize: 1 })).toThrow("silhouette requires sampleSize to be an integer of 2 or more, got 1");
  });

  it("silhouette(x, labels, { onProgress, signal }) says how far it is and stops when told to, in every way", () => {
    const { x, labels } = customers(9000, 5);
    for (const way of ways) {
      const steps: Progress[] = [], stop = new AbortController();
      silhouette(x, labels, { ...way, onProgress: (progress) => steps.push(progress) });
      expect(steps.at(-1)).toEqual({ stage: "silhouette", done: steps[0]!.total, total: steps[0]!.total });
      expect(() => silhouette(x, labels, { ...way, signal: stop.signal, onProgress: () => stop.abort(new Error("enough")) })).toThrow("enough");
    }
    expect(() => silhouette(x, labels, { signal: AbortSignal.abort(new Error("at once")) })).toThrow("at once");
  });
});

describe("stratifiedSample", () => {
  it("stratifiedSample(clusters, k, most, random) takes different rows of each cluster, in proportion, ascending", () => {
    const clusters = Int32Array.from({ length: 5000 }, (_, i) => (i % 100 === 0 ? 2 : i % 4 === 0 ? 1 : 0)), sample = stratifiedSample(clusters, 3, 500, createRandom("a"));
    expect(Array.from(sample)).toEqual([...new Set(sample)].sort((a, b) => a - b));
    expect([0, 1, 2].map((c) => sample.filter((row) => clusters[row] === c).length)).toEqual([375, 120, 30]);
  });

  it("stratifiedSample(clusters, k, most, random) takes each row of a cluster equally often", () => {
    const times = new Int32Array(50);
    for (let seed = 0; seed < 2000; seed++) for (const row of stratifiedSample(new Int32Array(50), 1, 10, createRandom(`${seed}`))) times[row]!++;
    // 400 expected, with a standard deviation of 18.
    expect(Math.min(...times)).toBeGreaterThan(310);
    expect(Math.max(...times)).toBeLessThan(490);
  });

  it("stratifiedSample(clusters, k, most, random) takes 2 rows at least, or the only one", () => {
    const clusters = Int32Array.from({ length: 300 }, (_, i) => Math.min(99, Math.floor(i / 3))), alone = Int32Array.from([0, 1, 1, 1, 2, 2]);
    expect(stratifiedSample(clusters, 100, 10, createRandom("a")).length).toBe(200);
    expect(Array.from(stratifiedSample(alone, 3, 2, createRandom("a")), (row) => alone[row])).toEqual([0, 1, 1, 2, 2]);
  });
});
