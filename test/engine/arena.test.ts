import { afterEach, describe, expect, it, vi } from "vitest";
import { ElbowFinder, KMeans, Matrix, PCA, StandardScaler } from "../../src";
import { openArena, withoutEngine } from "../../src/engine";
import { squaredDistance } from "../../src/math/distance";
import { blobs, uniform } from "../support/fixtures";

const X = Matrix.fromRows(blobs([[0, 0, 0, 0, 0], [9, 0, 9, 0, 9], [0, 9, 0, 9, 0]], 400, 2));

afterEach(() => vi.restoreAllMocks());

describe("the engine's memory", () => {
  it("that cannot be had is refused by its size, and the next fit works", () => {
    const expected = JSON.stringify(new KMeans({ k: 3, seed: 1 }).fit(X));
    const large = Matrix.fromData(new Float64Array(2_000_000).map((_, i) => (i * 7919) % 1013), 400_000, 5);
    vi.spyOn(WebAssembly.Memory.prototype, "grow").mockImplementation(() => {
      throw new RangeError("WebAssembly.Memory.grow(): Maximum memory size exceeded");
    });
    expect(() => new KMeans({ k: 3 }).fit(large)).toThrow(expect.objectContaining({ code: "OUT_OF_MEMORY", found: "less" }));
    expect(() => new KMeans({ k: 3 }).fit(large)).toThrow(/^The engine requires \d+ MiB of memory, got less; fit on a sample of the rows, or on fewer columns$/);
    vi.restoreAllMocks();
    expect(JSON.stringify(new KMeans({ k: 3, seed: 1 }).fit(X))).toBe(expected);
  });

  it("serves a fit inside the progress of another", () => {
    const alone = JSON.stringify(new KMeans({ k: 3, seed: 1 }).fit(X)), inner: string[] = [];
    const outer = new KMeans({ k: 3, seed: 1 }).fit(X, { onProgress: () => inner.push(JSON.stringify(new KMeans({ k: 3, seed: 1 }).fit(X))) });
    expect(JSON.stringify(outer)).toBe(alone);
    expect(inner.length).toBeGreaterThan(2);
    expect(new Set([...inner, alone]).size).toBe(1);
  });

  it("is given back when a fit is stopped", () => {
    const stop = new AbortController();
    for (let i = 0; i < 50; i++) {
      expect(() => new KMeans({ k: 3, nInit: 5 }).fit(X, { signal: stop.signal, onProgress: ({ done }) => { if (done === 2) throw new Error("enough"); } })).toThrow("enough");
    }
    const arena = openArena()!;
    expect(arena.f64(0, 1).buffer.byteLength).toBeLessThan(2 ** 22);
    arena.close();
  });
});

describe("numbers that are none", () => {
  for (const value of [NaN, Infinity, -Infinity]) {
    it(`${value}, written into a matrix behind its back, are refused with and without the engine`, () => {
      for (const at of [0, 777, X.data.length - 1]) {
        const odd = Matrix.fromData(X.data, X.rows, X.columns);
        odd.data[at] = value;
        for (const estimator of [new KMeans({ k: 3 }), new ElbowFinder({ maxK: 4 }), new PCA({ components: 2 }), new StandardScaler()]) {
          expect(() => estimator.fit(odd)).toThrow(expect.objectContaining({ code: "NOT_FINITE" }));
          expect(() => withoutEngine(() => estimator.fit(odd))).toThrow(expect.objectContaining({ code: "NOT_FINITE" }));
        }
      }
    });
  }
});

describe("the engine's memory, where addresses are scarce", () => {
  const reserving = (most: number): void => {
    const Memory = WebAssembly.Memory;
    vi.stubGlobal("WebAssembly", Object.assign(Object.create(WebAssembly), {
      Memory: class {
        constructor(descriptor: WebAssembly.MemoryDescriptor) {
          if (descriptor.maximum! > most) throw new RangeError("WebAssembly.Memory(): could not allocate memory");
          return new Memory(descriptor);
        }
      },
    }));
  };
  afterEach(() => vi.unstubAllGlobals());

  it("is reserved for less, and without any plain TypeScript does the work", () => {
    const fit = (): string => JSON.stringify(new KMeans({ k: 3, seed: 1 }).fit(X)), expected = fit();
    for (const most of [4096, 10]) {
      const held = openArena();
      reserving(most);
      if (most > 1024) expect(openArena()).not.toBeNull();
      else expect(openArena()).toBeNull();
      expect(fit()).toBe(expected);
      vi.unstubAllGlobals();
      held?.close();
    }
  });
});

describe("inertia", () => {
  it("keeps its digits beside a row that lies far off, and centroids theirs beside weights that are very light", () => {
    const random = uniform(3), n = 20_000;
    for (const far of [1e3, 1e6, 1e9]) {
      for (const d of [1, 6]) {
        const x = Float64Array.from({ length: n * d }, (_, p) => (p < d ? far : (Math.floor(p / d) % 2) * 10 + random()));
        const matrix = Matrix.fromData(x, n, d), init = [0, 10, far].map((value) => new Array<number>(d).fill(value));
        const model = new KMeans({ k: 3, init }).fit(matrix), labels = model.predict(matrix), { data } = model.centroids;
        let sum = 0, lost = 0;
        for (let i = 0; i < n; i++) {
          // Kahan's sum.
          const term = squaredDistance(x, i, data, labels[i]!, d) - lost, next = sum + term;
          lost = next - sum - term;
          sum = next;
        }
        expect(Math.abs(model.inertia - sum)).toBeLessThanOrEqual(1e-13 * sum);
      }
    }
    const x = Matrix.fromData(Float64Array.from({ length: n }, (_, i) => (i % 2) * 10 + (i % 4 < 2 ? 0 : 0.5)), n, 1);
    for (const light of [1e-3, 1e-12, 1e-24]) {
      const model = new KMeans({ k: 2, init: [[0], [10]] }).fit(x, { weights: Float64Array.from({ length: n }, (_, i) => (i % 2 ? light : 1)) });
      model.centroids.toRows().flat().forEach((value, c) => expect(value).toBeCloseTo(10 * c + 0.25, 9));
    }
  });
});
