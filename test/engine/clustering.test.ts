import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openArena, preparePoints, withoutEngine } from "../../src/engine";
import { EnginePoints } from "../../src/engine/engine-points";
import { lloyd } from "../../src/math/lloyd";
import type { Points } from "../../src/math/points";
import { createRandom } from "../../src/math/random";
import { swapCentroid } from "../../src/math/swap";
import { CLUSTERINGS, rowsOf, type Clustering } from "./clusterings";

/** The same points by plain TypeScript and by the engine, whatever their size. */
function both(c: Clustering): { plain: Points; engine: Points } {
  const x = rowsOf(c), random = createRandom("weights");
  const weights = c.weighted ? Float64Array.from({ length: c.n }, (_, i) => (i % 5 === 2 ? 0 : 3 * random())) : null;
  const plain: Points = withoutEngine(() => preparePoints(x, c.d, weights));
  return { plain, engine: new EnginePoints(plain, openArena()!) };
}

describe("the engine", () => {
  it("runs here", () => {
    const arena = openArena();
    expect(arena).not.toBeNull();
    arena!.close();
  });

  it("lloyd(points) has the bits of plain TypeScript, for any rows, starts and weights", () => {
    fc.assert(fc.property(CLUSTERINGS, fc.boolean(), (c, far) => {
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
    fc.assert(fc.property(CLUSTERINGS, (c) => {
      const { plain, engine } = both(c);
      try {
        expect(engine.seed(c.k, createRandom(String(c.seed)))).toEqual(plain.seed(c.k, createRandom(String(c.seed))));
      } finally {
        engine.close();
      }
    }), { numRuns: 100 });
  });

  it("swapDistances(centroids) leads to the swaps of plain TypeScript", () => {
    fc.assert(fc.property(CLUSTERINGS, (c) => {
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
