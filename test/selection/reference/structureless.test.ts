import { describe, expect, it } from "vitest";
import { Matrix } from "../../../src";
import { ranksOf, pearson } from "../../../src/math/correlation";
import { createRandom } from "../../../src/math/random";
import { structureless } from "../../../src/selection/reference/structureless";
import { uniformBox } from "../../../src/selection/reference/uniform-box";
import { categories, evens, exponentials, normals } from "../../support/random-rows";

const column = (x: Matrix, j: number): Float64Array => Float64Array.from({ length: x.rows }, (_, i) => x.data[i * x.columns + j]!);
const draw = (rows: number[][], blocks: number[][], seed: number): Matrix => structureless(Matrix.fromRows(rows), blocks)(createRandom(`${seed}`));
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: Float64Array): number => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
/** Normal, exponential and uniform columns, the second bound to the first. */
const correlated = normals(1000, 1, 1).map(([a], i) => [a!, Math.exp(0.6 * a! + 0.5 * normals(1, 1, i)[0]![0]!), evens(1, 1, i)[0]![0]!]);

describe("structureless(x, blocks)", () => {
  it("keeps the columns of numbers and how their ranks go together, within the error of sampling", () => {
    const x = Matrix.fromRows(correlated);
    for (let seed = 0; seed < 5; seed++) {
      const drawn = draw(correlated, [], seed);
      for (let j = 0; j < 3; j++) {
        const own = column(x, j), other = column(drawn, j);
        expect(Math.abs(mean(own) - mean(other))).toBeLessThan((5 * deviation(own)) / Math.sqrt(1000));
        expect(deviation(other) / deviation(own)).toBeGreaterThan(0.85);
        expect(deviation(other) / deviation(own)).toBeLessThan(1.15);
        for (let other = 0; other < j; other++) expect(Math.abs(pearson(ranksOf(own), ranksOf(column(x, other))) - pearson(ranksOf(column(drawn, j)), ranksOf(column(drawn, other))))).toBeLessThan(0.12);
      }
    }
  });

  it("keeps the shares of categories exactly and their columns together, and parts categories from each other", () => {
    const { rows, blocks } = categories(300, [3, 5], 2), twins = rows.map((row) => [...row, ...row.slice(0, 3), 7 * row[1]!]), both = [...blocks, [8, 9, 10], [11]];
    const x = Matrix.fromRows(twins), drawn = draw(twins, both, 3), rowsOf = (block: number[], of: Matrix): string[] => Array.from({ length: 300 }, (_, i) => block.map((j) => of.data[i * 12 + j]).join());
    for (const block of both) expect(rowsOf(block, drawn).sort()).toEqual(rowsOf(block, x).sort());
    expect(pearson(column(x, 0), column(x, 8))).toBeCloseTo(1);
    expect(Math.abs(pearson(column(drawn, 0), column(drawn, 8)))).toBeLessThan(0.25);
  });

  it("gives the same by the same seed, another by another, and leaves the data alone", () => {
    const x = Matrix.fromRows(correlated), before = x.data.slice(), one = structureless(x, [[2]]);
    expect(one(createRandom("4")).data).toEqual(structureless(x, [[2]])(createRandom("4")).data);
    expect(one(createRandom("4")).data).not.toEqual(one(createRandom("5")).data);
    expect(x.data).toEqual(before);
  });

  it("bears constant columns, copies of columns, and more columns than rows", () => {
    const odd = normals(200, 1, 5).map(([a]) => [4, a!, a!, -a!]), drawn = draw(odd, [], 6), wide = draw(normals(8, 30, 7), [], 8);
    expect(new Set(column(drawn, 0))).toEqual(new Set([4]));
    expect(pearson(ranksOf(column(drawn, 1)), ranksOf(column(drawn, 2)))).toBeGreaterThan(0.9999);
    expect(pearson(ranksOf(column(drawn, 1)), ranksOf(column(drawn, 3)))).toBeLessThan(-0.9999);
    expect(wide.data.every(Number.isFinite)).toBe(true);
    expect(draw([[1], [2]], [], 0).rows).toBe(2);
  });
});

describe("uniformBox(x)", () => {
  it("fills the box along the principal axes, and keeps its size", () => {
    const x = Matrix.fromRows(exponentials(400, 1, 9).map(([a], i) => [a!, a! + 0.1 * evens(1, 1, i)[0]![0]!])), drawn = uniformBox(x)(createRandom("1"));
    const [along, across] = [0, 1].map((j) => column(drawn, j)), long = Math.max(...along!) - Math.min(...along!);
    expect(long).toBeGreaterThan(0.95 * (Math.max(...column(x, 0)) - Math.min(...column(x, 0))) * Math.SQRT2);
    expect(deviation(along!) / long).toBeCloseTo(1 / Math.sqrt(12), 1);
    expect(Math.max(...across!) - Math.min(...across!)).toBeLessThan(0.1);
  });
});
