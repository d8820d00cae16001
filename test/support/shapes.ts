import fc from "fast-check";
import { uniform } from "./fixtures";

/** A matrix of numbers that are hard to add up: any width, rows around the borders of blocks, offsets, constant columns, repeats. */
export interface Shape {
  readonly x: Float64Array;
  readonly rows: number;
  readonly d: number;
}

/** Matrices of 1 to `widest` columns with up to two blocks of 256 rows and some more. */
export function shapes(widest = 130): fc.Arbitrary<Shape> {
  const rows = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(255, 256, 257, 511, 512, 513, 700));
  const d = fc.oneof(fc.integer({ min: 1, max: Math.min(20, widest) }), fc.integer({ min: 1, max: widest }));
  const columns = fc.array(fc.record({ offset: fc.constantFrom(0, 0, -3, 1e9, -1e15), scale: fc.constantFrom(1, 1, 0, 1e-200, 1e-9, 1e6, 1e100) }), { minLength: 1, maxLength: 5 });
  return fc.tuple(rows, d, columns, fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(1, 1, 7, 1000)).map(([n, width, kinds, seed, repeat]) => {
    const random = uniform(seed), x = new Float64Array(n * width);
    for (let i = 0; i < n; i++) {
      const like = repeat > 1 && i >= repeat ? (i % repeat) * width : -1;
      for (let j = 0; j < width; j++) {
        const { offset, scale } = kinds[(j * 7 + (j >> 3)) % kinds.length]!;
        x[i * width + j] = like < 0 ? offset + scale * (random() - 0.3) : x[like + j]!;
      }
    }
    return { x, rows: n, d: width };
  });
}
