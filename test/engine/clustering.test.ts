import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openArena, preparePoints, withoutEngine } from "../../src/engine";
import { EnginePoints } from "../../src/engine/engine-points";
import { lloyd } from "../../src/math/lloyd";
import type { PlainPoints } from "../../src/math/plain-points";
import type { Points } from "../../src/math/points";
import { createRandom } from "../../src/math/random";
import { swapCentroid } from "../../src/math/swap";

/** Rows that are hard in one way or another, from a few numbers. */
interface Case { n: number; d: number; k: number; seed: number; shape: Shape; weighted: boolean }
type Shape = "blobs" | "lattice" | "duplicates" | "offset" | "tiny" | "outlier" | "constant columns";
const SHAPES: readonly Shape[] = ["blobs", "lattice", "duplicates", "offset", "tiny", "outlier", "constant columns"];

function rowsOf({ n, d, seed, shape }: Case): Float64Array {
  const random = createRandom(String(seed)), centers = Array.from({ length: 7 * d }, () => 8 * random());
  const value = (i: number, j: number): number => {
    const blob = centers[(i % 7) * d + j]! + random() + random() - 1;
    switch (shape) {
      case "lattice": return Math.floor(3 * random());
      case "duplicates": return centers[(Math.floor(random() * 7) % 7) * d + j]!;
      case "offset": return blob + 1e9;
      case "tiny": return blob * 1e-130;
      case "outlier": return i === 3 ? 1e7 * (j + 1) : blob;
      case "constant columns": return j % 2 === 0 ? 0.1 : blob;
      case "blobs": return blob;
    }
  };
  return Float64Array.from({ length: n * d }, (_, p) => value(Math.floor(p / d), p % d));
}

/** The same points by plain TypeScript and by the engine, whatever their size. */
function both(c: Case): { plain: Points; engine: Points } {
  const x = rowsOf(c), random = createRandom("weights");
  const weights = c.weighted ? Float64Array.from({ length: c.n }, (_, i) => (i % 5 === 2 ? 0 : 3 * random())) : null;
  const plain = withoutEngine(() => preparePoints(x, c.d, weights)) as PlainPoints;
  return { plain, engine: new EnginePoints(plain, openArena()!) };
}

const cases = fc.record({
  n: fc.integer({ min: 5, max: 400 }), d: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 21, max: 130 })),
  k: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 300 })), seed: fc.nat(),
  shape: fc.constantFrom(...SHAPES), weighted: fc.boolean(),
}).map((c) => ({ ...c, k: Math.min(c.k, c.n) }));

describe("the engine", () => {
  it("runs here", () => {
    const arena = openArena();
    expect(arena).not.toBeNull();
    arena!.close();
  });

  it("lloyd(points) has the bits of plain TypeScript, for any rows, starts and weights", () => {
    fc.assert(fc.property(cases, fc.boolean(), (c, far) => {
      const { plain, engine } = both(c), { x, d } = plain, random = createRandom(`start ${c.seed}`);
      const start = Float64Array.from({ length: c.k * d }, (_, q) => x[Math.floor(random() * c.n) * d + (q % d)]! * (far && q === 0 ? 100 : 1));
      const options = { maxIterations: 40, tolerance: 0 };
      try {
        expect(lloyd(engine, start, options)).toEqual(lloyd(plain, start, options));
      } finally {
        engine.close();
      }
    }), { numRuns: 150 });
  });

  it("seed(k) draws the rows that plain TypeScript draws", () => {
    fc.assert(fc.property(cases, (c) => {
      const { plain, engine } = both(c);
      try {
        expect(engine.seed(c.k, createRandom(String(c.seed)))).toEqual(plain.seed(c.k, createRandom(String(c.seed))));
      } finally {
        engine.close();
      }
    }), { numRuns: 100 });
  });

  it("swapDistances(centroids) leads to the swaps of plain TypeScript", () => {
    fc.assert(fc.property(cases, (c) => {
      const { plain, engine } = both(c), { x, d } = plain, start = x.slice(0, c.k * d);
      const swap = (points: Points): Float64Array => swapCentroid(x, d, start, points.swapDistances(start), createRandom(String(c.seed)));
      try {
        expect(swap(engine)).toEqual(swap(plain));
      } finally {
        engine.close();
      }
    }), { numRuns: 100 });
  });
});
