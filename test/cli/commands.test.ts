import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CosineTopN, ElbowFinder, KMeans, LabelEncoder, OneHotEncoder, OrdinalEncoder, PCA, Pipeline, StandardScaler } from "../../src";
import { cells, customers, expectRefused, folder, SAMPLE, type Folder } from "./support";

async function fitted(options: readonly string[] = [], csv = customers()): Promise<Folder> {
  const at = await folder({ "c.csv": csv });
  expect((await at.run(["fit", "c.csv", "--k", "2", "-o", "m.json", "--quiet", ...options])).code).toBe(0);
  return at;
}

describe("report", () => {
  it("prints text, Markdown and JSON, and writes a file", async () => {
    const at = await fitted();
    expect((await at.run(["report", "m.json"])).out).toMatch(/^Verdict {2}clear: There are 2 segments\n[^]*\nsegment {2}customers {2}share/);
    expect((await at.run(["report", "m.json", "--format", "markdown"])).out).toMatch(/^# Segments\n/);
    const json = await at.run(["report", "m.json", "--format", "json"]);
    expect(JSON.parse(json.out)).toMatchObject({ customers: 40, k: 2, verdict: { kind: "clear" }, segments: [{ segment: 0 }, { segment: 1 }] });
    expect((await at.run(["report", "m.json", "--json"])).out).toBe(json.out);
    expect(await at.run(["report", "m.json", "--format", "markdown", "-o", "r.md"])).toEqual({ code: 0, out: "", err: "" });
    expect(await at.read("r.md")).toMatch(/^# Segments\n/);
  });

  it("writes a page for .html, and facts for .json and .md, with a title of the caller's", async () => {
    const at = await fitted();
    for (const name of ["r.html", "r.json", "r.md"]) expect(await at.run(["report", "m.json", "-o", name, "--title", "Spring <b>"])).toEqual({ code: 0, out: "", err: "" });
    expect(await at.read("r.html")).toMatch(/^<!doctype html>[^]*Content-Security-Policy[^]*Spring &lt;b&gt;/i);
    expect(JSON.parse(await at.read("r.json"))).toMatchObject({ title: "Spring <b>", source: "m.json", verdict: { kind: "clear" } });
    expect(await at.read("r.md")).toMatch(/^# Spring /);
  });

  it("names customers only where it is asked to", async () => {
    const at = await fitted();
    await at.run(["report", "m.json", "c.csv", "-o", "a.html"]);
    await at.run(["report", "m.json", "c.csv", "--ids", "-o", "b.html"]);
    expect(await at.read("a.html")).toContain("\"ids\":null");
    expect(await at.read("b.html")).toContain("\"ids\":[\"c");
    expect((await at.run(["report", "m.json", "--ids"])).code).toBe(2);
  });

  it("takes a ClusterReport alone, and stdin, but makes no page of it", async () => {
    const at = await fitted(), { report } = JSON.parse(await at.read("m.json"));
    const input = JSON.stringify(report), { out } = await at.run(["report", "-"], { input });
    expect(out).toMatch(/^segment {2}customers {2}share/);
    expect((await at.run(["report", "-", "--format", "html"], { input })).code).toBe(2);
  });
});

describe("elbow", () => {
  it("draws the curve, marks the knee and fits the width", async () => {
    const at = await folder({ "c.csv": customers(60) });
    for (const columns of [50, 100]) {
      const lines: string[] = [];
      await at.run(["elbow", "c.csv"], { stdout: { write: (text) => lines.push(...text.split("\n")), columns } });
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
      expect(lines.filter((line) => line.includes("█")).length).toBe(9);
      expect(lines.filter((line) => line.endsWith("<- knee")).length).toBe(1);
      expect(lines.join(" ")).toContain("The knee is at k = ");
    }
  });

  it("says in words that there is no knee", async () => {
    const at = await folder({ "c.csv": "x\n0\n1\n3\n6\n" }), { code, out } = await at.run(["elbow", "c.csv", "--max-k", "3"]);
    expect(code).toBe(0);
    expect(out).toContain("has no knee");
    expect(JSON.parse((await at.run(["elbow", "c.csv", "--max-k", "3", "--json"])).out)).toMatchObject({ knee: null, curve: [{ k: 2 }, { k: 3 }] });
  });

  it("says so where there are too few customers for a curve", async () => {
    const { out } = await (await folder({ "c.csv": "x\n0\n1\n0\n1\n" })).run(["elbow", "c.csv"]);
    expect(out).toContain("only 2 distinct customers");
  });

  it("--json agrees with fit", async () => {
    const at = await folder({ "c.csv": customers() });
    const elbow = JSON.parse((await at.run(["elbow", "c.csv", "--json", "--seed", "7"])).out), fit = JSON.parse((await at.run(["fit", "c.csv", "--json", "--seed", "7"])).out);
    expect([elbow.curve, elbow.knee, elbow.k]).toEqual([fit.curve, fit.knee, fit.k]);
  });

  it("marks the k that was chosen, also where that is two groups", async () => {
    const rows = Array.from({ length: 80 }, (_, i) => `${(i % 2) * 40 + ((i * 7) % 11)},${(i % 2) * 40 + ((i * 5) % 13)}`);
    const at = await folder({ "c.csv": ["A,B", ...rows].join("\n") });
    expect(JSON.parse((await at.run(["elbow", "c.csv", "--json"])).out)).toMatchObject({ k: 2, knee: 2 });
    expect((await at.run(["elbow", "c.csv"])).out).toMatch(/^ *2 .*<- knee$/m);
  });
});

describe("inspect", () => {
  it("shows the stages of a segmentation with their figures, its columns and notes", async () => {
    const at = await folder();
    await at.run(["fit", SAMPLE, "--k", "5", "-o", "m.json", "--quiet"]);
    const { out } = await at.run(["inspect", "m.json"]);
    for (const part of ["m.json: Segmentation, version 1", "5 segments of 2,000 customers by 7 columns", "KMeans          k = 5, inertia", "of the variance", "AGE (numeric)", "USER_ID (an id by its name)"]) expect(out).toContain(part);
    expect(JSON.parse((await at.run(["inspect", "m.json", "--json"])).out)).toMatchObject({ kind: "Segmentation", version: 1, id: "USER_ID", stages: [{ kind: "ColumnSelector" }, {}, {}, {}, {}, {}] });
  });

  it("works on any kind of model", async () => {
    const x = [[1, 2], [2, 1], [8, 9], [9, 7], [5, 5]], records = [{ a: "x", b: 1 }, { a: "y", b: 2 }];
    const models = {
      KMeans: new KMeans({ k: 2 }).fit(x), PCA: new PCA({ components: 1 }).fit(x), StandardScaler: new StandardScaler().fit(x),
      ElbowFinder: new ElbowFinder({ maxK: 4 }).fit(x), CosineTopN: new CosineTopN().fit(x), OneHotEncoder: new OneHotEncoder().fit(records),
      OrdinalEncoder: new OrdinalEncoder({ categories: { a: ["x", "y"] } }).fit(records), LabelEncoder: new LabelEncoder().fit(["b", "a"]),
      Pipeline: new Pipeline([new LabelEncoder(), new StandardScaler(), new KMeans({ k: 2 })]).fit(records),
    };
    const at = await folder(Object.fromEntries(Object.entries(models).map(([kind, model]) => [kind, JSON.stringify(model)])));
    for (const [name, { kind }] of Object.entries(models)) {
      const { code, out } = await at.run(["inspect", name]), lines = out.split("\n");
      expect(code).toBe(0);
      expect(lines[0]).toBe(`${name}: ${kind}, version 1`);
      expect(lines[1]!.length).toBeGreaterThan(3);
    }
  });
});

describe("similar", () => {
  it("finds customers like one of the file, without that one", async () => {
    const at = await fitted(), { code, out } = await at.run(["similar", "m.json", "c.csv", "--customer-id", "c1", "-n", "3"]);
    expect(code).toBe(0);
    const lines = out.trimEnd().split("\n").map((line) => line.trim().split(/\s+/));
    expect(out).toContain("customer_id c1 is in segment ");
    expect(lines[2]).toEqual(expect.arrayContaining(["customer_id", "similarity", "segment", "age", "orders", "pays"]));
    expect(lines.slice(3).map(([id]) => id)[0]).toBe("c1");
    expect(lines.slice(4).map(([id]) => id)).not.toContain("c1");
    expect(lines.length).toBe(7);
  });

  it("finds customers like one given as JSON, or by a file of it", async () => {
    const at = await fitted(), customer = '{"age":61,"orders":10,"pays":"cash","more":true}';
    const text = JSON.parse((await at.run(["similar", "m.json", "c.csv", "--customer", customer, "--json"])).out);
    expect(text.similar.length).toBe(5);
    expect(text.similar.every(({ segment }: { segment: number }) => segment === text.customer.segment)).toBe(true);
    expect(text.similar[0].values).toMatchObject({ pays: "cash" });
    const file = await folder({ "c.csv": customers(), "one.json": customer, "m.json": await at.read("m.json") });
    expect(JSON.parse((await file.run(["similar", "m.json", "c.csv", "--customer", "@one.json", "--json"])).out)).toEqual(text);
  });

  it("agrees with the library", async () => {
    const { segment } = await import("../../src"), { readCsv } = await import("../../src/csv"), at = await fitted(["--seed", "222"]);
    const result = segment(await readCsv(customers()), { k: 2, seed: 222 }), [expected] = result.similar([{ age: 61, orders: 10, pays: "cash" }], 5);
    const { similar } = JSON.parse((await at.run(["similar", "m.json", "c.csv", "--customer", '{"age":61,"orders":10,"pays":"cash"}', "--json"])).out);
    expect(similar.map(({ id, similarity }: { id: string; similarity: number }) => [id, similarity])).toEqual(expected!.map(({ id, similarity }) => [id, similarity]));
  });

  it("leaves customers with missing values out of a guide model, and counts them", async () => {
    const at = await fitted(["--recipe", "guide"]);
    const { code, err, out } = await at.run(["similar", "m.json", "-", "--customer-id", "c1", "-n", "99", "--json"], { input: `${customers()}x,,1,card\ny,20,1,gold\n` });
    expect(code).toBe(0);
    expect(err).toContain("2 of 42 rows could not be scored:");
    expect(JSON.parse(out)).toMatchObject({ rows: 42, leftOut: [{ rows: 1 }, { rows: 1 }] });
    expect(JSON.parse(out).similar.length).toBe(39);
    expect(err).toContain("remark: the model has customers in 2 dimensions");
  });

  it("says where directions tell little, and nowhere else", async () => {
    const flat = await fitted(["--columns", "age"]), ask = ["similar", "m.json", "c.csv", "--customer-id", "c1"];
    expect((await flat.run(ask)).err).toContain("remark: the model has customers in 1 dimension, where");
    expect((await flat.run([...ask, "--quiet"])).err).toBe("");
  });

  it("shows the columns that fit", async () => {
    const at = await folder(), lines: string[] = [];
    await at.run(["fit", SAMPLE, "--k", "5", "-o", "m.json", "--quiet"]);
    const { err } = await at.run(["similar", "m.json", SAMPLE, "--customer-id", "2564"], { stdout: { write: (text) => lines.push(...text.split("\n")), columns: 70 } });
    expect(err).not.toContain("dimension");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(70);
    expect(lines.join("\n")).toMatch(/and \d columns more; --json has all/);
  });

  it("counts rows from 1 where there is no id", async () => {
    const csv = cells(customers()).map((row) => row.slice(1).join(",")).join("\n"), at = await fitted([], csv);
    const { similar } = JSON.parse((await at.run(["similar", "m.json", "c.csv", "--customer-id", "1", "--json"])).out);
    expect(similar[0].id).toBe(String(similar[0].row));
    expect(similar.map(({ row }: { row: number }) => row)).not.toContain(1);
  });

  it("refuses a customer that it cannot make out", async () => {
    const at = await fitted(), similar = (...args: string[]): string[] => ["similar", "m.json", "c.csv", ...args];
    await expectRefused(at, similar("--customer", "{age:1}"), 1, "INVALID_JSON");
    await expectRefused(at, similar("--customer", "[1]"), 1, "INVALID_JSON");
    await expectRefused(at, similar("--customer", "@none.json"), 1, "FILE_NOT_FOUND");
    await expectRefused(at, similar("--customer", "{}"), 1, "MISSING_COLUMN");
    await expectRefused(at, similar("--customer", '{"__proto__":{"age":1,"orders":1}}'), 1, "MISSING_COLUMN");
    await expectRefused(at, similar("--customer", '{"age":"old","orders":1,"pays":"card"}'), 1, "COLUMN_TYPE");
    await expectRefused(at, similar("--customer-id", "nobody"), 1, "INVALID_OPTION");
    await expectRefused(at, similar("--customer-id", "c1", "--id", "who"), 1, "MISSING_COLUMN");
    await expectRefused(at, similar("--customer-id", "c1", "-n", "0"), 1, "INVALID_OPTION");
  });
});

describe("explain", () => {
  it("says why a customer is where it is, given as JSON or by id, and who is near", async () => {
    const at = await fitted(), given = await at.run(["explain", "m.json", "--customer", '{"age": 61, "orders": 9, "pays": "cash"}']);
    expect([given.code, given.out]).toEqual([0, expect.stringMatching(/rather than[^]*Margin {2}0\.\d\d[^]*segment {2}name[^]*What speaks for[^]*the 5 nearest are in segment/)]);
    const byId = JSON.parse((await at.run(["explain", "m.json", "c.csv", "--customer-id", "c7", "-n", "3", "--json"])).out);
    expect(byId.nearest).toHaveLength(3);
    expect(byId.nearest.map(({ id }: { id: string }) => id)).not.toContain("c7");
    expect(byId.distances).toHaveLength(2);
  });

  it("counts rows from 1 where there is no id, and leaves out the customer itself", async () => {
    const csv = cells(customers()).map((row) => row.slice(1).join(",")).join("\n"), at = await fitted([], csv);
    const nearest = async (...args: string[]): Promise<number[]> => JSON.parse((await at.run(["explain", "m.json", "c.csv", ...args, "--json"])).out).nearest.map(({ id }: { id: number }) => id);
    const [age, orders, pays] = cells(customers())[1]!.slice(1), same = JSON.stringify({ age: Number(age), orders: Number(orders), pays });
    expect((await nearest("--customer", same, "-n", "50"))).toContain(1);
    expect(await nearest("--customer-id", "1", "-n", "50")).not.toContain(1);
    expect(Math.min(...await nearest("--customer-id", "2", "-n", "50"))).toBe(1);
  });

  it("reads the file as the model read that of its fit: text that looks like numbers, without customers whom it leaves out", async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `c${i},${i % 10 === 4 ? "" : 20 + 30 * (i % 2) + (i % 5)},${["1.50", "2.50", "3.50"][i % 3]!}`), at = await folder({ "c.csv": ["id,age,zip", ...rows, ""].join("\n") });
    await at.run(["fit", "c.csv", "--schema", "zip=categorical", "--missing", "drop", "--k", "3", "-o", "m.json", "--quiet"]);
    const asked = async (...customer: string[]): Promise<object> => JSON.parse((await at.run(["explain", "m.json", "c.csv", ...customer, "-n", "0", "--json"])).out);
    expect(await asked("--customer-id", "c7")).toEqual(await asked("--customer", JSON.stringify({ age: 52, zip: "2.50" })));
    expect((await at.run(["explain", "m.json", "c.csv", "--customer-id", "c7"])).err).toContain("6 of 60 customers left out because a value is missing");
    expect((await at.run(["report", "m.json", "c.csv", "--ids", "-o", "r.html"])).code).toBe(0);
    expect(await at.read("r.html")).toContain('"c7"');
  });

  it("finds near ones in a file without ids too", async () => {
    const csv = cells(customers()).map((row) => row.slice(1).join(",")).join("\n"), at = await fitted();
    await writeFile(join(at.path, "no-id.csv"), csv);
    const { nearest } = JSON.parse((await at.run(["explain", "m.json", "no-id.csv", "--customer-id", "3", "-n", "2", "--json"])).out);
    expect(nearest.map(({ id }: { id: number }) => id)).not.toContain(3);
  });

  it("refuses what it cannot explain", async () => {
    const at = await fitted();
    await expectRefused(at, ["explain", "m.json", "c.csv", "--customer-id", "nobody"], 1, "INVALID_OPTION");
    await expectRefused(at, ["explain", "m.json", "--customer", "{"], 1, "INVALID_JSON");
    for (const args of [["explain", "m.json"], ["explain", "m.json", "--customer-id", "c1"], ["explain", "m.json", "--customer", "{}", "--customer-id", "c1"]]) expect((await at.run(args)).code).toBe(2);
  });
});
