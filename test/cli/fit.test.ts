import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decode } from "../../src";
import { fitCommand } from "../../src/cli";
import { uniform } from "../support/random";
import { cells, customers, expectRefused, folder, SAMPLE } from "./support";

const ndjson = (csv: string): string => {
  const [head, ...rows] = cells(csv);
  return rows.map((row) => JSON.stringify(Object.fromEntries(head!.map((name, j) => [name, j === 1 || j === 2 ? Number(row[j]) : row[j]])))).join("\n");
};

describe("fit", () => {
  it("prints what it read, used, left out and found, and says how to keep it", async () => {
    const { run } = await folder({ "c.csv": customers() }), { code, out, err } = await run(["fit", "c.csv"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const part of ["c.csv: 40 customers in", "age, orders, pays", "customer_id (an id by its name)", " k  inertia", "segment 0: ", "add -o model.json"]) expect(out).toContain(part);
  });

  it("writes the model, the report and the labels together", async () => {
    const at = await folder({ "c.csv": customers() });
    const { code, out } = await at.run(["fit", "c.csv", "--k", "2", "-o", "m.json", "--report", "r.md", "--labels", "l.csv"]);
    expect(code).toBe(0);
    expect(out).toContain("m.json (model), r.md (report), l.csv (labels)");
    expect(await at.list()).toEqual(["c.csv", "l.csv", "m.json", "r.md"]);
    expect(decode(await at.read("m.json"), "Segmentation").k).toBe(2);
    expect(await at.read("r.md")).toMatch(/^# Segments/);
    const labels = cells(await at.read("l.csv"));
    expect([labels.length, labels[0], labels[1]![0]]).toEqual([41, ["customer_id", "segment"], "c0"]);
    expect(labels[1]![1]).not.toBe(labels[2]![1]);
  });

  it("writes a page where the report ends in .html, with ids only where asked for", async () => {
    const at = await folder({ "c.csv": customers() });
    expect((await at.run(["fit", "c.csv", "--quiet", "--report", "r.html", "--title", "Our customers"])).code).toBe(0);
    expect(await at.read("r.html")).toMatch(/^<!doctype html>[^]*Our customers/i);
    expect(await at.read("r.html")).toContain("\"ids\":null");
    expect((await at.run(["fit", "c.csv", "--quiet", "--ids", "--report", "r.html"])).code).toBe(0);
    expect(await at.read("r.html")).toContain("\"ids\":[\"c");
  });

  it("says plainly where there are no segments, and goes on with --k", async () => {
    const random = uniform(7), crowd = ["id,a,b,c", ...Array.from({ length: 300 }, (_, i) => [i, random(), random(), random()].join())].join("\n"), at = await folder({ "c.csv": crowd });
    const auto = await at.run(["fit", "c.csv"]), asked = await at.run(["fit", "c.csv", "--k", "3", "-o", "m.json"]);
    expect(auto.out).toMatch(/^c\.csv: 300 customers in \d+ groups\n\nVerdict {2}NO SEGMENTS: There are no segments[^]*any other number is as good/);
    expect([asked.code, asked.out]).toEqual([0, expect.stringMatching(/NO SEGMENTS[^]*k = 3 was asked for/)]);
    expect(decode(await at.read("m.json"), "Segmentation").k).toBe(3);
  });

  it("takes words of names from a file, and refuses bad ones before reading customers", async () => {
    const at = await folder({ "c.csv": customers(), "w.json": '{"high": "much", "columns": {"age": "life"}}', "bad.json": "{", "odd.json": '{"hoch": "x"}' });
    expect((await at.run(["fit", "c.csv", "--k", "2", "--words", "w.json"])).out).toMatch(/segment \d: .*(?:much|life)/i);
    await expectRefused(at, ["fit", "none.csv", "--words", "bad.json"], 1, "INVALID_JSON");
    await expectRefused(at, ["fit", "none.csv", "--words", "odd.json"], 1, "INVALID_OPTION");
    await expectRefused(at, ["fit", "none.csv", "--min-share", "1"], 1, "INVALID_OPTION");
    await expectRefused(at, ["fit", "none.csv", "--sample", "-1"], 1, "INVALID_OPTION");
  });

  it("refuses what --quick would drop, and a bad --sample before it reads", async () => {
    const { run } = await folder({ "c.csv": customers() });
    for (const args of [["--ids"], ["--sample", "5"]]) expect((await run(["fit", "c.csv", "--quick", ...args])).code).toBe(2);
    expect(await run(["fit", "none.csv", "--sample", "-1"])).toMatchObject({ code: 1, err: expect.stringContaining("fit requires --sample to be an integer of 0 or more") });
  });

  it("--quick takes the knee, without a verdict", async () => {
    const { run } = await folder({ "c.csv": customers() }), { out } = await run(["fit", "c.csv", "--quick"]);
    expect(out).not.toContain("Verdict");
    expect(JSON.parse((await run(["fit", "c.csv", "--quick", "--json"])).out)).toMatchObject({ verdict: null, names: null });
  });

  it("--json prints one document with all of it and nothing else", async () => {
    const { run } = await folder({ "c.csv": customers() }), { out, err } = await run(["fit", "c.csv", "--json", "-o", "m.json"]);
    const result = JSON.parse(out);
    expect(err).toBe("");
    expect(result).toMatchObject({ file: "c.csv", rows: 40, isGiven: false, verdict: { kind: "clear" }, droppedRows: 0, id: "customer_id", columns: ["age", "orders", "pays"], leftOut: [{ column: "customer_id" }], written: { model: "m.json" } });
    expect(result.curve.length).toBeGreaterThan(1);
    expect(result.report.kind).toBe("ClusterReport");
  });

  it("reads CSV, NDJSON, gzip and stdin to the same model", async () => {
    const csv = customers(), at = await folder({ "c.csv": csv, "c.csv.gz": gzipSync(csv), "c.jsonl": ndjson(csv), "c.data": ndjson(csv) });
    const fit = ["--k", "2", "-o"];
    await at.run(["fit", "c.csv", ...fit, "1.json"]);
    await at.run(["fit", "c.csv.gz", ...fit, "2.json"]);
    await at.run(["fit", "c.jsonl", ...fit, "3.json"]);
    await at.run(["fit", "c.data", "--format", "ndjson", ...fit, "4.json"]);
    await at.run(["fit", "-", ...fit, "5.json"], { input: new TextEncoder().encode(csv) });
    const model = await at.read("1.json");
    for (const name of ["2.json", "3.json", "4.json", "5.json"]) expect(await at.read(name)).toBe(model);
  });

  it("-o - prints the model alone, and what there is to say on stderr", async () => {
    const { run } = await folder({ "c.csv": customers() }), { out, err } = await run(["fit", "c.csv", "--k", "2", "-o", "-"]);
    expect(decode(out, "Segmentation").k).toBe(2);
    expect(err).toContain("c.csv: 40 customers");
  });

  it("--quiet prints nothing", async () => {
    const { run } = await folder({ "c.csv": customers() });
    expect(await run(["fit", "c.csv", "--k", "2", "-o", "m.json", "--quiet"])).toEqual({ code: 0, out: "", err: "" });
  });

  it("--columns takes a list with commas, names with commas by repeating, and spaces around", async () => {
    const csv = 'a,"Revenue, net",c,d\n' + Array.from({ length: 20 }, (_, i) => `${i % 4},${i % 2},${i % 3},${i % 5}`).join("\n");
    const { run } = await folder({ "c.csv": csv });
    const used = async (...columns: string[]): Promise<string[]> =>
      JSON.parse((await run(["fit", "c.csv", "--k", "2", "--json", ...columns.flatMap((column) => ["--columns", column])])).out).columns;
    expect(await used("a, c")).toEqual(["a", "c"]);
    expect(await used("Revenue, net", "d,a")).toEqual(["a", "Revenue, net", "d"]);
  });

  it("--schema says what columns are, names with commas and equals signs among them", async () => {
    const csv = 'zip,"a=b, c",x\n' + Array.from({ length: 20 }, (_, i) => `0${i % 4},${i % 2},${i % 3}`).join("\n");
    const at = await folder({ "c.csv": csv });
    const { code } = await at.run(["fit", "c.csv", "--k", "2", "-o", "m.json", "--schema", "zip=categorical,a=b, c=categorical", "--schema", "x=ignore"]);
    expect(code).toBe(0);
    expect(decode(await at.read("m.json"), "Segmentation").features).toMatchObject([{ name: "zip", type: "text" }, { name: "a=b, c", type: "text" }]);
  });

  it("--id names the column of the labels, with the text of the file", async () => {
    const at = await folder({ "c.csv": customers().replace("customer_id", "who").replaceAll("\nc", "\n1700") });
    await at.run(["fit", "c.csv", "--k", "2", "--id", "who", "--labels", "l.csv"]);
    expect(cells(await at.read("l.csv")).slice(0, 2).map((row) => row[0])).toEqual(["who", "17000"]);
  });

  it("keeps ids like 17850.0 and 007 as they stand", async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${17850 + i}.0,${i % 2 ? 60 : 20}`).join("\n"), at = await folder({ "c.csv": `CustomerID,age\n${rows}` });
    await at.run(["fit", "c.csv", "--k", "2", "--labels", "l.csv"]);
    expect(cells(await at.read("l.csv"))[1]![0]).toBe("17850.0");
  });

  it("--labels counts rows from 1 where there is no id, and leaves dropped customers blank", async () => {
    const at = await folder({ "c.csv": "a,segment\n1,1\n2,2\n,3\n9,9\n8,8\n" });
    const { code } = await at.run(["fit", "c.csv", "--k", "2", "--missing", "drop", "--labels", "l.csv"]);
    expect(code).toBe(0);
    const labels = cells(await at.read("l.csv"));
    expect([labels[0], labels[3]]).toEqual([["row", "segment"], ["3", ""]]);
  });

  it("reads NDJSON with nested values where they are ignored, and says how", async () => {
    const lines = cells(customers()).slice(1).map(([, age, orders, pays]) => JSON.stringify({ age: Number(age), orders: Number(orders), pays, tags: ["a"], address: { zip: 1 } }));
    const at = await folder({ "c.jsonl": lines.join("\n") });
    const { err } = await expectRefused(at, ["fit", "c.jsonl"], 1, "COLUMN_TYPE");
    expect(err).toContain("in line 1; correct it, or leave the column out with --schema NAME=ignore");
    const { out } = await at.run(["fit", "c.jsonl", "--k", "2", "--schema", "tags=ignore,address=ignore"]);
    expect(out).toContain("tags, address (ignored)");
  });

  it("--recipe guide and --seed reach the library", async () => {
    const at = await folder();
    await at.run(["fit", SAMPLE, "--recipe", "guide", "--k", "5", "--seed", "222", "-o", "m.json"]);
    const kinds = decode(await at.read("m.json"), "Segmentation").pipeline.stages.map(({ kind }) => kind);
    expect(kinds).toContain("LabelEncoder");
  });

  it("strips control characters of the data from what it prints", async () => {
    const at = await folder({ "c.csv": customers().replaceAll("card", "\u001b[31mcard\u0007").replace("pays", "pa\u009bys") });
    const { code, out } = await at.run(["fit", "c.csv", "--k", "2"]);
    expect(code).toBe(0);
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it("fits its lines to the terminal", async () => {
    const some = readFileSync(SAMPLE, "utf8").split("\n").slice(0, 301).join("\n"), at = await folder({ "s.csv": some });
    for (const columns of [60, 80, 100]) {
      const lines: string[] = [];
      await at.run(["fit", "s.csv", "--k", "5"], { stdout: { write: (text) => lines.push(...text.split("\n")), columns, isTTY: true } });
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    }
  });

  it("fitCommand gives what it prints, and throws what it refuses", async () => {
    const at = await folder({ "c.csv": customers() }), lines: string[] = [];
    const io = { cwd: at.path, stdout: { write: (text: string) => lines.push(text) } };
    const result = await fitCommand({ file: "c.csv", k: 2, json: true }, io);
    expect(JSON.parse(lines.join(""))).toEqual(JSON.parse(JSON.stringify(result)));
    await expect(fitCommand({ file: "none.csv" }, io)).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
  });
});
