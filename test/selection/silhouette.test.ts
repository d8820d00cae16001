import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Matrix, silhouetteSamples, silhouetteScore, type Progress } from "../../src";
import { engineTileDistances, openArena, withoutEngine } from "../../src/engine";
import { plainTileDistances, TILE } from "../../src/math/tile-distances";
import { expectClose, fixtures, uniform } from "../support/fixtures";

interface Case { name: string; x: number[][]; labels: number[]; samples: number[]; score: number }

/** The definition, from all distances. */
function slow(x: number[][], labels: number[]): number[] {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const distance = (a: number[], b: number[]): number => Math.hypot(...a.map((value, j) => value - b[j]!));
  return x.map((row, i) => {
    const to = (label: number): number => mean(x.filter((_, j) => j !== i && labels[j] === label).map((other) => distance(row, other)));
    const a = to(labels[i]!), b = Math.min(...[...new Set(labels)].filter((label) => label !== labels[i]).map(to));
    return Number.isNaN(a) || a === b ? 0 : (b - a) / Math.max(a, b);
  });
}

function rowsOf(n: number, d: number, seed: number, offset = 0): Matrix {
  const random = uniform(seed);
  return Matrix.fromData(Array.from({ length: n * d }, () => offset + Math.floor(40 * random()) / 7), n, d);
}

const labelsOf = (n: number, k: number, seed: number): Int32Array => {
  const random = uniform(seed);
  return Int32Array.from({ length: n }, (_, i) => (i < k ? i : Math.floor(k * random())));
};

describe("silhouetteSamples", () => {
  for (const { name, x, labels, samples, score } of fixtures<Case>("silhouette")) {
    it(`agrees with scikit-learn: ${name}`, () => {
      expectClose(silhouetteSamples(x, labels), samples, 1e-10, 1e-12);
      expect(silhouetteScore(x, labels)).toBeCloseTo(score, 12);
    });
  }

  it("silhouetteSamples(x, labels) agrees with the definition for any rows and labels", () => {
    const d = fc.integer({ min: 1, max: 4 }), value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e3, max: 1e3, noNaN: true }).map((one) => Math.round(one * 1e3) / 1e3));
    const data = d.chain((width) => fc.array(fc.tuple(fc.array(value, { minLength: width, maxLength: width }), fc.integer({ min: -2, max: 3 })), { minLength: 3, maxLength: 40 }));
    fc.assert(fc.property(data, (rows) => {
      const x = rows.map(([row]) => row), labels = rows.map(([, label]) => label), k = new Set(labels).size;
      fc.pre(k >= 2 && k < x.length);
      const values = silhouetteSamples(x, labels);
      expectClose(values, slow(x, labels), 1e-9, 1e-9);
      for (const one of values) expect(Math.abs(one)).toBeLessThanOrEqual(1);
    }));
  });

  it("silhouetteSamples(x, labels) agrees with the definition where clusters have several tiles", () => {
    const x = rowsOf(600, 3, 5), labels = labelsOf(600, 3, 6);
    expectClose(silhouetteSamples(x, labels), slow(x.toRows(), Array.from(labels)), 1e-9, 1e-12);
  });

  it("silhouetteSamples(x, labels) is bit for bit the same without the engine", () => {
    for (const [n, d, k, offset] of [[256, 1, 2, 0], [1025, 2, 5, 1e9], [700, 8, 3, 0], [513, 9, 130, 0], [400, 33, 256, 1e6], [300, 130, 2, -1e7], [385, 4, 384, 0]] as const) {
      const x = rowsOf(n, d, n, offset), labels = labelsOf(n, k, d);
      expect(silhouetteSamples(x, labels)).toEqual(withoutEngine(() => silhouetteSamples(x, labels)));
    }
  });

  it("silhouetteSamples(x, labels) does not depend on the order of rows, nor on what clusters are called, but for rounding", () => {
    const x = rowsOf(90, 3, 1).toRows(), labels = Array.from(labelsOf(90, 4, 2)), order = x.map((_, i) => (i * 37) % 90);
    const values = silhouetteSamples(x, labels), moved = silhouetteSamples(order.map((i) => x[i]!), order.map((i) => -10 * labels[i]!));
    expectClose(moved, order.map((i) => values[i]!), 1e-10, 1e-12);
  });

  it("silhouetteSamples(x, labels) does not depend on scale or offset, where squares would overflow or vanish as well", () => {
    const x = rowsOf(300, 3, 3), labels = labelsOf(300, 4, 4), values = silhouetteSamples(x, labels);
    for (const scale of [2 ** -1000, 2 ** -400, 2 ** -30, 2 ** 500, 2 ** 1019]) {
      const scaled = Matrix.fromData(x.data.map((value) => value * scale), 300, 3);
      expectClose(silhouetteSamples(scaled, labels), values, 1e-9, 1e-12);
      expect(withoutEngine(() => silhouetteSamples(scaled, labels))).toEqual(silhouetteSamples(scaled, labels));
    }
    expectClose(silhouetteSamples([[1e300, 0], [1e300, 1e-200], [1e300, 3e-200]], [0, 0, 1]), [2 / 3, 1 / 2, 0], 1e-12);
    expect(Array.from(silhouetteSamples([[-1.7e308], [1.7e308], [1.7e308]], [0, 1, 1]))).toEqual([0, 1, 1]);
  });

  it("silhouetteSamples(x, labels) of equal rows is 0", () => {
    expect(Array.from(silhouetteSamples([[5, 5], [5, 5], [5, 5], [5, 5]], [0, 0, 1, 1]))).toEqual([0, 0, 0, 0]);
  });
});

describe("silhouetteScore", () => {
  const x = [[1], [2], [8], [9]];

  it("silhouetteScore(x, labels) is the mean of the rows'", () => {
    const values = silhouetteSamples(x, [0, 0, 1, 1]);
    expect(silhouetteScore(x, [3, 3, -1, -1])).toBe((values[0]! + values[1]! + values[2]! + values[3]!) / 4);
  });

  it("silhouetteScore(x, labels) refuses labels that make no sense, in words", () => {
    expect(() => silhouetteScore(x, [0, 0, 0, 0])).toThrow("silhouetteScore requires labels of 2 to 3 clusters (fewer than rows), got 1");
    expect(() => silhouetteScore(x, [0, 1, 2, 3])).toThrow("labels of 2 to 3 clusters (fewer than rows), got 4");
    expect(() => silhouetteScore(x, [0, 1])).toThrow("one label for each of 4 rows, got 2");
    expect(() => silhouetteScore(x, [0, 1, 0.5, 1])).toThrow("labels to be integers, got 0.5 at row index 2");
    expect(() => silhouetteScore(x, "0011" as never)).toThrow('labels to be a list of integers, got "0011"');
    expect(() => silhouetteSamples([[1], [NaN], [3]], [0, 0, 1])).toThrow("silhouetteSamples requires finite numbers, got NaN");
    expect(() => silhouetteSamples(x, [0, 0, 1, 1], { weights: [1] } as never)).toThrow('options among onProgress, signal, got "weights"');
    expect(() => silhouetteSamples(x, [0, 0, 1, 1], { onProgress: 1 } as never)).toThrow("onProgress to be a function");
    expect(() => silhouetteSamples(x, [0, 0, 1, 1], { signal: 1 } as never)).toThrow("signal to be an AbortSignal");
  });

  it("silhouetteScore(x, labels, { onProgress, signal }) says how far it is and stops when told to", () => {
    const many = rowsOf(1000, 2, 1), labels = labelsOf(1000, 3, 2), steps: Progress[] = [], stop = new AbortController();
    silhouetteScore(many, labels, { onProgress: (progress) => steps.push(progress) });
    expect(steps.length).toBeGreaterThan(10);
    expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).sort((a, b) => a - b));
    expect(steps.at(-1)).toEqual({ stage: "silhouetteScore", done: steps[0]!.total, total: steps[0]!.total });
    let calls = 0;
    const options = { signal: stop.signal, onProgress: () => void (++calls === 3 && stop.abort(new Error("enough"))) };
    expect(() => silhouetteScore(many, labels, options)).toThrow("enough");
    expect(calls).toBe(3);
    expect(() => silhouetteScore(many, labels, options)).toThrow("enough");
    expect(calls).toBe(3);
  });
});

describe("tileDistances", () => {
  it("add(a, rows, b, columns) sums the same bits with and without the engine, for any counts", () => {
    const shape = fc.record({ d: fc.integer({ min: 1, max: 130 }), rows: fc.integer({ min: 1, max: TILE }), columns: fc.integer({ min: 1, max: TILE }), scale: fc.constantFrom(1, 1e-140, 1e140), offset: fc.constantFrom(0, 1e9), seed: fc.nat() });
    fc.assert(fc.property(shape, ({ d, rows, columns, scale, offset, seed }) => {
      const arena = openArena()!, both = [plainTileDistances(3, d), engineTileDistances(arena, 3, d)];
      for (const distances of both) {
        const random = uniform(seed);
        distances.points.forEach((_, p) => (distances.points[p] = (offset + random()) * scale));
        distances.add(0, rows, 2, columns, 2);
        distances.add(0, rows, 0, rows, 3);
        distances.add(0, rows, 1, columns, 1);
      }
      const [plain, engine] = both.map(({ rowSums, columnSums }) => [rowSums.slice(), columnSums.slice()]);
      arena.close();
      expect(engine).toEqual(plain);
    }));
  });
});
