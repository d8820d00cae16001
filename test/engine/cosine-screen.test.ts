import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CosineScreen, openArena, withoutEngine } from "../../src/engine";
import { cosine, directions } from "../../src/math/cosine";
import { nearestOfAll, type Search } from "../../src/math/nearest";
import { uniform } from "../support/fixtures";

type Found = { index: number; score: number }[];

function gather(search: (found: Parameters<Search>[2]) => void): Found[] {
  const lists: Found[] = [];
  search((top) => lists.push(top.take((index, score) => ({ index, score }))));
  return lists;
}

const screened = (items: Float64Array, d: number, queries: Float64Array, n: number): Found[] =>
  gather((found) => expect(CosineScreen.over(items, d)!.search(directions(queries, d), n, found)).toBe(true));

/** Every cosine by its definition, in the order of the columns, then a stable sort. */
function sorted(items: Float64Array, d: number, queries: Float64Array, n: number): Found[] {
  const to = directions(queries, d), indices = Array.from({ length: items.length / d }, (_, j) => j);
  return Array.from({ length: queries.length / d }, (_, i) =>
    indices.map((index) => ({ index, score: cosine(to, i, items, index) })).sort((a, b) => b.score - a.score).slice(0, n));
}

/** Numbers of one kind, by the place of the row: what quantising or squaring could go wrong with. */
const KINDS: Record<string, (random: () => number, row: number) => number> = {
  "any direction": (random) => random() - 0.5,
  "small integers, with ties and rows of zeros": (random) => Math.floor(3 * random()) - 1,
  "a few rows again and again": (_, row) => Math.sin(row % 5),
  "a huge offset": (random) => 1e6 + random(),
  "nearly equal directions": (random) => 1 + 1e-5 * random(),
  "tiny and huge rows": (random, row) => (random() - 0.5) * [1e-320, 1e-200, 1, 1e200, 1e308][row % 5]!,
  "one large entry a row": (random) => random() ** 40,
  "a drift": (random, row) => row / 100 + random(),
};

function rowsOf(kind: string, rows: number, d: number, seed: number): Float64Array {
  const random = uniform(seed);
  return Float64Array.from({ length: rows * d }, (_, p) => KINDS[kind]!(random, Math.floor(p / d)));
}

describe("CosineScreen", () => {
  it("search(queries) finds what comparing with every row finds, bit for bit, in any shape of any kind", () => {
    const shape = fc.record({
      kind: fc.constantFrom(...Object.keys(KINDS)), d: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 130 })),
      rows: fc.integer({ min: 1, max: 700 }), queries: fc.integer({ min: 1, max: 6 }), n: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 900 })), seed: fc.nat(),
    });
    fc.assert(fc.property(shape, ({ kind, d, rows, queries, n, seed }) => {
      const items = rowsOf(kind, rows, d, seed), asked = rowsOf(kind, queries, d, seed + 1);
      asked.set(items.subarray(0, d));
      const found = screened(items, d, asked, n);
      expect(found).toEqual(sorted(items, d, asked, n));
      const count = queries, top: Found[] = gather((one) => nearestOfAll(count, rows, n, (i, j) => cosine(directions(asked, d), i, items, j), one));
      expect(found).toEqual(top);
    }), { numRuns: 150 });
  });

  for (const kind of Object.keys(KINDS)) {
    it(`search(queries) is exact among rows of many blocks, for more queries than one pass takes: ${kind}`, () => {
      for (const [d, rows, queries] of [[1, 9000, 3], [2, 9001, 300], [8, 3333, 258], [33, 2000, 20]] as const) {
        const items = rowsOf(kind, rows, d, 7), asked = rowsOf(kind, queries, d, 8), found = screened(items, d, asked, 10);
        const all = gather((one) => nearestOfAll(queries, rows, 10, ((to) => (i, j) => cosine(to, i, items, j))(directions(asked, d)), one));
        expect(found).toEqual(all);
      }
    });
  }

  it("search(queries) finds a best row that stands anywhere", () => {
    const d = 8, rows = 2500, items = rowsOf("any direction", rows, d, 1);
    for (let j = 0; j < rows; j += 53) expect(screened(items, d, items.subarray(j * d, j * d + d), 1)[0]).toEqual([{ index: j, score: 1 }]);
  });

  it("is null without the engine, and one made before says that it cannot search", () => {
    const items = rowsOf("any direction", 50, 3, 1), screen = CosineScreen.over(items, 3)!;
    withoutEngine(() => {
      expect(CosineScreen.over(items, 3)).toBeNull();
      expect(screen.search(directions(items, 3), 2, () => expect.fail("found something"))).toBe(false);
    });
    expect(screen.search(directions(items, 3), 2, (top) => expect(top.take((index) => index)).toHaveLength(2))).toBe(true);
  });
});

describe("quantizeUnits", () => {
  it("quantizeUnits(x) gives each row at length 32766, rounded to the nearest, pair by pair in groups of 16", () => {
    const shape = fc.record({ kind: fc.constantFrom(...Object.keys(KINDS)), d: fc.integer({ min: 1, max: 130 }), rows: fc.integer({ min: 1, max: 60 }), seed: fc.nat() });
    fc.assert(fc.property(shape, ({ kind, d, rows, seed }) => {
      const x = rowsOf(kind, rows, d, seed), arena = openArena()!, pairs = Math.ceil(d / 2);
      const from = arena.alloc(8 * x.length), to = arena.alloc(4 * pairs * (rows + 16));
      arena.f64(from, x.length).set(x);
      arena.kernels.quantizeUnits(from, rows, d, 32766, to);
      const units = new Int16Array(arena.i32(to, pairs * (rows + 16)).slice().buffer), { rows: scaled, squares } = directions(x, d);
      arena.close();
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < 2 * pairs; j++) {
          const unit = units[2 * (Math.floor(i / 16) * 16 * pairs + (j >> 1) * 16 + (i % 16)) + (j % 2)]!;
          const wanted = j < d && squares[i]! > 0 ? (32766 * scaled[i * d + j]!) / Math.sqrt(squares[i]!) : 0;
          if (!(Math.abs(unit - wanted) <= 0.5001)) expect.fail(`row ${i}, column ${j}: ${unit} is not ${wanted} rounded`);
        }
      }
    }));
  });
});

describe("cosine", () => {
  const of = (a: number[], b: number[]): number => cosine(directions(Float64Array.from(a), a.length), 0, Float64Array.from(b), 0);

  it("cosine(a, b) agrees with its definition and is exactly 1 for equal rows", () => {
    const row = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }).map((one) => (Math.abs(one) < 1e-3 ? 0 : one)), { minLength: 5, maxLength: 5 });
    fc.assert(fc.property(row, row, (a, b) => {
      const length = Math.hypot(...a) * Math.hypot(...b), value = of(a, b);
      expect(Math.abs(value)).toBeLessThanOrEqual(1);
      expect(value).toBeCloseTo(length === 0 ? 0 : a.reduce((sum, one, j) => sum + one * b[j]!, 0) / length, 12);
      if (a.some((one) => one !== 0)) expect(of(a, a)).toBe(1);
    }));
  });

  it("cosine(a, b) neither overflows nor vanishes", () => {
    for (const [x, y] of [[1e-320, 1e300], [1e308, 1e308], [1e-300, 1e-300], [1e-76, 1e76], [5e-324, 1]] as const) {
      expect(of([x, x], [y, 0])).toBeCloseTo(Math.SQRT1_2, 12);
      expect(of([x, 0], [-y, 0])).toBe(-1);
    }
    expect([of([0, 0], [1, 2]), of([1, 2], [0, 0]), of([0, 0], [0, 0])]).toEqual([0, 0, 0]);
  });
});
