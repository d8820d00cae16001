import fc from "fast-check";
import { createRandom } from "../../src/math/random";

/** Rows that are hard in one way or another, from a few numbers. */
export interface Clustering { n: number; d: number; k: number; seed: number; shape: Shape; weighted: boolean }
type Shape = "blobs" | "lattice" | "duplicates" | "offset" | "tiny" | "outlier" | "constant columns";
const SHAPES: readonly Shape[] = ["blobs", "lattice", "duplicates", "offset", "tiny", "outlier", "constant columns"];

export function rowsOf({ n, d, seed, shape }: Clustering): Float64Array {
  const random = createRandom(String(seed)), centers = Array.from({ length: 7 * d }, () => 8 * random());
  const value = (i: number, j: number): number => {
    const blob = centers[(i % 7) * d + j]! + random() + random() - 1;
    switch (shape) {
      case "lattice": return Math.floor(3 * random());
      case "duplicates": return centers[(Math.floor(random() * 7) % 7) * d + j]!;
      case "offset": return blob + 1e9;
      case "tiny": return blob * 1e-120;
      case "outlier": return i === 3 ? 1e7 * (j + 1) : blob;
      case "constant columns": return j % 2 === 0 ? 0.1 : blob;
      case "blobs": return blob;
    }
  };
  return Float64Array.from({ length: n * d }, (_, p) => value(Math.floor(p / d), p % d));
}

/** From 5 to 400 rows of 1 to 130 columns, up to 300 clusters, of any shape. */
export const CLUSTERINGS: fc.Arbitrary<Clustering> = fc.record({
  n: fc.integer({ min: 5, max: 400 }), d: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 21, max: 130 })),
  k: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 300 })), seed: fc.nat(),
  shape: fc.constantFrom(...SHAPES), weighted: fc.boolean(),
}).map((c) => ({ ...c, k: Math.min(c.k, c.n) }));
