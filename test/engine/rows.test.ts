import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { engineWalk, streamScatter, streamStatistics, withoutEngine } from "../../src/engine";
import { columnsOf, plainWalk, rowsOf, type RowStream, type Walk } from "../../src/math/rows";
import { plainScatter } from "../../src/math/scatter";
import { plainStatistics } from "../../src/math/statistics";
import { expectClose, uniform } from "../support/fixtures";
import { shapes } from "../support/shapes";

/** Streams of hard matrices through no map, a scaling, a projection onto 1 to d axes, or both. */
const streams = (widest?: number): fc.Arbitrary<RowStream> =>
  fc.tuple(shapes(widest), fc.boolean(), fc.nat(1000), fc.boolean(), fc.integer({ min: 1, max: 1e6 })).map(([{ x, d }, scaled, axes, whitened, seed]) => {
    const random = uniform(seed), numbers = (count: number) => Float64Array.from({ length: count }, () => random() - 0.5);
    const scaling = { means: x.slice(0, d), scales: numbers(d).map((value) => 0.1 + value * value), columns: d }, c = axes % (d + 1);
    const projection = c > 0 ? [{ means: numbers(d), scales: numbers(c).map((value, r) => (!whitened ? 1 : r % 3 === 1 ? Infinity : value)), axes: numbers(c * d), columns: c }] : [];
    return { source: rowsOf(x, d), maps: [...(scaled ? [scaling] : []), ...projection] };
  });

function collect(walk: Walk, stream: RowStream): Float64Array {
  const d = columnsOf(stream), result = new Float64Array(stream.source.rows * d);
  let next = 0;
  walk(stream, (block, start, count) => {
    expect(start).toBe(next);
    result.set(block.subarray(0, count * d), start * d);
    next += count;
  });
  expect(next).toBe(stream.source.rows);
  return result;
}

/** The first index where the bits of two lists differ; -1 where none do. */
const firstDifference = (a: Float64Array, b: Float64Array): number => a.findIndex((value, i) => !Object.is(value, b[i]));

/** Twelve hundred rows and more, which the engine is asked for. */
const repeated = (stream: RowStream): RowStream => {
  const { data, columns } = stream.source, times = Math.ceil(1200 / stream.source.rows), x = new Float64Array(data!.length * times);
  for (let i = 0; i < times; i++) x.set(data!, i * data!.length);
  return { ...stream, source: rowsOf(x, columns) };
};

describe("rows in the engine", () => {
  it("engineWalk(stream) gives the bits of a plain walk, and leaves the source as it is", () => {
    fc.assert(fc.property(streams().map(repeated), (stream) => {
      const before = stream.source.data!.slice(), plain = collect(plainWalk, stream);
      expect(firstDifference(collect(engineWalk, stream), plain)).toBe(-1);
      expect(firstDifference(withoutEngine(() => collect(engineWalk, stream)), plain)).toBe(-1);
      expect(firstDifference(stream.source.data!, before)).toBe(-1);
    }), { numRuns: 60 });
  });

  it("streamStatistics(stream) and streamScatter(stream) give the same bits with and without the engine", () => {
    fc.assert(fc.property(streams(), (stream) => {
      expect(streamStatistics(stream)).toStrictEqual(plainStatistics(stream));
      expect(streamScatter(stream)).toStrictEqual(plainScatter(stream));
    }), { numRuns: 150 });
  });
});

describe("maps of rows", () => {
  it("applyRowMap(map, x) does what it says in the plainest words", () => {
    const random = uniform(8);
    for (const [d, c] of [[1, 1], [3, 2], [5, 5], [7, 1]] as const) {
      const numbers = (count: number) => Float64Array.from({ length: count }, random), x = numbers(4 * d), means = numbers(d), axes = numbers(c * d), scales = numbers(c);
      const expected = [0, 1, 2, 3].flatMap((i) => Array.from(scales, (scale, r) => means.reduce((sum, mean, j) => sum + (x[i * d + j]! - mean) * axes[r * d + j]!, 0) / scale));
      expectClose(collect(plainWalk, { source: rowsOf(x, d), maps: [{ means, scales, axes, columns: c }] }), expected, 1e-13);
      const scaled = collect(plainWalk, { source: rowsOf(x, d), maps: [{ means, scales: axes.subarray(0, d), columns: d }] });
      expect(Array.from(scaled)).toEqual(Array.from(x, (value, p) => (value - means[p % d]!) / axes[p % d]!));
    }
  });
});

describe("streamScatter", () => {
  it("streamScatter(stream) agrees with plain sums, at large offsets too", () => {
    const random = uniform(5), rows = Array.from({ length: 700 }, () => [random() * 3, random() + 2, 0.5]);
    const means = [0, 1, 2].map((j) => rows.reduce((sum, row) => sum + row[j]!, 0) / 700);
    const expected = [0, 1, 2].flatMap((j) => [0, 1, 2].map((l) => rows.reduce((sum, row) => sum + (row[j]! - means[j]!) * (row[l]! - means[l]!), 0)));
    for (const [offset, error] of [[0, 1e-12], [2 ** 30, 1e-6]] as const) {
      const found = streamScatter({ source: rowsOf(Float64Array.from(rows.flat(), (value) => value + offset), 3), maps: [] });
      expectClose(found.products, expected, error, error);
      expectClose(Array.from(found.means, (mean) => mean - offset), means, error);
      expect(found.rows).toBe(700);
    }
  });
});
