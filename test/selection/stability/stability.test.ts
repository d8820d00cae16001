import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KMeans, Matrix } from "../../../src";
import { clusterStability, stabilityBand } from "../../../src/evaluate";
import { jaccards } from "../../../src/selection/stability/bootstrap";
import { codeOf } from "../../support/fixtures";
import { evens, groups } from "../../support/random-rows";

/** The definition, with sets. */
function slow(labels: number[], rows: number[], found: number[], k: number): (number | null)[] {
  const distinct = new Set(rows), place = (row: number): number => rows.indexOf(row);
  return Array.from({ length: k }, (_, c) => {
    const own = [...distinct].filter((row) => labels[row] === c);
    if (own.length === 0) return null;
    return Math.max(...Array.from({ length: k }, (_, f) => {
      const other = [...distinct].filter((row) => found[place(row)] === f);
      return own.filter((row) => other.includes(row)).length / new Set([...own, ...other]).size;
    }));
  });
}

describe("clusterStability(x, labels)", () => {
  it("takes Jaccard similarities as their definition does, each row once", () => {
    const cases = fc.record({ k: fc.integer({ min: 1, max: 4 }), labels: fc.array(fc.nat(), { minLength: 1, maxLength: 15 }), drawn: fc.array(fc.nat(), { minLength: 1, maxLength: 20 }), found: fc.array(fc.nat(), { minLength: 15, maxLength: 15 }) });
    fc.assert(fc.property(cases, ({ k, labels: any, drawn, found: of }) => {
      const labels = any.map((label) => label % k), rows = drawn.map((row) => row % labels.length).sort((a, b) => a - b), found = rows.map((row) => of[row]! % k);
      expect(jaccards(Int32Array.from(labels), Int32Array.from(rows), Int32Array.from(found), k)).toEqual(slow(labels, rows, found, k));
    }));
  });

  it("finds islands again, and not the parts of a crowd cut up", () => {
    const islands = groups([[0, 0], [12, 0], [0, 12]], 150, 1), crowd = evens(150, 2, 2), labels = new KMeans({ k: 6, seed: 0 }).fit(crowd).predict(Matrix.fromRows(crowd));
    for (const { jaccard, band } of clusterStability(islands, islands.map((_, i) => i % 3), { resamples: 20 })) expect([jaccard, band]).toEqual([1, "highly stable"]);
    expect(Math.min(...clusterStability(crowd, labels, { resamples: 20 }).map(({ jaccard }) => jaccard))).toBeLessThan(0.75);
  });

  it("takes any integers as labels, ascending, with sizes; the same by the same seed", () => {
    const x = groups([[0, 0], [12, 0], [0, 12]], 40, 3), labels = x.map((_, i) => [70, -1, 4][i % 3]!), found = clusterStability(x, labels, { resamples: 5, seed: "s" });
    expect(found.map(({ cluster, size }) => [cluster, size])).toEqual([[-1, 13], [4, 13], [70, 14]]);
    expect(JSON.stringify(clusterStability(x, labels, { resamples: 5, seed: "s" }))).toBe(JSON.stringify(found));
    expect(clusterStability(x, x.map((_, i) => i % 2), { resamples: 20 }).every(({ band }) => band === "unstable")).toBe(true);
  });

  it("names bands as fpc does", () => {
    expect([0, 0.59, 0.6, 0.74, 0.75, 0.85, 0.851, 1].map(stabilityBand)).toEqual(["unstable", "unstable", "doubtful", "doubtful", "stable", "stable", "highly stable", "highly stable"]);
  });

  it("refuses what it cannot do", () => {
    const x = evens(6, 2, 4), labels = [0, 0, 0, 1, 1, 1];
    expect(codeOf(() => clusterStability(x, [0, 1]))).toBe("WRONG_LENGTH");
    expect(codeOf(() => clusterStability(x, [0, 0, 0, 1, 1, 1.5]))).toBe("NOT_NUMERIC");
    for (const odd of [[0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5]]) expect(codeOf(() => clusterStability(x, odd))).toBe("INVALID_OPTION");
    for (const options of [{ resamples: 0 }, { nInit: 0 }, { seed: Infinity }, { bootstraps: 9 }]) expect(codeOf(() => clusterStability(x, labels, options as never))).toBe("INVALID_OPTION");
    expect(codeOf(() => clusterStability(x.map(() => [1, 2]), labels))).toBe("TOO_FEW_DISTINCT");
  });
});
