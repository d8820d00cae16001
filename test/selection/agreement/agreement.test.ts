import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustedMutualInformation, adjustedRandIndex, compareLabels, contingencyTable, homogeneityCompletenessV, normalizedMutualInformation, type EntropyAverage } from "../../../src/evaluate";
import { contingencyOf } from "../../../src/math/contingency";
import { expectedInformation } from "../../../src/math/expected-information";
import { entropy, mutualInformation } from "../../../src/math/information";
import { codeOf, expectClose, fixtures, uniform } from "../../support/fixtures";

type Averages = Record<EntropyAverage, number>;
interface Case { name: string; a?: number[]; b?: number[]; table: number[][]; adjustedRand: number; mutual: number; expected: number; adjusted: Averages; normalized: Averages; homogeneity: number; completeness: number; v: number; vOfBeta3: number }

/** Labels of the rows of a table, in its order. */
const labelsOf = (table: number[][], side: "row" | "column"): number[] => table.flatMap((row, i) => row.flatMap((count, j) => new Array<number>(count).fill(side === "row" ? i : j)));
const averages = ["min", "geometric", "arithmetic", "max"] as const;
const pairOfLabelings = (most: number, values = 4): fc.Arbitrary<{ a: number[]; b: number[] }> => {
  const label = fc.integer({ min: -1, max: values - 2 });
  return fc.array(fc.tuple(label, label), { minLength: 1, maxLength: most }).map((pairs) => ({ a: pairs.map(([one]) => one), b: pairs.map(([, two]) => two) }));
};

/** The index from all pairs of rows. */
function slowRand(a: number[], b: number[]): number {
  let both = 0, inA = 0, inB = 0, all = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++, all++) {
      both += Number(a[i] === a[j] && b[i] === b[j]);
      inA += Number(a[i] === a[j]);
      inB += Number(b[i] === b[j]);
    }
  }
  const expected = (inA * inB) / all, most = (inA + inB) / 2;
  return inA === inB && inA === both ? 1 : (both - expected) / (most - expected);
}

function slowInformation(a: number[], b: number[]): number {
  const share = (holds: (i: number) => boolean): number => a.filter((_, i) => holds(i)).length / a.length;
  return [...new Set(a)].flatMap((one) => [...new Set(b)].map((two) => {
    const p = share((i) => a[i] === one && b[i] === two);
    return p === 0 ? 0 : p * Math.log(p / (share((i) => a[i] === one) * share((i) => b[i] === two)));
  })).reduce((sum, part) => sum + part, 0);
}

function permutations(list: number[]): number[][] {
  return list.length < 2 ? [list] : list.flatMap((one, i) => permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [one, ...rest]));
}

const counted = (a: number[], b: number[]) => {
  const codes = (labels: number[]): [Int32Array, number] => {
    const names = [...new Set(labels)];
    return [Int32Array.from(labels, (label) => names.indexOf(label)), names.length];
  };
  return contingencyOf(...codes(a), ...codes(b));
};

describe("agreement of labelings", () => {
  for (const { name, table, a = labelsOf(table, "row"), b = labelsOf(table, "column"), ...c } of fixtures<Case>("agreement")) {
    it(`agrees with scikit-learn: ${name}`, () => {
      // scikit-learn takes logarithms of factorials, which cost it digits where rows are many.
      const relative = a.length > 1000 ? 1e-8 : 1e-10, all = compareLabels(a, b), counts = counted(a, b);
      expectClose([mutualInformation(counts), expectedInformation(counts.rows, counts.columns, counts.n)], [c.mutual, c.expected], 1e-9, 1e-13);
      expectClose([adjustedRandIndex(a, b), all.adjustedRand], [c.adjustedRand, c.adjustedRand], 1e-12, 1e-15);
      for (const average of averages) expectClose([adjustedMutualInformation(a, b, { average })], [c.adjusted[average]], relative, 1e-12);
      for (const average of averages) expectClose([normalizedMutualInformation(a, b, { average })], [c.normalized[average]], 1e-10, 1e-13);
      expectClose([all.homogeneity, all.completeness, all.v, homogeneityCompletenessV(a, b, { beta: 3 }).v], [c.homogeneity, c.completeness, c.v, c.vOfBeta3], 1e-10, 1e-13);
      expect(contingencyTable(a, b).counts).toEqual(table);
      expect(all.table).toEqual(contingencyTable(a, b));
      expect([all.adjustedMutualInformation, all.normalizedMutualInformation]).toEqual([adjustedMutualInformation(a, b), normalizedMutualInformation(a, b)]);
    });
  }

  it("agrees with the definitions for any labels", () => {
    fc.assert(fc.property(pairOfLabelings(40), ({ a, b }) => {
      expectClose([adjustedRandIndex(a, b)], [slowRand(a, b)], 1e-9, 1e-12);
      const counts = counted(a, b);
      expectClose([mutualInformation(counts), entropy(counts.rows, a.length)], [slowInformation(a, b), slowInformation(a, a)], 1e-9, 1e-13);
    }));
  });

  it("expectedInformation(rows, columns, n) is the mean over all permutations", () => {
    for (const { a, b } of fc.sample(pairOfLabelings(6), { numRuns: 30, seed: 1 })) {
      const { rows, columns, n } = counted(a, b), all = permutations(b).map((one) => slowInformation(a, one));
      expectClose([expectedInformation(rows, columns, n)], [all.reduce((sum, value) => sum + value, 0) / all.length], 1e-11, 1e-14);
    }
  });

  it("is the same both ways, for rows in any order, and whatever clusters are called", () => {
    fc.assert(fc.property(pairOfLabelings(50, 6), fc.integer({ min: -9, max: 9 }), ({ a, b }, turn) => {
      expect(adjustedRandIndex(a, b)).toBe(adjustedRandIndex(b, a));
      const one = compareLabels(a, b), other = compareLabels([...b].reverse().map((label) => turn - 5 * label), [...a].reverse().map((label) => 1e12 * label));
      expect(other.adjustedRand).toBe(one.adjustedRand);
      const parts = ({ adjustedMutualInformation: ami, normalizedMutualInformation: nmi, v }: typeof one): number[] => [ami, nmi, v];
      expectClose(parts(other), parts(one), 1e-9, 1e-11);
      expectClose([other.completeness, other.homogeneity], [one.homogeneity, one.completeness], 1e-9, 1e-11);
    }));
  });

  it("is exactly 1 for the same clusters, and less for others", () => {
    fc.assert(fc.property(pairOfLabelings(60, 9), fc.constantFrom(...averages), ({ a, b }, average) => {
      const all = compareLabels(a, a.map((label) => 3 - 2 * label), { average });
      expect([all.adjustedRand, all.adjustedMutualInformation, all.normalizedMutualInformation, all.homogeneity, all.completeness, all.v]).toEqual([1, 1, 1, 1, 1, 1]);
      const pairs = new Set(a.map((label, i) => `${label} ${b[i]}`)).size, isSame = pairs === new Set(a).size && pairs === new Set(b).size;
      if (!isSame) expect(adjustedRandIndex(a, b)).toBeLessThan(1);
      const other = compareLabels(a, b, { average });
      expect(other.adjustedMutualInformation).toBeLessThanOrEqual(1 + 1e-12);
      for (const value of [other.normalizedMutualInformation, other.homogeneity, other.completeness, other.v]) expect(value).toBeGreaterThanOrEqual(0);
      for (const value of [other.normalizedMutualInformation, other.homogeneity, other.completeness, other.v]) expect(value).toBeLessThanOrEqual(1);
    }));
  });

  it("is 0 where one of two labelings says nothing, by every average", () => {
    for (const other of [[0, 0, 0, 0, 0], [0, 1, 2, 3, 4]]) {
      for (const average of averages) expect([adjustedMutualInformation([0, 0, 1, 1, 1], other, { average }), adjustedMutualInformation(other, [0, 0, 1, 1, 1], { average })]).toEqual([0, 0]);
    }
    expect(normalizedMutualInformation([0, 0, 1, 1], [0, 1, 0, 1])).toBe(0);
    expect(adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1])).toBe(-0.5);
    expect(homogeneityCompletenessV([0, 1, 0, 1], [2, 2, 2, 2])).toEqual({ homogeneity: 0, completeness: 1, v: 0 });
    expect(homogeneityCompletenessV([0, 0, 1, 1], [0, 1, 0, 1], { beta: 0 })).toEqual({ homogeneity: 0, completeness: 0, v: 0 });
  });

  it("keeps its digits for 10,000,000 rows", () => {
    const n = 1e7, a = new Int32Array(n), b = new Int32Array(n), random = uniform(7);
    for (let i = 0; i < n; i++) {
      a[i] = Math.floor(4 * random());
      b[i] = Math.floor(5 * random());
    }
    const { adjustedRand, adjustedMutualInformation: adjusted, table } = compareLabels(a, b);
    expect(table.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(n);
    expect(Math.abs(adjustedRand)).toBeLessThan(1e-6);
    expect(Math.abs(adjusted)).toBeLessThan(3e-6);
    const { rows, columns } = { rows: Float64Array.from(table.rowTotals), columns: Float64Array.from(table.columnTotals) };
    // Of large tables (R - 1) (C - 1) / 2n, and the next term far below.
    expectClose([expectedInformation(rows, columns, n)], [(3 * 4) / (2 * n)], 1e-5);
    expect(compareLabels(a, a).adjustedMutualInformation).toBe(1);
  }, 60_000);

  it("expectedInformation(rows, columns, n) keeps 11 digits for 10,000,000 rows, where logarithms of factorials keep 7", () => {
    const rows = Float64Array.of(2499000, 2501000, 2600000, 2400000), columns = Float64Array.of(2000000, 1900000, 2100000, 2200000, 1800000);
    // By 30 decimal digits.
    expectClose([expectedInformation(rows, columns, 1e7)], [6.000003018341005e-7], 1e-11, 0);
  });

  it("counts cells that are not 0 alone where clusters are many, with the same result", () => {
    const random = uniform(3), a = Array.from({ length: 3000 }, () => Math.floor(900 * random())), b = a.map((label) => (random() < 0.5 ? label : Math.floor(900 * random())));
    const sparse = counted(a, b), pairs = new Map<string, number>();
    a.forEach((label, i) => pairs.set(`${label} ${b[i]}`, (pairs.get(`${label} ${b[i]}`) ?? 0) + 1));
    expect(Array.from(sparse.cells.count).sort()).toEqual([...pairs.values()].sort());
    expectClose([adjustedRandIndex(a, b)], [slowRand(a, b)], 1e-12);
    const ids = Array.from({ length: 200_000 }, (_, i) => i);
    expect(adjustedRandIndex(ids, ids.map((id) => Math.floor(id / 2)))).toBe(0);
    expect(codeOf(() => contingencyTable(ids, ids))).toBe("INVALID_OPTION");
  });

  it("contingencyTable(a, b) names its rows and columns, adds them up and is frozen", () => {
    const table = contingencyTable([3, 3, -1, 3], [0, 10, 2, 10]);
    expect(table).toEqual({ n: 4, rows: [-1, 3], columns: [0, 2, 10], counts: [[0, 1, 0], [1, 0, 2]], rowTotals: [1, 3], columnTotals: [1, 1, 2] });
    for (const value of [table, table.rows, table.columns, table.counts, table.counts[0], table.rowTotals, table.columnTotals]) expect(Object.isFrozen(value)).toBe(true);
  });

  const functions = { adjustedRandIndex, adjustedMutualInformation, normalizedMutualInformation, homogeneityCompletenessV, contingencyTable, compareLabels };
  for (const [name, work] of Object.entries(functions)) {
    it(`${name}(a, b) refuses labels that make no sense`, () => {
      expect(codeOf(() => work([0, 1], [0]))).toBe("WRONG_LENGTH");
      expect(codeOf(() => work([], []))).toBe("EMPTY_DATA");
      expect(codeOf(() => work([], [1]))).toBe("EMPTY_DATA");
      const wrongs: unknown[] = ["01", null, undefined, 2, [0, 0.5], [0, NaN], [0, Infinity], [0, "1"], [0, null], [0, , 1].slice(0, 2), new Set([0, 1])]; // eslint-disable-line no-sparse-arrays
      wrongs.forEach((wrong, i) => {
        expect(codeOf(() => work(wrong as never, [0, 1])), `a, ${i}`).toBe("NOT_NUMERIC");
        expect(codeOf(() => work([0, 1], wrong as never)), `b, ${i}`).toBe("NOT_NUMERIC");
      });
      expect(() => work([0, 1], [0, 2.5])).toThrow(`${name} requires b to be integers, got 2.5 at row index 1`);
    });
  }

  it("refuses options that make no sense", () => {
    for (const work of [adjustedMutualInformation, normalizedMutualInformation, compareLabels]) {
      for (const options of [{ average: "mean" }, { average: null }, { averages: "max" }, null]) expect(codeOf(() => work([0], [0], options as never))).toBe("INVALID_OPTION");
    }
    for (const work of [homogeneityCompletenessV, compareLabels]) {
      for (const options of [{ beta: null }, { beta: -1 }, { beta: NaN }, { beta: "1" }, { gamma: 1 }]) expect(codeOf(() => work([0], [0], options as never))).toBe("INVALID_OPTION");
    }
  });
});
