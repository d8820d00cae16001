import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unimodalQuantile, type Quantile } from "../../../src/math/unimodal";
import { uniform } from "../../support/fixtures";
import { exponentials, normals } from "../../support/random-rows";

const grid = (n: number): number[] => Array.from({ length: n }, (_, i) => (i + 0.5) / n);
const quantileOf = (values: number[]): Quantile => unimodalQuantile(Float64Array.from(values));
const shareOf = (values: number[], test: (value: number) => boolean): number => values.filter(test).length / values.length;
const ascending = (values: number[]): number[] => [...values].sort((a, b) => a - b);

/** The distribution functions of one mode, by their definition: the lowest chord before the mode, the highest one after it. */
function slowFits(values: number[]): { at(i: number): [number, number]; distance: number }[] {
  const x = [...new Set(ascending(values))], below = x.map((v) => shareOf(values, (value) => value < v)), upTo = x.map((v) => shareOf(values, (value) => value <= v));
  const chord = (y: number[], a: number, b: number, i: number): number => (a === b ? y[a]! : y[a]! + ((y[b]! - y[a]!) * (x[i]! - x[a]!)) / (x[b]! - x[a]!));
  const chords = (y: number[], from: number, to: number, i: number): number[] => range(from, i).flatMap((a) => range(i, to).map((b) => chord(y, a, b, i)));
  return x.map((_, mode) => {
    const at = (i: number): [number, number] => {
      if (i === mode) return [below[i]!, upTo[i]!];
      const share = i < mode ? Math.min(...chords(below, 0, mode, i)) : Math.max(...chords(upTo, mode, x.length - 1, i));
      return [share, share];
    };
    return { at, distance: Math.max(...x.map((_, i) => Math.max(Math.abs(at(i)[0] - below[i]!), Math.abs(at(i)[1] - upTo[i]!)))) };
  });
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The share of u at which the quantile passes a value: by halving. */
function shareBelow(quantile: Quantile, value: number, strictly: boolean): number {
  let low = 0, high = 1;
  for (let i = 0; i < 45; i++) {
    const middle = (low + high) / 2, at = quantile(middle);
    if (strictly ? at < value - 1e-9 : at <= value + 1e-9) low = middle;
    else high = middle;
  }
  return high;
}

/** Non-decreasing numbers nearest to given ones, by the formula of minima of maxima of means. */
function slowRising(y: number[]): number[] {
  const mean = (a: number, b: number): number => y.slice(a, b + 1).reduce((sum, value) => sum + value, 0) / (b - a + 1);
  return y.map((_, i) => Math.max(...range(0, i).map((a) => Math.min(...range(i, y.length - 1).map((b) => mean(a, b))))));
}

describe("unimodalQuantile(values)", () => {
  it("reproduces samples of one mode: normal, exponential, uniform", () => {
    for (const values of [normals(600, 1, 1).flat(), exponentials(600, 1, 2).flat(), Array.from({ length: 600 }, uniform(3))]) {
      const quantile = quantileOf(values), drawn = grid(600).map(quantile);
      for (const value of values) expect(Math.abs(shareOf(values, (one) => one <= value) - shareOf(drawn, (one) => one <= value))).toBeLessThan(0.04);
    }
  });

  it("fills the valley between two modes", () => {
    const values = normals(600, 1, 4).map(([value], i) => value! + (i % 2 ? 6 : -6)), drawn = grid(1000).map(quantileOf(values));
    expect(shareOf(values, (value) => Math.abs(value) < 2)).toBe(0);
    expect(shareOf(drawn, (value) => Math.abs(value) < 2)).toBeGreaterThan(0.1);
  });

  it("is the nearest distribution of one mode, by its definition", () => {
    const values = fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { minLength: 31, maxLength: 36 });
    fc.assert(fc.property(values, fc.array(fc.nat({ max: 30 }), { maxLength: 20 }), (different, again) => {
      const all = [...different, ...again.map((i) => different[i]!)], quantile = quantileOf(all), x = ascending(different);
      const fits = slowFits(all), least = Math.min(...fits.map(({ distance }) => distance)), best = fits.filter(({ distance }) => distance <= least + 1e-9);
      const found = x.map((value) => [shareBelow(quantile, value, true), shareBelow(quantile, value, false)]);
      expect(best.some(({ at }) => found.every(([low, high], i) => Math.abs(low! - at(i)[0]) < 1e-5 && Math.abs(high! - at(i)[1]) < 1e-5))).toBe(true);
    }), { numRuns: 25 });
  });

  it("takes shares of discrete values that rise and fall, nearest to those found", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 1, maxLength: 8 }), (counts) => {
      const values = counts.flatMap((count, value) => new Array<number>(count).fill(value)), n = values.length, shares = counts.map((count) => count / n);
      const fits = range(0, counts.length - 1).map((mode) => [...slowRising(shares.slice(0, mode)), ...slowRising(shares.slice(mode).reverse()).reverse()]);
      const squares = fits.map((fit) => fit.reduce((sum, share, i) => sum + (share - shares[i]!) ** 2, 0)), least = Math.min(...squares), drawn = grid(5000).map(quantileOf(values));
      const found = counts.map((_, value) => shareOf(drawn, (one) => one === value));
      expect(fits.some((fit, i) => squares[i]! <= least + 1e-12 && fit.every((share, value) => Math.abs(share - found[value]!) < 1e-3))).toBe(true);
    }), { numRuns: 50 });
  });

  it("fills valleys of whole numbers with the numbers that are not there", () => {
    const values = Array.from({ length: 100 }, (_, i) => (i % 2 ? 20 : 0) + (i % 5)), drawn = grid(1000).map(quantileOf(values)), tenths = grid(1000).map(quantileOf(values.map((value) => 0.1 * value - 7)));
    expect(new Set(drawn).size).toBe(25);
    expect(shareOf(drawn, (value) => value > 4 && value < 20)).toBeCloseTo(0.375, 2);
    expect(tenths.map((value) => Math.round(10 * (value + 7)))).toEqual(drawn);
    expect(new Set(grid(1000).map(quantileOf([0, 1, 1.7, 10, 10.9, 0, 1, 1.7, 10, 10.9]))).size).toBe(5);
  });

  it("draws constants and what two values there are", () => {
    expect(grid(9).map(quantileOf([3, 3, 3]))).toEqual(new Array(9).fill(3));
    expect(grid(10).map(quantileOf([1, 0, 0, 0, 0]))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect([0, 1].map(quantileOf([5, 7]))).toEqual([5, 7]);
  });

  it("keeps the share of one frequent value, at the end as amid the others", () => {
    const zeros = [...new Array<number>(300).fill(0), ...exponentials(200, 1, 5).flat()], filled = [...new Array<number>(300).fill(0.123), ...normals(500, 1, 6).flat()];
    expect(shareOf(grid(5000).map(quantileOf(zeros)), (value) => value === 0)).toBeCloseTo(0.6, 2);
    expect(shareOf(grid(5000).map(quantileOf(filled)), (value) => value === 0.123)).toBeGreaterThan(0.33);
  });

  it("stays within the values and never falls", () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => (Math.abs(value) < 1e-100 ? 0 : value)), { minLength: 1, maxLength: 120 }), (values) => {
      const drawn = [0, ...grid(100), 1].map(quantileOf(values)), least = Math.min(...values), most = Math.max(...values);
      drawn.forEach((value, i) => expect(value >= least && value <= most && (i === 0 || value >= drawn[i - 1]!)).toBe(true));
    }));
  });
});
