import { describe, expect, it } from "vitest";
import { ClusterReporter, reportToMarkdown, reportToText, type CategoricalProfile, type NumericProfile } from "../../src";
import { uniform } from "../support/fixtures";

const customers = [
  { USER_ID: 1, CITY: "Rome", AGE: 20, VIP: true }, { USER_ID: 2, CITY: "Rome", AGE: 30, VIP: true }, { USER_ID: 3, CITY: "Oslo", AGE: 40, VIP: false },
  { USER_ID: 4, CITY: "Oslo", AGE: 70, VIP: false }, { USER_ID: 5, CITY: null, AGE: 80, VIP: false },
];
const labels = [0, 0, 0, 1, 1];

describe("ClusterReporter", () => {
  const report = new ClusterReporter().fit(customers, labels);
  const profile = (cluster: number, name: string) => report.clusters[cluster]!.columns.find(({ column }) => column === name)!;

  it("fit(table, labels) gives sizes and ratios", () => {
    expect(report.clusters.map(({ cluster, size, ratio }) => [cluster, size, ratio])).toEqual([[0, 3, 0.6], [1, 2, 0.4]]);
  });

  it("fit(table, labels) gives the top values with ratio and lift, of those with a value", () => {
    expect((profile(0, "CITY") as CategoricalProfile).top).toEqual([
      { value: "Rome", count: 2, ratio: 2 / 3, lift: 2 / 3 / 0.5 }, { value: "Oslo", count: 1, ratio: 1 / 3, lift: 1 / 3 / 0.5 },
    ]);
    expect(profile(1, "CITY")).toMatchObject({ missing: 1, top: [{ value: "Oslo", count: 1, ratio: 1, lift: 2 }] });
    expect((profile(0, "VIP") as CategoricalProfile).top[0]).toMatchObject({ value: "true", count: 2 });
  });

  it("fit(table, labels) gives mean, median, quartiles and the difference from all", () => {
    const age = profile(0, "AGE") as NumericProfile, all = 48, deviation = Math.sqrt([28, 18, 8, 22, 32].reduce((sum, d) => sum + d * d, 0) / 5);
    expect(age).toMatchObject({ mean: 30, median: 30, q1: 25, q3: 35, min: 20, max: 40, missing: 0 });
    expect(age.difference).toBeCloseTo(30 - all, 12);
    expect(age.standardizedDifference).toBeCloseTo((30 - all) / deviation, 12);
  });

  it("fit(table, labels) puts what sets a cluster apart first, and leaves ids out", () => {
    const random = uniform(3);
    const many = Array.from({ length: 600 }, (_, i) => ({ noise: random(), weak: random() + (i % 3 === 0 ? 0.3 : 0), strong: random() + (i % 3 === 0 ? 3 : 0), shop: i % 3 === 0 ? "A" : "B" }));
    const { columns } = new ClusterReporter().fit(many, many.map((_, i) => (i % 3 === 0 ? 1 : 0))).clusters[1]!;
    expect(columns.map(({ column }) => column)).toEqual(["shop", "strong", "weak", "noise"]);
    expect(columns.at(-1)!.distinctiveness).toBeLessThan(0.1);
    expect(report.clusters[0]!.columns.map(({ column }) => column)).not.toContain("USER_ID");
  });

  it("fit(table, labels) finds nothing that sets random groups apart, however many values a column has", () => {
    const random = uniform(8), rows = Array.from({ length: 1000 }, () => ({ few: Math.floor(random() * 3) + "", many: Math.floor(random() * 200) + "", x: random() }));
    const { clusters } = new ClusterReporter().fit(rows, rows.map(() => Math.floor(random() * 4)));
    for (const { columns } of clusters) for (const { distinctiveness } of columns) expect(distinctiveness).toBeLessThan(0.2);
  });

  it("fit(table, labels) takes named columns and as many values as asked for", () => {
    const one = new ClusterReporter({ columns: ["CITY"], top: 1 }).fit(customers, Int32Array.from(labels)).clusters[0]!;
    expect(one.columns.map(({ column }) => column)).toEqual(["CITY"]);
    expect((one.columns[0] as CategoricalProfile).top).toHaveLength(1);
  });

  it("fit(table, labels) keeps labels without customers as empty clusters", () => {
    expect(new ClusterReporter().fit(customers, [0, 0, 0, 2, 2]).clusters[1]).toEqual({ cluster: 1, size: 0, ratio: 0, columns: [] });
  });

  it("fit(table, labels) refuses labels that do not fit", () => {
    expect(() => new ClusterReporter().fit(customers, [0, 1])).toThrow("one label for each of 5 rows, got 2");
    expect(() => new ClusterReporter().fit(customers, [0, 0, 0, 1, -2])).toThrow(/the label at row index 4 to be an integer from -1/);
    expect(() => new ClusterReporter().fit(customers, [0, 0, 0, 1, 1e9])).toThrow(/got 1000000000/);
    expect(() => new ClusterReporter({ columns: ["TOWN"] }).fit(customers, labels)).toThrow('the column "TOWN"');
    expect(() => new ClusterReporter({ top: 0 })).toThrow("top to be an integer of 1 or more");
  });

  it("its JSON is plain and says it all", () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual({ kind: "ClusterReport", version: 1, rows: 5, clusters: report.clusters });
    expect(Object.isFrozen(report.clusters[0]!.columns[0])).toBe(true);
  });
});

describe("rendering", () => {
  const hostile = new ClusterReporter().fit([{ "a|b": "x|y<script>\u001b[31m", n: 1234567.8 }, { "a|b": "z\nnew", n: 2 }, { "a|b": "z", n: 3 }], [0, 1, 1]);

  it("reportToMarkdown(report) gives an overview and a table a segment, with nothing live in it", () => {
    const markdown = reportToMarkdown(hostile);
    expect(markdown).toContain("| segment | customers | share | what sets it apart |");
    expect(markdown).toContain("## Segment 1: 2 customers, 67 %");
    expect(markdown).toContain("a\\|b");
    expect(markdown).not.toContain("<script>");
    const rows = markdown.split("\n").filter((line) => line.startsWith("|"));
    for (const row of rows) expect([4, 6]).toContain(row.replace(/\\\|/g, "").split("|").length);
  });

  it("reportToMarkdown(report) makes no link of an address in the data", () => {
    const markdown = reportToMarkdown(new ClusterReporter().fit([{ SITE: "http://evil.example/p" }, { SITE: "www.evil.example" }, { SITE: "~~gone~~" }], [0, 1, 1]));
    expect(markdown).toContain("http:\\//evil.example/p");
    expect(markdown).toContain("www\\.evil.example");
    expect(markdown).not.toMatch(/:\/\/|www\.|(?<!\\)~/);
  });

  it("reportToText(report) fits the width and lets no control character through", () => {
    const text = reportToText(hostile, { width: 60 });
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(text).toContain("segment 0: 1 customers, 33 %");
    expect(text).toContain("1,234,568");
  });
});
