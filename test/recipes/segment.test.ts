import { describe, expect, it } from "vitest";
import { decode, segment, Table, type SegmentOptions } from "../../src";
import { generateCustomers } from "../../examples/data/generate.mjs";
import { blobs, sharedData, NO_DATA, uniform } from "../support/fixtures";

const customers = generateCustomers({ rows: 2000, seed: 222, truth: true });

/** Adjusted Rand index (Hubert and Arabie 1985) by counting all pairs of two labelings. */
function adjustedRand(a: ArrayLike<unknown>, b: ArrayLike<unknown>): number {
  const pairs = (counts: Iterable<number>): number => Array.from(counts).reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const count = (key: (i: number) => string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (let i = 0; i < a.length; i++) counts.set(key(i), (counts.get(key(i)) ?? 0) + 1);
    return counts;
  };
  const both = pairs(count((i) => `${a[i]}/${b[i]}`).values()), inA = pairs(count((i) => `${a[i]}`).values()), inB = pairs(count((i) => `${b[i]}`).values());
  const expected = (inA * inB) / pairs([a.length]);
  return (both - expected) / ((inA + inB) / 2 - expected);
}

const planted = { schema: { GROUP: "ignore" } } as const;

describe("segment", () => {
  it("segment(customers, { recipe: guide }) finds the planted groups, with the guide's steps and without its mistakes", () => {
    const result = segment(customers, { recipe: "guide", seed: 222, ...planted }), kept = Array.from(result.labels.keys()).filter((row) => result.labels[row]! >= 0);
    expect(result.k).toBe(5);
    expect(adjustedRand(kept.map((row) => result.labels[row]), kept.map((row) => customers[row]!["GROUP"]))).toBeGreaterThan(0.9);
    expect(result.model.pipeline.stages.map(({ kind }) => kind)).toEqual(["ColumnSelector", "LabelEncoder", "StandardScaler", "PCA", "KMeans"]);
    expect(result.leftOut).toEqual([{ column: "USER_ID", reason: "an id by its name" }, { column: "GROUP", reason: "ignored" }]);
    expect(result.droppedRows.length).toBe(customers.filter((row) => Object.values(row).includes(null)).length);
    expect(result.curve.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("segment(customers) finds groups by the default recipe, and says what it did", () => {
    const result = segment(customers, { seed: 222, ...planted });
    expect(result.k).toBe(5);
    expect(adjustedRand(result.labels, customers.map((row) => row["GROUP"]))).toBeGreaterThan(0.9);
    expect(result.notes.join("\n")).toMatch(/AGE: 5 missing values filled with the median[^]*one-hot encoded[^]*principal components[^]*k = 5 is the knee/);
    expect(result.model.predict(customers)).toEqual(result.labels);
    expect([...result.report.clusters].map(({ size }) => size)).toEqual([...result.report.clusters].map(({ size }) => size).sort((a, b) => b - a));
  });

  it("segment(customers, { seed }) gives the same bytes for the same seed", () => {
    const small = customers.slice(0, 300), fit = (seed: number) => JSON.stringify(segment(small, { seed, ...planted }).model);
    expect(fit(1)).toBe(fit(1));
    const text = fit(1);
    expect(JSON.stringify(decode(text, "Segmentation"))).toBe(text);
    expect(decode(text, "Segmentation").predict(small)).toEqual(segment(small, { seed: 1, ...planted }).labels);
  });

  it("similar(customer, n) gives training customers by id, the customer itself first", () => {
    const result = segment(customers, { k: 5, seed: 222, ...planted }), [found] = result.similar([customers[17]!], 3);
    expect(found![0]!.similarity).toBeCloseTo(1, 10);
    expect(found!.map(({ id, index }) => id === customers[index]!["USER_ID"])).toEqual([true, true, true]);
  });

  it("segment(customers) keeps the encoding of the fit for one new customer", () => {
    const result = segment(customers, { recipe: "guide", seed: 222, ...planted }), row = customers.findIndex((_, i) => result.labels[i] === 4);
    expect(result.model.predict([customers[row]!])[0]).toBe(4);
  });

  const base = Array.from({ length: 60 }, (_, i) => ({ A: (i % 2) * 10 + (i % 7) / 10, B: ["x", "y"][i % 2], N: i }));
  const leftOut = (rows: object[], options: SegmentOptions = {}): Record<string, string> =>
    Object.fromEntries(segment(rows, { k: 2, ...options }).leftOut.map(({ column, reason }) => [column, reason]));

  it("segment(customers) leaves out ids, constants, counters and texts that name the customer, with the reason", () => {
    const rows = base.map((row, i) => ({
      ...row, customerId: i * 3, SAME: 1, ALMOST: i < 5 ? null : "only", EMPTY: null, DAY: new Date(i * 1e9), EMAIL: `c${i}@shop.example`, MEMO: "hidden",
    }));
    expect(leftOut(rows, { schema: { MEMO: "ignore" } })).toEqual({
      N: "id-like: it numbers the rows", customerId: "an id by its name", SAME: "constant", ALMOST: "constant where it is not missing", EMPTY: "no values",
      EMAIL: "id-like: 60 different texts for 60 customers", MEMO: "ignored",
    });
  });

  it("segment(customers) keeps the fuller of two columns that say the same, and two that only share one mistake", () => {
    const random = uniform(4), rows = Array.from({ length: 400 }, (_, i) => ({ A: i % 10 === 0 ? random() * 50 : null, B: 0, INCOME: i === 7 ? 1e6 : random(), VISITS: i === 7 ? 1e6 : random() }));
    for (const row of rows) row.B = row.A === null ? random() * 100 : 2 * row.A;
    const reasons = leftOut(rows);
    expect(Object.keys(reasons)).toEqual(["A"]);
    expect(reasons["A"]).toContain("says the same as B (correlation 1)");
  });

  it("segment(customers) reads ISO dates in text, as JSON has them, as the same dates", () => {
    const days = base.map((row, i) => ({ A: row.A, SINCE: new Date(Date.UTC(2024, 0, 1 + i)) })), text = JSON.parse(JSON.stringify(days).replaceAll("T00:00:00.000Z", "")) as object[];
    expect(JSON.stringify(segment(text, { k: 2 }).model)).toBe(JSON.stringify(segment(days, { k: 2 }).model));
    expect(segment(text, { k: 2 }).model.predict([{ A: 1, SINCE: "2031-01-01" }])[0]).toBe(segment(days, { k: 2 }).model.predict([{ A: 1, SINCE: new Date(Date.UTC(2024, 1, 29)) }])[0]);
  });

  it("segment(customers) takes a power only where it helps: money with many zeros keeps its sizes apart, an offset column stays as it is", () => {
    const random = uniform(9), spend = (i: number): number => (i % 20 < 16 ? 0 : i % 20 < 19 ? 40 + 20 * random() : 4000 + 2000 * random());
    const rows = Array.from({ length: 1000 }, (_, i) => ({ SPEND: spend(i), SECONDS: 1e9 + Math.exp(12 * random()), AGE: 20 + 50 * random() })), result = segment(rows, { k: 3 });
    expect(result.notes.join("\n")).toContain("1 skewed numeric column made less so by a power (Yeo and Johnson), so that a few large values do not outweigh all others: SPEND.");
    const at = (SPEND: number): number[] => result.model.embed([{ SPEND, SECONDS: 1e9, AGE: 40 }]).toRows()[0]!, apart = (a: number, b: number): number => Math.hypot(...at(a).map((value, j) => value - at(b)[j]!));
    expect(apart(50, 5000)).toBeGreaterThan(0.5 * apart(0, 50));
  });

  it("segment(customers, { missing: \"drop\" }) chooses columns by the customers who are left; a date whose days have a name that is taken stays out; two values are filled by the more frequent", () => {
    const rows = base.map((row, i) => ({ A: i % 3 === 0 ? null : row.A, B: row.B, C: i % 3 === 0 ? "x" : "y", DAY: new Date(i * 864e5), DAY_days: i % 7, FLAG: i % 5 === 0 ? null : i % 2 }));
    expect(leftOut(rows, { missing: "drop" })["C"]).toBe("constant");
    expect(leftOut(rows)["DAY"]).toBe("a date beside a column DAY_days");
    expect(segment(rows, { k: 2 }).notes).toContain("FLAG: 12 missing values (20 %, much for one guess: see whether to leave the column out) filled with the more frequent value.");
    expect(segment([20, 21, 22, 23, 90].map((AGE) => ({ AGE })), { k: 2 }).notes.join("")).not.toContain("Far from");
  });

  it("segment(customers) leaves out text that looks like numbers or dates, which a ColumnParser reads, and keeps text that does not", () => {
    const days = (i: number): string[] => [`${1 + (i % 28)}.${1 + (i % 12)}.2011`, `${10 + (i % 19)}-1${i % 3}-2012`, `${1 + (i % 12)}/${1 + (i % 28)}/11 8:26`];
    const rows = base.map((row, i) => ({ A: row.A, B: row.B, US: `1,${100 + i}.50`, DE: `${i},5 €`, DOT: days(i)[0], DASH: days(i)[1], SLASH: days(i)[2], SIZE: `${i % 12}-${i % 7}`, PHONE: `0${i % 5}1 ${i % 13}77 ${i % 3}` }));
    const reasons = leftOut(rows);
    expect(Object.fromEntries(Object.entries(reasons).map(([name, reason]) => [name, /look like (\w+): read them with ColumnParser/.exec(reason)?.[1]]))).toEqual({ US: "numbers", DE: "numbers", DOT: "dates", DASH: "dates", SLASH: "dates", SIZE: undefined, PHONE: undefined });
  });

  it("segment(customers, { missing: \"drop\" }) drops customers for the columns that it uses, and no others", () => {
    const late = Array.from({ length: 1000 }, (_, i) => ({ X: i < 500 ? null : (i % 37) + (i % 2) * 100, Z: (i * 7) % 53, Y: i >= 990 && i < 996 ? "b" : i >= 980 && i < 984 ? null : "a" }));
    expect(segment(late, { k: 2, missing: "drop" }).droppedRows).toHaveLength(500);
    const rows = Array.from({ length: 100 }, (_, i) => ({ AGE: ((i * 7) % 41) + (i % 2) * 60, A: i % 2 ? (i === 1 ? "n" : "y") : null, B: i === 1 ? null : i % 4 ? "p" : "q", C: i < 55 ? "x" : "w" }));
    const result = segment(rows, { k: 2, missing: "drop" }), features = result.model.features.map(({ name }) => name);
    expect(result.droppedRows).toEqual(rows.flatMap((row, i) => (features.some((name) => row[name as "A"] === null) ? [i] : [])));
    expect([...result.labels].filter((label) => label >= 0)).toEqual([...result.model.predict(rows.filter((_, i) => result.labels[i]! >= 0))]);
  });

  it("segment(customers) takes codes for text, a table of some rows for just those, and a date whose days nobody uses", () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({ AGE: ((i * 7) % 41) + (i % 2) * 60, ZONE: `Z${1 + (i % 15)}`, SIZE: `${30 + (i % 14)}W`, SINCE: new Date(i * 864e5), SINCE_days: i % 9 }));
    expect(leftOut(rows)).toEqual({ SINCE: "a date beside a column SINCE_days" });
    expect(leftOut(rows, { schema: { SINCE_days: "ignore" } })).toEqual({ SINCE_days: "ignored" });
    const mixed = Array.from({ length: 80 }, (_, i) => ({ A: (i % 13) + (i % 2) * 50, D: i < 40 ? `2024-01-${String(1 + (i % 28)).padStart(2, "0")}` : `text ${i}` }));
    expect(JSON.stringify(segment(Table.fromRecords(mixed).take([...mixed.keys()].slice(0, 40)), { k: 2 }).model)).toBe(JSON.stringify(segment(mixed.slice(0, 40), { k: 2 }).model));
  });

  it("segment(customers) leaves out numbers and dates that say the same as a column before them, unless they are asked for", () => {
    const start = Date.UTC(2024, 0, 1), rows = base.map((row, i) => ({ ...row, ROUNDED: Math.round(row.A * 10), LESS: -3 * row.A + 7, DAY: new Date(start - i * 864e5), AGO: i + 0.25, N: undefined }));
    const reasons = leftOut(rows), same = /^says the same as (\w+) \(correlation -?[\d.]+\) and would count twice$/;
    expect(Object.entries(reasons).map(([name, reason]) => [name, same.exec(reason)?.[1]])).toEqual([["N", undefined], ["LESS", "A"], ["ROUNDED", "A"], ["AGO", "DAY"]].sort((a, b) => Object.keys(reasons).indexOf(a[0]!) - Object.keys(reasons).indexOf(b[0]!)));
    expect(segment(rows, { k: 2, columns: ["A", "LESS"] }).leftOut.every(({ reason }) => reason === "not among the columns asked for")).toBe(true);
  });

  it("segment(customers, { columns, id }) obeys the caller", () => {
    const result = segment(base, { k: 2, columns: ["A", "N"], id: "B" });
    expect(result.model.features.map(({ name }) => name)).toEqual(["A", "N"]);
    expect(result.leftOut).toEqual([{ column: "B", reason: "the id" }]);
    expect(() => segment(base, { columns: ["NOPE"] })).toThrow(/segment requires the column "NOPE"/);
    expect(() => segment(base, { id: "NOPE" })).toThrow(/segment requires the column "NOPE"/);
  });

  it("segment(customers, { missing }) imputes, drops or refuses", () => {
    const gaps = base.map((row, i) => ({ ...row, A: i === 3 ? null : row.A, B: i === 8 ? null : row.B }));
    expect(segment(gaps, { k: 2 }).labels.includes(-1)).toBe(false);
    const dropped = segment(gaps, { k: 2, missing: "drop" });
    expect(dropped.droppedRows).toEqual([3, 8]);
    expect([dropped.labels[3], dropped.labels[8]]).toEqual([-1, -1]);
    expect(dropped.notes[0]).toBe("2 of 60 customers left out because a value is missing.");
    expect(() => segment(gaps, { k: 2, missing: "error" })).toThrow(/column "A" to have no missing value, got one at row index 3; choose missing: "impute" or "drop"/);
    expect(() => segment([{ A: 1, B: null }, { A: null, B: "x" }, { A: 2, B: null }, { A: null, B: "y" }], { missing: "drop" })).toThrow(/at least one customer without a missing value/);
  });

  it("segment(customers) of the default recipe takes new categories and gaps at predict", () => {
    const { model } = segment(base, { k: 2, columns: ["A", "B"] });
    expect([...model.predict([{ A: 0, B: "new" }, { A: null, B: null }])]).toHaveLength(2);
    expect(() => model.predict([{ A: 0 }])).toThrow(/requires the column "B", got only "A"/);
  });

  it("segment(customers) says so where the curve has no knee", () => {
    const random = uniform(4), square = Array.from({ length: 400 }, () => ({ A: random() }));
    const result = segment(square, { maxK: 3 });
    expect(result.notes.at(-1)).toMatch(/has no knee: the data may have no segments. k = \d has the highest Calinski-Harabasz/);
  });

  it("segment(customers) finds two far groups as two, three and four as many", () => {
    for (const groups of [2, 3, 4]) {
      for (let seed = 1; seed <= 5; seed++) {
        const corners = [[0, 0], [30, 30], [0, 30], [30, 0]].slice(0, groups);
        const rows = blobs(corners, 60, 3, seed).map(([A, B]) => ({ A, B }));
        expect(segment(rows, { seed }).k).toBe(groups);
      }
    }
  });

  it("segment(customers) takes the fewest segments that leave no difference", () => {
    const result = segment([10, 10, 20, 20, 60, 60].map((A) => ({ A })));
    expect(result.report.clusters.map(({ size }) => size)).toEqual([2, 2, 2]);
    expect(adjustedRand(result.labels, [0, 0, 1, 1, 2, 2])).toBe(1);
    expect(result.notes.at(-1)).toBe("k = 3 is the smallest number of segments that leaves no difference within them.");
  });

  it("segment(customers) sweeps no more k than there are distinct customers", () => {
    expect(segment([{ A: 1 }, { A: 2 }, { A: 9 }, { A: 9 }]).curve.map(({ k }) => k)).toEqual([2, 3]);
    expect(segment([{ A: 1 }, { A: 9 }]).notes.at(-1)).toMatch(/only 2 distinct customers: k = 2/);
    expect(() => segment([{ A: 1 }, { A: 2 }], { k: 3 })).toThrow("KMeans requires k to be an integer from 1 to 2 (rows), got 3");
  });

  it("segment(customers) refuses when no column is left, naming each with its reason", () => {
    expect(() => segment([{ id: 1, SAME: 5 }, { id: 2, SAME: 5 }])).toThrow("segment requires at least one column that can be used, got none (id: an id by its name; SAME: constant); name the columns to use, or state their kinds in schema");
    expect(() => segment(base, { k: "five" as never })).toThrow('k to be an integer or "auto", got "five"');
    expect(() => segment(base, { recipe: "magic" as never })).toThrow('recipe to be "default" or "guide"');
    expect(() => segment([])).toThrow("at least one row");
  });

  it("segment(table, { schema }) reads a table anew", () => {
    const table = Table.fromRecords(base);
    expect(segment(table, { k: 2, schema: { N: "id" } }).model.id).toBe("N");
  });

  const mall = sharedData("mall_customers/Mall_Customers.csv");
  it.skipIf(!mall)(`segment(mall) finds five segments of income and spending${mall ? "" : ` (${NO_DATA})`}`, () => {
    const [header, ...lines] = mall!.trim().split(/\r?\n/).map((line) => line.split(","));
    const rows = lines.map((cells) => Object.fromEntries(cells.map((cell, j) => [header![j]!, j === 1 ? cell : Number(cell)])));
    expect(segment(rows, { columns: ["Annual Income (k$)", "Spending Score (1-100)"], seed: 222 }).k).toBe(5);
  });
});
