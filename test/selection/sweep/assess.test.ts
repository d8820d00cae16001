import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KMeans, StandardScaler } from "../../../src";
import { generateCustomers } from "../../../examples/data/generate.mjs";
import { parseCsv } from "../../../src/csv";
import { assessClusters, type Assessment, type AssessOptions, type Verdict } from "../../../src/evaluate";
import { findSegments } from "../../../src/insights";
import { smallestOf } from "../../../src/selection/sweep/assess";
import { codeOf, NO_DATA, sharedData, uniform } from "../../support/fixtures";
import { categories, evens, exponentials, groups, normals } from "../../support/random-rows";

const QUICK = { maxK: 6, nInit: 2, references: 49 };
const FOUR = [[0, 0], [9, 0], [0, 9], [9, 9]];

const assess = (x: number[][], options: AssessOptions = {}): Assessment => assessClusters(x, { ...QUICK, ...options });
const said = (x: number[][], options: AssessOptions = {}): string => words(assess(x, options).verdict);
const words = ({ kind, k }: Verdict): string => (kind === "clear" ? `clear ${k}` : kind);

describe("assessClusters(x) finds none", () => {
  const cats = categories(300, [3, 5, 4], 1), codes = evens(300, 4, 2).map((row) => row.map((value, j) => Math.floor((j + 2) * value)));
  const crowds: Record<string, [number[][], AssessOptions?]> = {
    "an even crowd": [evens(200, 2, 3)], "a normal one": [normals(300, 3, 4)], "skewed columns": [exponentials(300, 3, 5)], "correlated columns": [normals(300, 2, 6).map(([a, b]) => [a!, 0.8 * a! + 0.6 * b!])],
    "independent categories": [cats.rows, { categories: cats.blocks }], "their codes, in two components": [codes, { categories: [[0], [1], [2], [3]], components: 2 }],
    "a lattice": [Array.from({ length: 400 }, (_, i) => [i % 20, Math.floor(i / 20)])], "few whole numbers": [evens(200, 2, 7).map((row) => row.map((value) => Math.floor(5 * value)))],
    "many zeros": [exponentials(300, 2, 8).map((row) => row.map((value) => Math.max(0, value - 0.7)))], "a value filled in": [normals(400, 2, 9).map(([a, b], i) => [i % 3 ? a! : 0.1, b!])],
    "more columns than rows": [normals(20, 40, 10)], "60 columns": [normals(200, 60, 11), { maxK: 3 }], "two values": [Array.from({ length: 40 }, (_, i) => [i % 2, 1])], "two rows": [[[1, 2], [3, 4]]],
  };
  for (const [name, [x, options]] of Object.entries(crowds)) it(`in ${name}`, () => expect(said(x, options)).toBe("none"));
});

describe("assessClusters(x) finds as many as there are", () => {
  const two = normals(200, 1, 12).map(([value], i) => [value! + (i % 2 ? 7 : 0)]), four = groups(FOUR, 240, 13), noise = normals(200, 1, 14);
  const islands: Record<string, [number[][], string]> = {
    "two in one column": [two, "clear 2"], "two beside a constant column": [two.map((row) => [5, ...row, 3]), "clear 2"], "four in two columns": [four, "clear 4"],
    "four 1e8 away": [four.map((row) => row.map((value) => value + 1e8)), "clear 4"], "four 1e-8 wide": [four.map((row) => row.map((value) => 1e-8 * value)), "clear 4"],
    "two 1e8 away beside noise": [two.map(([value], i) => [value! + 1e8, noise[i]![0]!]), "clear 2"], "two in 60 columns": [normals(100, 60, 15).map((row, i) => row.map((value) => value + (i % 2 ? 2 : 0))), "clear 2"],
    "two in more columns than rows": [normals(24, 40, 16).map((row, i) => row.map((value) => value + (i % 2 ? 6 : 0))), "clear 2"], "three of 5 rows": [groups([[0, 0], [30, 0], [0, 30]], 15, 17), "clear 3"],
    "three of whole numbers, each many times": [Array.from({ length: 300 }, (_, i) => [20 * (i % 3) + (i % 5), i % 7]), "clear 3"], "four, all rows twice": [[...four, ...four], "clear 4"],
  };
  for (const [name, [x, verdict]] of Object.entries(islands)) it(`: ${name}`, () => expect(said(x)).toBe(verdict));

  it(": groups in categories", () => {
    const random = uniform(18), { rows, blocks } = categories(300, [6, 6, 6, 6], 18);
    const x = rows.map((row, i) => blocks.flatMap((block) => (random() < 0.8 ? block.map((_, level) => Number(level === 1 + (i % 3) * 2)) : block.map((j) => row[j]!))));
    expect(said(x, { categories: blocks })).toBe("clear 3");
  });

  const mall = sharedData("mall_customers/Mall_Customers.csv");
  it.skipIf(mall === null)(`: 5 of income and spending in a mall${mall === null ? `; ${NO_DATA}` : ""}`, () => {
    const table = parseCsv(mall!), rows = Array.from({ length: table.rows }, (_, i) => table.names.slice(3).map((name) => Number(table.column(name).at(i))));
    expect(words(assessClusters(new StandardScaler().fit(rows).transform(rows), { maxK: 10 }).verdict)).toBe("clear 5");
  });

  it(": the 5 planted ones of examples/data, by the guide's recipe", () => {
    expect(words(findSegments(generateCustomers({ rows: 2000, seed: 0 }), { recipe: "guide", maxK: 8, nInit: 3, references: 49, holdout: 0, resamples: 1, seed: 0 }).model.insights!.verdict)).toBe("clear 5");
  });
});

describe("assessClusters(x)", () => {
  it("calls groups that run into each other ambiguous, with what is possible", () => {
    const { verdict } = assess(groups([[0, 0], [3, 0], [1.5, 2.6]], 900, 19));
    expect(verdict.kind).toBe("ambiguous");
    if (verdict.kind === "ambiguous") expect(verdict.candidates).toContain(3);
    expect(verdict.reasons.length).toBeGreaterThan(1);
  });

  it("gives the same by the same seed, as plain data", () => {
    const x = groups(FOUR, 120, 20), plain = ({ verdict, sweep, knee, judged }: Assessment): string => JSON.stringify({ verdict, sweep, knee, judged });
    expect(plain(assess(x, { seed: "a" }))).toBe(plain(assess(x, { seed: "a" })));
    expect(plain(assess(x, { seed: "a" }))).not.toBe(plain(assess(x, { seed: "b" })));
  });

  it("says all of each k, and gives its clustering", () => {
    const x = groups(FOUR, 120, 21), { sweep, at, knee, judged } = assess(x);
    expect([sweep.map(({ k }) => k), knee, judged, at(4).k]).toEqual([[1, 2, 3, 4, 5, 6], 4, 120, 4]);
    expect(sweep[0]).toMatchObject({ silhouette: null, calinskiHarabasz: null, daviesBouldin: null, gap: 0, predictionStrength: 1, filled: null, stability: null, smallest: 120 });
    expect(sweep[3]).toMatchObject({ filled: 0, predictionStrength: 1, stability: 1 });
    expect(sweep[3]!.inertia).toBe(at(4).inertia);
    expect([0, 7, 1.5].map((k) => codeOf(() => at(k)))).toEqual(new Array(3).fill("INVALID_OPTION"));
  });

  it("looks at 2,000 of more rows", () => {
    expect(assess(groups(FOUR, 2500, 22), { maxK: 5, references: 49 })).toMatchObject({ judged: 2000, verdict: { kind: "clear", k: 4 } });
  });

  it("keeps to minK and minShare", () => {
    const far = groups(FOUR, 200, 23).map((row, i) => (i < 8 ? [60, 60 + row[0]!] : row));
    expect([said(far), assess(far, { minShare: 0.1 }).verdict.k < 5]).toEqual(["clear 5", true]);
    expect(assess(groups(FOUR, 200, 23), { minShare: 0.3, maxK: 4 }).verdict.kind).not.toBe("clear");
    expect(assess(groups(FOUR, 200, 23), { minK: 5 }).verdict.k).toBeGreaterThanOrEqual(5);
    expect([smallestOf(1000, 0.01), smallestOf(100, 0.01), smallestOf(8, 0.01), smallestOf(100, 0.4)]).toEqual([10, 5, 2, 40]);
  });

  it("says how far it is, and stops when told so", () => {
    const x = groups(FOUR, 100, 24), seen: number[] = [], stop = new AbortController();
    assess(x, { onProgress: ({ done, total }) => void seen.push(done / total) });
    expect([seen.length, seen.at(-1), seen.every((share, i) => i === 0 || share > seen[i - 1]!)]).toEqual([67, 1, true]);
    expect(() => assess(x, { signal: stop.signal, onProgress: ({ done }) => done === 10 && stop.abort(new Error("enough")) })).toThrow("enough");
    expect(() => assess(x, { signal: AbortSignal.abort(new Error("before")) })).toThrow("before");
  });

  it("refuses what it cannot do", () => {
    const x = evens(20, 2, 25);
    const odd = [{ minK: 0 }, { maxK: 1 }, { minK: 5, maxK: 4 }, { minShare: 1 }, { minShare: -0.1 }, { nInit: 0 }, { references: 48 }, { seed: NaN }, { components: 0 }, { components: 3 }, { categories: [[2]] }, { categories: [[0], [0]] }, { categories: [0] }, { categories: [[undefined]] }, { categories: 1 }, { k: 3 }, { signal: 1 }, { onProgress: 1 }];
    for (const options of odd) expect(codeOf(() => assessClusters(x, options as never)), JSON.stringify(options)).toBe("INVALID_OPTION");
    expect(codeOf(() => assessClusters([[1], [1], [1]]))).toBe("TOO_FEW_DISTINCT");
    expect(codeOf(() => assessClusters([[1], [2], [2]], { minK: 3 }))).toBe("TOO_FEW_DISTINCT");
    expect(codeOf(() => assessClusters([[1], [NaN]]))).toBe("NOT_FINITE");
    expect(codeOf(() => assessClusters([]))).toBe("EMPTY_DATA");
  });

  const anyRows = fc.integer({ min: 1, max: 4 }).chain((d) => fc.array(fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 1024)), { minLength: d, maxLength: d }), { minLength: 2, maxLength: 25 }));
  const isVaried = (x: number[][]): boolean => new Set(x.map((row) => row.map((value) => value + 0).join())).size > 1;

  it("never throws on finite data of two different rows, and keeps its numbers within their bounds", () => {
    fc.assert(fc.property(anyRows.filter(isVaried), (x) => {
      const { verdict, sweep } = assessClusters(x, { maxK: 4, nInit: 1, references: 49 });
      expect(verdict.k >= 2 && verdict.k <= 4 && verdict.pValue! > 0 && verdict.pValue! <= 1).toBe(true);
      for (const point of sweep) for (const value of Object.values(point)) expect(value === null || Number.isFinite(value)).toBe(true);
    }), { numRuns: 40 });
  });

  it("does not depend on the scale, for powers of two", () => {
    fc.assert(fc.property(anyRows.filter(isVaried), fc.integer({ min: -30, max: 30 }), (x, power) => {
      const options = { maxK: 3, nInit: 1, references: 49 }, own = assessClusters(x, options).verdict;
      expect(assessClusters(x.map((row) => row.map((value) => value * 2 ** power)), options).verdict).toEqual(own);
    }), { numRuns: 20 });
  });

  it("clusters as KMeans does", () => {
    const x = groups(FOUR, 80, 26);
    expect(assess(x).at(4).inertia).toBeCloseTo(new KMeans({ k: 4 }).fit(x).inertia, 9);
  });
});
