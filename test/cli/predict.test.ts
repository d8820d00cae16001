import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { Imputer, KMeans, LabelEncoder, Pipeline, Table } from "../../src";
import { predictCommand } from "../../src/cli";
import { cells, customers, expectRefused, folder, SAMPLE, stream, type Folder } from "./support";

/** A folder with customers and a model of them. */
async function fitted(options: readonly string[] = [], csv = customers()): Promise<Folder> {
  const at = await folder({ "c.csv": csv });
  expect((await at.run(["fit", "c.csv", "--k", "2", "-o", "m.json", "--labels", "l.csv", ...options])).code).toBe(0);
  return at;
}

const column = (csv: string, name: string): string[] => {
  const [head, ...rows] = cells(csv);
  return rows.map((row) => row[head!.indexOf(name)]!);
};

describe("predict", () => {
  it("gives the customers of the training file the labels that fit wrote", async () => {
    const at = await folder();
    for (const recipe of ["default", "guide"]) {
      await at.run(["fit", SAMPLE, "--recipe", recipe, "--seed", "222", "-o", "m.json", "--labels", "l.csv"]);
      const { code, out } = await at.run(["predict", "m.json", SAMPLE, "--bad-rows", "empty"]);
      expect(code).toBe(0);
      expect(column(out, "segment")).toEqual(column(await at.read("l.csv"), "segment"));
    }
  }, 120_000);

  it("keeps all columns as they came, with segment and distance behind", async () => {
    const at = await fitted(), more = 'note,2019,age,orders,pays\n" x, ""y""",007,21,1,card\n,1e5,61.50,9,cash\n';
    const { out, err } = await at.run(["predict", "m.json", "-"], { input: more });
    expect(err).toBe("");
    const lines = out.trimEnd().split("\n");
    expect(lines[0]).toBe("note,2019,age,orders,pays,segment,distance");
    expect(lines[1]).toMatch(/^" x, ""y""",007,21,1,card,[01],\d/);
    expect(lines[2]).toMatch(/^,1e5,61\.50,9,cash,[01],\d/);
  });

  it("names its columns segment_2 and distance_2 where the file has them, segment_3 where it has both", async () => {
    const at = await fitted();
    const head = async (names: string): Promise<string> =>
      (await at.run(["predict", "m.json", "-"], { input: `age,orders,pays,${names}\n20,1,card,x,y\n` })).out.split("\n")[0]!;
    expect(await head("segment,distance")).toMatch(/,segment_2,distance_2$/);
    expect(await head("segment,segment_2")).toMatch(/,segment_3,distance$/);
  });

  it.each(["", "sep=;\n", '"sep=;"\r\n', "sep=;;\n"])("keeps the delimiter of the file, also where it is told before the names (%j)", async (told) => {
    const at = await fitted(), { out } = await at.run(["predict", "m.json", "-"], { input: `${told}age;orders;pays\n20;1;card\n61;9;cash\n` });
    expect(out.split("\n")[0]).toBe("age;orders;pays;segment;distance");
  });

  it("reads columns by the model, never by what is in the batch", async () => {
    const csv = "code,x\n" + Array.from({ length: 30 }, (_, i) => `${i % 3 ? "A" : "7"}${i % 2},${i % 2 ? 50 : 1}`).join("\n");
    const at = await fitted([], csv), { code, out } = await at.run(["predict", "m.json", "-"], { input: "code,x\n70,1\n" });
    expect(code).toBe(0);
    expect(column(out, "segment")[0]).toMatch(/^[01]$/);
  });

  it("reads and writes NDJSON as it came, and turns each format into the other", async () => {
    const at = await fitted(), line = '{"id":12345678901234567890, "age":21,"orders":1,"pays":"card","nested":{"a":1}}';
    const same = await at.run(["predict", "m.json", "-", "--format", "ndjson"], { input: `${line}\n\n${line}\r\n` });
    expect(same.out.split("\n")[1]).toMatch(/^\{"id":12345678901234567890, "age":21,"orders":1,"pays":"card","nested":\{"a":1\},"segment":[01],"distance":[\d.]+\}$/);
    const csv = await at.run(["predict", "m.json", "-", "--format", "ndjson", "--to", "csv"], { input: line });
    expect(csv.out).toMatch(/^id,age,orders,pays,nested,segment,distance\n/);
    const json = await at.run(["predict", "m.json", "c.csv", "--to", "ndjson"]);
    expect(JSON.parse(json.out.split("\n")[0]!)).toMatchObject({ customer_id: "c0", age: 20, orders: 1, pays: "card", segment: expect.any(Number) });
    const back = await at.run(["predict", "m.json", "-", "--format", "ndjson"], { input: json.out });
    expect(JSON.parse(back.out.split("\n")[0]!)).toHaveProperty("segment_2");
  });

  it("refuses NDJSON whose later objects have columns that its CSV has no place for", async () => {
    const at = await fitted(), first = `${JSON.stringify({ age: 21, orders: 1, pays: "card", pad: "x".repeat(50_000) })}\n`.repeat(6);
    await expectRefused(at, ["predict", "m.json", "-", "--format", "ndjson", "--to", "csv"], 1, "RAGGED_ROWS", { input: `${first}{"age":1,"orders":2,"pays":"card","more":1}\n` });
  });

  it("reads gzip", async () => {
    const at = await fitted(), { code, out } = await at.run(["predict", "m.json", "-"], { input: gzipSync(customers(4)) });
    expect([code, cells(out).length]).toEqual([0, 5]);
  });

  it("with -o writes the file and prints how many went where; --json prints it as JSON", async () => {
    const at = await fitted(), text = await at.run(["predict", "m.json", "c.csv", "-o", "s.csv"]);
    expect(text.out).toContain("40 customers scored, written to s.csv");
    const json = JSON.parse((await at.run(["predict", "m.json", "c.csv", "-o", "s.csv", "--json"])).out);
    expect(json).toEqual({ rows: 40, sizes: [20, 20], badRows: 0, reasons: [], treated: [], written: "s.csv" });
    expect(await at.list()).toEqual(["c.csv", "l.csv", "m.json", "s.csv"]);
  });

  it("takes the model from stdin, but not both", async () => {
    const at = await fitted();
    expect((await at.run(["predict", "-", "c.csv"], { input: await at.read("m.json") })).code).toBe(0);
    await expectRefused(at, ["predict", "-", "-"], 2, "USAGE");
    await expectRefused(at, ["predict", "m.json", "c.csv", "--json"], 2, "USAGE");
  });

  it("scores by a plain pipeline from a table, and by k-means with named columns", async () => {
    const table = Table.fromRecords([{ a: 1, b: 2 }, { a: 2, b: 1 }, { a: 9, b: 8 }, { a: 8, b: null }]);
    const pipeline = new Pipeline([new Imputer(), new LabelEncoder(), new KMeans({ k: 2, seed: 222 })]).fit(table);
    const kMeans = new KMeans({ k: 2, seed: 222 }).fit(Table.fromRecords([{ a: 1, b: 2 }, { a: 9, b: 8 }]) as never);
    const at = await folder({ "p.json": JSON.stringify(pipeline), "k.json": JSON.stringify(kMeans), "c.csv": "b,a\n2,1\n,9\n" });
    expect(column((await at.run(["predict", "p.json", "c.csv"])).out, "segment")).toEqual(Array.from(pipeline.predict(Table.fromRecords([{ a: 1, b: 2 }, { a: 9, b: null }])), String));
    await expectRefused(at, ["predict", "k.json", "c.csv"], 1, "MISSING_VALUE");
    const { out } = await at.run(["predict", "k.json", "c.csv", "--bad-rows", "empty"]);
    expect(column(out, "segment")).toEqual([String(kMeans.predict([[1, 2]])[0]), ""]);
  });

  it("gives the distance to the centroid of the segment, bit for bit", async () => {
    const at = await fitted(), { decode } = await import("../../src");
    const model = decode(await at.read("m.json"), "Segmentation"), { out } = await at.run(["predict", "m.json", "c.csv"]);
    const away = model.transform([{ age: 20, orders: 1, pays: "card" }]).toRows()[0]!;
    expect(Number(column(out, "distance")[0])).toBe(Math.min(...away));
  });
});

describe("predict with rows that cannot be scored", () => {
  const GUIDE = ["--recipe", "guide"], rows = "age,orders,pays\n20,1,card\n61,9,gold\n,2,card\n22,x,card\n\"60\n\",9,cash\n21,1,gold\n";

  it("stops at the first row that is refused, and names its line and what to do", async () => {
    const at = await fitted(GUIDE);
    const unseen = await expectRefused(at, ["predict", "m.json", "-", "-o", "s.csv"], 1, "UNSEEN_CATEGORY", { input: rows });
    expect(unseen.err).toContain('"gold" in line 3');
    expect(unseen.err).toContain("--bad-rows empty");
    const missing = await expectRefused(at, ["predict", "m.json", "-"], 1, "MISSING_VALUE", { input: "age,orders,pays\n\n20,1,card\n,1,card\n61,9,gold\n" });
    expect(missing.err).toContain("in line 4");
  });

  it("--bad-rows empty leaves them blank, and counts them by reason on stderr", async () => {
    const at = await fitted(GUIDE), { code, out, err } = await at.run(["predict", "m.json", "-", "--bad-rows", "empty"], { input: rows });
    expect(code).toBe(0);
    const lines = out.trimEnd().split("\n");
    expect(lines[2]).toBe("61,9,gold,,");
    expect(lines[3]).toBe(",2,card,,");
    expect(lines[4]).toBe("22,x,card,,");
    expect(lines[6]).toMatch(/^",9,cash,[01],\d/);
    expect(err).toContain("4 of 6 rows could not be scored:");
    expect(err).toContain('  2: requires column "pays" to hold categories it knows ("card", "cash"), first got "gold" in line 3 [UNSEEN_CATEGORY]');
    expect(err).toContain('"x" in line 5 [COLUMN_TYPE]');
    expect((await at.run(["predict", "m.json", "-", "--bad-rows", "empty", "--quiet"], { input: rows })).err).toBe("");
  });

  it("says so in JSON, too", async () => {
    const at = await fitted(GUIDE), { out } = await at.run(["predict", "m.json", "-", "--bad-rows", "empty", "-o", "s.csv", "--json", "--quiet"], { input: rows });
    expect(JSON.parse(out)).toMatchObject({ rows: 6, badRows: 4, reasons: [{ code: "UNSEEN_CATEGORY", rows: 2 }, { rows: 1 }, { rows: 1 }] });
  });

  it("names the line of an object of NDJSON", async () => {
    const at = await fitted(GUIDE), input = '{"age":20,"orders":1,"pays":"card"}\n\n{"age":"old","orders":1,"pays":"card"}\n';
    const { err } = await expectRefused(at, ["predict", "m.json", "-", "--format", "ndjson"], 1, "COLUMN_TYPE", { input });
    expect(err).toContain('"old" in line 3');
  });

  it("a model of the default recipe scores missing values and new categories", async () => {
    const at = await fitted(), { code, out } = await at.run(["predict", "m.json", "-"], { input: "age,orders,pays\n,1,card\n20,,\n61,9,gold\n" });
    expect(code).toBe(0);
    expect(column(out, "segment").every((label) => label !== "")).toBe(true);
  });

  it("text among numbers is refused by the default recipe too", async () => {
    const { err } = await expectRefused(await fitted(), ["predict", "m.json", "-"], 1, "COLUMN_TYPE", { input: "age,orders,pays\n20,many,card\n" });
    expect(err).toContain('"many" in line 2');
  });

  it("a missing column is refused whatever the policy", async () => {
    const at = await fitted();
    for (const policy of ["error", "empty"]) await expectRefused(at, ["predict", "m.json", "-", "--bad-rows", policy], 1, "MISSING_COLUMN", { input: "age,pays\n20,card\n" });
    await expectRefused(at, ["predict", "m.json", "-", "--format", "ndjson"], 1, "MISSING_COLUMN", { input: '{"age":20,"pays":"card"}' });
  });
});

describe("predict on a long stream", () => {
  it("writes batches before the input ends, in bounded memory", async () => {
    const at = await fitted(), total = 200_000, chunk = 1000;
    let sent = 0, written = 0, first = 0, heap = 0;
    async function* rows(): AsyncGenerator<string> {
      yield "age,orders,pays\n";
      for (; sent < total; sent += chunk) {
        heap = Math.max(heap, process.memoryUsage().heapUsed);
        yield await Promise.resolve(Array.from({ length: chunk }, (_, i) => `${20 + (i % 50)},${1 + (i % 9)},${i % 2 ? "card" : "cash"}\n`).join(""));
      }
    }
    const before = process.memoryUsage().heapUsed;
    const stdout = { write: async (text: string) => {
      if (written === 0) first = sent;
      written += text.split("\n").length - 1;
      await Promise.resolve();
    } };
    expect((await at.run(["predict", "m.json", "-"], { stdin: rows(), stdout })).code).toBe(0);
    expect(written).toBe(total + 1);
    expect(first).toBeLessThan(total / 10);
    expect((heap - before) / 2 ** 20).toBeLessThan(200);
  });

  it("waits for a slow reader", async () => {
    const at = await fitted();
    let open = 0, most = 0;
    const stdout = { write: async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 5));
      open--;
    } };
    await at.run(["predict", "m.json", "-"], { stdin: stream(Array.from({ length: 20 }, (_, i) => (i ? customers(1000).split("\n").slice(1).join("\n") : customers(1000)))), stdout });
    expect(most).toBe(1);
  });

  it("ends quietly when its reader has enough", async () => {
    const at = await fitted(), closed = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    const stdout = { write: () => Promise.reject(closed) };
    expect(await at.run(["predict", "m.json", "c.csv"], { stdout })).toMatchObject({ code: 0, err: "" });
  });

  it("predictCommand gives what it did", async () => {
    const at = await fitted();
    await expect(predictCommand({ model: "m.json", file: "c.csv", output: "s.csv", quiet: true }, { cwd: at.path })).resolves.toMatchObject({ rows: 40, badRows: 0, written: "s.csv" });
  });
});
