import { describe, expect, it } from "vitest";
import { Table } from "../../src";
import { differencesOf, rowsOfSegments } from "../../src/insights/differences";
import { chanceOfCount, chanceOfDifference } from "../../src/math/significance";
import type { CategoricalDifference, NumericDifference } from "../../src/report/insights";
import { uniform } from "../support/fixtures";

const random = uniform(8), N = 600;
const labels = Int32Array.from({ length: N }, (_, i) => i % 3);
const INCOME = Array.from(labels, (s) => 50 + 20 * s + 10 * (random() + random() - 1));
const PAYS = Array.from(labels, (s) => (random() < [0.9, 0.5, 0.1][s]! ? "card" : "cash"));
const table = Table.fromColumns({ INCOME, PAYS, NOISE: INCOME.map(() => random()), EMPTY: INCOME.map(() => null), WHEN: INCOME.map((_, i) => new Date(Date.UTC(2024, 0, 1 + i))) });
const found = differencesOf(table, rowsOfSegments(labels, 3));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("differencesOf", () => {
  it("takes numbers by the difference of means in standard deviations", () => {
    const own = INCOME.filter((_, i) => labels[i] === 0), all = mean(INCOME), deviation = Math.sqrt(mean(INCOME.map((value) => (value - all) ** 2)));
    const income = found[0]!.find(({ column }) => column === "INCOME") as NumericDifference;
    expect(income.effect).toBeCloseTo((mean(own) - all) / deviation, 10);
    expect(income).toMatchObject({ mean: expect.closeTo(mean(own), 9) as number, overallMean: expect.closeTo(all, 9) as number });
    expect(income.text).toMatch(/^INCOME lower: median [45]\d\.?\d*, overall [67]\d/);
  });

  it("takes values by the difference of their shares in standard deviations", () => {
    const card = found[0]!.find(({ column, kind }) => column === "PAYS" && kind === "categorical") as CategoricalDifference;
    const p = mean(PAYS.filter((_, i) => labels[i] === 0).map((pays) => Number(pays === card.value))), q = mean(PAYS.map((pays) => Number(pays === card.value)));
    expect([card.ratio, card.overallRatio, card.lift]).toEqual([expect.closeTo(p, 12), expect.closeTo(q, 12), expect.closeTo(p / q, 12)]);
    expect(card.effect).toBeCloseTo((p - q) / Math.sqrt((p * (1 - p) + q * (1 - q)) / 2), 10);
  });

  it("leaves out noise, empty columns and dates, and has the largest effect first", () => {
    for (const own of found) {
      expect(own.map(({ column }) => column)).not.toEqual(expect.arrayContaining(["NOISE"]));
      expect(own.every(({ column }) => ["INCOME", "PAYS"].includes(column))).toBe(true);
      expect(own.map(({ effect }) => -Math.abs(effect))).toEqual(own.map(({ effect }) => -Math.abs(effect)).sort((a, b) => a - b));
    }
  });

  it("hardly ever finds a difference between random groups", () => {
    let differing = 0;
    for (let seed = 0; seed < 100; seed++) {
      const draw = uniform(seed + 1), groups = Int32Array.from({ length: 200 }, () => Math.floor(3 * draw()));
      const noise = Table.fromColumns({ A: Array.from(groups, () => draw()), B: Array.from(groups, () => Math.floor(4 * draw()) + "x"), C: Array.from(groups, () => draw() ** 6) });
      if (differencesOf(noise, rowsOfSegments(groups, 3)).some((own) => own.length > 0)) differing++;
    }
    expect(differing).toBeLessThanOrEqual(5);
  });

  it("takes skewed columns by ranks, so that one huge value sets nobody apart", () => {
    const values = Array.from({ length: 100 }, (_, i) => (i === 0 ? 1e9 : i % 10)), groups = Int32Array.from({ length: 100 }, (_, i) => (i < 50 ? 0 : 1));
    expect(differencesOf(Table.fromColumns({ MONEY: values }), rowsOfSegments(groups, 2)).flat()).toEqual([]);
  });
});

describe("differencesOf of rare values", () => {
  it("takes those of fewer than five customers, or that are no wonder in so small a segment, for accidents", () => {
    const groups = Int32Array.from({ length: 200 }, (_, i) => (i < 5 ? 1 : 0)), NAME = Array.from(groups, (_, i) => `n${i >> 1}`), CITY = Array.from(groups, (_, i) => (i === 3 || i >= 194 ? "x" : "y"));
    expect(differencesOf(Table.fromColumns({ NAME, CITY }), rowsOfSegments(groups, 2)).flat()).toEqual([]);
  });
});

describe("chanceOfCount", () => {
  const ways = (n: number, k: number): number => Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((a, b) => a * b, 1);

  it("is the doubled tail of the hypergeometric distribution", () => {
    for (const [both, count, m, n] of [[1, 1, 4, 120], [0, 5, 3, 12], [3, 4, 6, 15], [2, 8, 9, 12], [5, 5, 5, 10], [7, 7, 7, 7]] as const) {
      const share = Array.from({ length: n + 1 }, (_, x) => (x > count || x > m || m - x > n - count ? 0 : (ways(count, x) * ways(n - count, m - x)) / ways(n, m))), isMore = both * n >= count * m;
      const tail = share.reduce((sum, one, x) => sum + ((isMore ? x >= both : x <= both) ? one : 0), 0);
      expect(chanceOfCount(both, count, m, n)).toBeCloseTo(Math.min(1, 2 * tail), 12);
    }
  });

  it("is near the normal approximation where there are many", () => {
    expect(Math.abs(chanceOfCount(20_100, 60_000, 50_000, 150_000) - chanceOfDifference(100 / 50_000, 0.24, 50_000, 150_000))).toBeLessThan(0.005);
  });
});

describe("chanceOfDifference", () => {
  it("is how often a random group differs as much", () => {
    const values = Array.from({ length: 60 }, (_, i) => (i * 37) % 60), all = mean(values), variance = mean(values.map((value) => (value - all) ** 2)), draw = uniform(4), wanted = 6;
    let far = 0;
    for (let trial = 0; trial < 20_000; trial++) {
      const order = values.map((value) => ({ value, at: draw() })).sort((a, b) => a.at - b.at).slice(0, 15);
      if (Math.abs(mean(order.map(({ value }) => value)) - all) >= wanted) far++;
    }
    expect(Math.abs(chanceOfDifference(wanted, variance, 15, 60) - far / 20_000)).toBeLessThan(0.015);
  });

  it("is 1 where there is nothing to differ", () => {
    expect([chanceOfDifference(0, 1, 5, 10), chanceOfDifference(2, 1, 10, 10), chanceOfDifference(2, 1, 1, 1)]).toEqual([1, 1, 1]);
    expect(chanceOfDifference(1, 0, 5, 10)).toBe(0);
  });
});
