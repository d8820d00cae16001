import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClusterReporter, CosineTopN, decode, KMeans, LabelEncoder, OneHotEncoder, PCA, Pipeline, StandardScaler, segment, type KMeansModel } from "../src";
import { squaredDistance } from "../src/math/distance";

// Differences whose squares vanish are refused: no such numbers here.
const value = fc.double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true }).map((one) => (Math.abs(one) < 1e-100 ? 0 : one));
const small = fc.integer({ min: -5, max: 5 });

/** Rows of equal width, from 2 to 30 of them, of numbers of one kind. */
function matrices(of: fc.Arbitrary<number>, minimum = 2): fc.Arbitrary<number[][]> {
  return fc.integer({ min: 1, max: 6 }).chain((d) => fc.array(fc.array(of, { minLength: d, maxLength: d }), { minLength: minimum, maxLength: 30 }));
}

const distinct = (rows: number[][]): number => new Set(rows.map((row) => row.map((one) => one + 0).join())).size;
const column = (rows: number[][], j: number): number[] => rows.map((row) => row[j]!);
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe("properties", () => {
  it("StandardScaler gives each column mean 0 and variance 1, or zeros where it is constant; and is undone", () => {
    fc.assert(fc.property(matrices(value), (rows) => {
      const model = new StandardScaler().fit(rows), z = model.transform(rows).toRows(), back = model.inverseTransform(z).toRows();
      rows[0]!.forEach((_, j) => {
        const scaled = column(z, j), spread = Math.max(...column(rows, j)) - Math.min(...column(rows, j));
        if (spread === 0) expect(scaled.every((one) => one === 0)).toBe(true);
        else if (spread > 1e-6 * Math.max(...column(rows, j).map(Math.abs))) {
          expect(mean(scaled)).toBeCloseTo(0, 6);
          expect(mean(scaled.map((one) => one * one))).toBeCloseTo(1, 6);
        }
        rows.forEach((row, i) => expect(Math.abs(back[i]![j]! - row[j]!)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(row[j]!), model.scales[j]!)));
      });
    }));
  });

  it("PCA keeps all distances where it keeps all components, and orders them by variance", () => {
    fc.assert(fc.property(matrices(small), (rows) => {
      const model = new PCA().fit(rows), points = model.transform(rows), d = rows[0]!.length, flat = Float64Array.from(rows.flat());
      for (let i = 1; i < rows.length; i++) {
        expect(squaredDistance(points.data, 0, points.data, i, points.columns)).toBeCloseTo(squaredDistance(flat, 0, flat, i, d), 6);
      }
      const variances = model.explainedVariance;
      expect([...variances].sort((a, b) => b - a)).toEqual([...variances]);
      expect(model.explainedVarianceRatio.reduce((a, b) => a + b, 0)).toBeCloseTo(distinct(rows) > 1 ? 1 : 0, 9);
    }));
  });

  it("KMeans labels each row with its nearest centroid, fills every cluster, and its inertia is that of its labels", () => {
    fc.assert(fc.property(matrices(small), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), fc.constantFrom("k-means++" as const, "random" as const), (rows, wanted, maxIterations, init) => {
      const k = Math.min(wanted, distinct(rows));
      const model = new KMeans({ k, init, maxIterations, nInit: 2 }).fit(rows), labels = model.predict(rows), distances = model.transform(rows).toRows();
      labels.forEach((label, i) => expect(distances[i]![label]).toBe(Math.min(...distances[i]!)));
      const inertia = distances.reduce((sum, row, i) => sum + row[labels[i]!]! ** 2, 0);
      expect(model.inertia).toBeCloseTo(inertia, 6);
      const sizes = new Array<number>(k).fill(0);
      labels.forEach((label) => sizes[label]!++);
      expect(model.sizes).toEqual(sizes);
    }));
  });

  it("KMeans with as many clusters as distinct rows has no inertia", () => {
    fc.assert(fc.property(matrices(small), (rows) => {
      expect(new KMeans({ k: distinct(rows) }).fit(rows).inertia).toBeCloseTo(0, 9);
    }));
  });

  it("KMeans does not depend on an offset of the data, but for rounding", () => {
    fc.assert(fc.property(matrices(small), fc.integer({ min: -1000, max: 1000 }), (rows, offset) => {
      const k = Math.min(2, distinct(rows)), other = rows.find((row) => row.some((one, j) => one + 0 !== rows[0]![j]! + 0)), init = [rows[0]!, other!].slice(0, k);
      // After one iteration only: where two centroids are equally near, rounding may lead the next ones to another optimum.
      const fit = (shift: (row: number[]) => number[]): KMeansModel => new KMeans({ k, init: init.map(shift), maxIterations: 1 }).fit(rows.map(shift));
      expect(fit((row) => row.map((one) => one + offset)).inertia).toBeCloseTo(fit((row) => row).inertia, 6);
    }));
  });

  const words = fc.array(fc.string({ minLength: 1, maxLength: 4 }).filter((text) => text.trim() !== ""), { minLength: 1, maxLength: 30 });

  it("LabelEncoder gives codes that its inverse undoes, in sorted order", () => {
    fc.assert(fc.property(words, (values) => {
      const model = new LabelEncoder().fit(values), codes = model.transform(values);
      expect(model.inverseTransform(codes)).toEqual(values);
      const bytes = model.classes.map((text) => Buffer.from(text, "utf8"));
      expect(bytes.every((one, i) => i === 0 || Buffer.compare(bytes[i - 1]!, one) < 0)).toBe(true);
    }));
  });

  it("OneHotEncoder gives each customer exactly one 1, whatever is grouped", () => {
    fc.assert(fc.property(words, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (values, minFrequency, maxCategories) => {
      const records = values.map((WORD) => ({ WORD }));
      const rows = new OneHotEncoder({ minFrequency, maxCategories }).fit(records).transform(records).toRows() as number[][];
      for (const row of rows) expect(row.reduce((a, b) => a + b, 0)).toBe(1);
    }));
  });

  it("CosineTopN finds a row itself first, and never leaves [-1, 1]", () => {
    fc.assert(fc.property(matrices(value), (rows) => {
      const found = new CosineTopN({ n: rows.length }).fit(rows).query(rows);
      found.forEach((list, i) => {
        for (const { similarity } of list) expect(Math.abs(similarity)).toBeLessThanOrEqual(1);
        if (rows[i]!.some((one) => one !== 0)) expect(list[0]!.similarity).toBeCloseTo(1, 9);
      });
    }));
  });

  it("ClusterReporter accounts for every customer", () => {
    fc.assert(fc.property(words, fc.integer({ min: 1, max: 4 }), (values, k) => {
      const report = new ClusterReporter({ top: 99 }).fit(values.map((WORD) => ({ WORD })), values.map((_, i) => i % k));
      expect(report.clusters.reduce((sum, { size }) => sum + size, 0)).toBe(values.length);
      for (const { size, columns } of report.clusters) {
        for (const profile of columns) if (profile.kind === "categorical") expect(profile.top.reduce((sum, { count }) => sum + count, 0)).toBe(size - profile.missing);
      }
    }));
  });

  it("any pipeline and any segmentation come back from JSON bit for bit", () => {
    const record = fc.record({ AGE: fc.integer({ min: 18, max: 90 }), CITY: fc.constantFrom("Rome", "Oslo", "Bern"), SPENT: value });
    fc.assert(fc.property(fc.array(record, { minLength: 4, maxLength: 25 }), (records) => {
      const fits = [
        () => new Pipeline([new LabelEncoder(), new StandardScaler(), new PCA(), new KMeans({ k: 2, nInit: 2 })]).fit(records), () => segment(records, { k: 2, nInit: 2 }).model,
      ];
      fc.pre(new Set(records.map((one) => JSON.stringify(one))).size > 2 && new Set(records.map(({ SPENT }) => SPENT)).size > 2);
      for (const fit of fits) {
        const model = fit(), text = JSON.stringify(model), back = decode(text) as typeof model;
        expect(JSON.stringify(back)).toBe(text);
        expect(back.predict(records)).toEqual(model.predict(records));
        expect(back.transform(records).data).toEqual(model.transform(records).data);
      }
    }), { numRuns: 40 });
  });
});
