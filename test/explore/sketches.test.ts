import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DISTINCT_ERROR, DistinctCount } from "../../src/explore/sketches/distinct-count";
import { FrequentValues } from "../../src/explore/sketches/frequent-values";
import { Moments } from "../../src/math/moments";
import { QuantileSketch, RANK_ERROR } from "../../src/explore/sketches/quantile-sketch";
import { expectClose, uniform } from "../support/fixtures";

describe("QuantileSketch", () => {
  const orders: Record<string, (n: number) => (i: number) => number> = {
    "in random order": () => { const random = uniform(5); return () => random(); },
    ascending: () => (i) => i, descending: (n) => (i) => n - i, "with many ties": () => { const random = uniform(6); return () => Math.floor(10 * random()); },
    "skewed, in waves": (n) => (i) => Math.exp(((i * 7919) % n) / (n / 12)),
  };

  for (const [name, make] of Object.entries(orders)) {
    it(`estimates ranks of 300,000 values within ${100 * RANK_ERROR} %: ${name}`, () => {
      const n = 300_000, value = make(n), values = Float64Array.from({ length: n }, (_, i) => value(i)), sketch = new QuantileSketch();
      for (const one of values) sketch.add(one);
      const sorted = values.slice().sort();
      expect([sketch.isEstimate, sketch.count]).toEqual([true, n]);
      for (let share = 0; share <= 1; share += 0.01) {
        const found = sketch.quantile(share), below = lowerBound(sorted, found) / n, upTo = lowerBound(sorted, found + 1e-9 + Math.abs(found) * 1e-12) / n;
        expect(share).toBeGreaterThan(below - RANK_ERROR);
        expect(share).toBeLessThan(upTo + RANK_ERROR + 1e-9);
        const at = sorted[Math.min(n - 1, Math.floor(share * n))]!;
        expect(Math.abs(sketch.below(at) - lowerBound(sorted, at) / n)).toBeLessThan(RANK_ERROR);
      }
    });
  }

  it("is exact, and of no values NaN, up to 100,000 values", () => {
    const sketch = new QuantileSketch();
    expect(sketch.quantile(0.5)).toBeNaN();
    for (let i = 0; i <= 1000; i++) sketch.add((i * 17) % 1001);
    expect([0, 0.25, 0.5, 1].map((share) => sketch.quantile(share))).toEqual([0, 250, 500, 1000]);
    expect([sketch.below(0), sketch.below(500), sketch.below(5000)]).toEqual([0, 500 / 1001, 1]);
  });
});

describe("DistinctCount", () => {
  it("is exact up to 10,000 values, and beyond off by a few standard errors, for texts and numbers", () => {
    for (const n of [1, 10_000, 12_000, 50_000, 400_000]) {
      for (const make of [(i: number) => i, (i: number) => `customer ${i}`, (i: number) => i / 7]) {
        const count = new DistinctCount();
        for (let i = 0; i < n; i++) count.add(make(i));
        for (let i = 0; i < Math.min(n, 5000); i++) count.add(make(i));
        if (n <= 10_000) expect(count.count).toBe(n);
        else expect(Math.abs(count.count - n) / n).toBeLessThan(4 * DISTINCT_ERROR);
        expect(count.isEstimate).toBe(n > 10_000);
      }
    }
  });
});

describe("FrequentValues", () => {
  it("counts exactly while there are few different values, and beyond at most 1 in 10,000 too few", () => {
    const random = uniform(9), values = new FrequentValues((value: number) => value), truth = new Map<number, number>(), n = 200_000;
    for (let i = 0; i < n; i++) {
      const value = random() < 0.4 ? Math.floor(20 * random() ** 2) : 100 + Math.floor(1e6 * random());
      truth.set(value, (truth.get(value) ?? 0) + 1);
      values.add(value);
    }
    expect(values.isEstimate).toBe(true);
    const top = values.top(20), expected = [...truth].sort(([, a], [, b]) => b - a).slice(0, 20);
    expect(new Set(top.map(({ value }) => value))).toEqual(new Set(expected.map(([value]) => value)));
    for (const { value, count } of top) {
      expect(count).toBeLessThanOrEqual(truth.get(value)!);
      expect(truth.get(value)! - count).toBeLessThanOrEqual(n / 10_000);
    }
  });
});

describe("Moments", () => {
  it("are those of two passes, also far from 0", () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 80 }), fc.constantFrom(0, 1e6), (values, offset) => {
      const moments = new Moments(), shifted = values.map((value) => value + offset);
      shifted.forEach((value) => moments.add(value));
      const n = values.length, mean = shifted.reduce((sum, value) => sum + value, 0) / n, central = (power: number): number => shifted.reduce((sum, value) => sum + (value - mean) ** power, 0) / n;
      fc.pre(central(2) > 1e-3);
      expectClose([moments.mean, moments.standardDeviation, moments.least, moments.most], [mean, Math.sqrt((central(2) * n) / (n - 1)), Math.min(...shifted), Math.max(...shifted)], 1e-7, 1e-7);
      expectClose([moments.skewness], [central(3) / central(2) ** 1.5], 1e-5, 1e-5);
    }));
  });
});

/** How many ascending values lie below one. */
function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
