import { describe, expect, it } from "vitest";
import { KMeans, LabelEncoder, Pipeline } from "../../src";
import { parseCsv } from "../../src/csv";
import { PowerTransformer, Winsorizer } from "../../src/prepare";
import { NO_DATA, sharedData } from "../support/fixtures";
import { expectRefused, folder } from "./support";

const ORDERS = ["InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID", ...Array.from({ length: 60 }, (_, i) => {
  const customer = 100 + (i % 12), day = 1 + ((i * 7) % 28), quantity = i % 17 === 0 ? -1 : 1 + (i % 4);
  return `${500 + Math.floor(i / 2)},${quantity},2011-${i % 2 === 0 ? "11" : "12"}-${String(day).padStart(2, "0")} 08:26:00,${2 + (customer % 5)}.55,${i === 5 ? "" : `${customer}.0`}`;
})].join("\n");

describe("segmentry rfm", () => {
  it("finds the columns, scores the customers, and writes them and the model", async () => {
    const at = await folder({ "orders.csv": ORDERS }), { code, out, err } = await at.run(["rfm", "orders.csv", "-o", "scored.csv", "--save", "rfm.json"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/orders\.csv: 12 customers with \d+ orders, of 60 rows/);
    expect(out).toContain("customer CustomerID, date InvoiceDate, amount Quantity x UnitPrice, order InvoiceNo");
    expect(out).toContain("1 row without a customer left out");
    const scored = parseCsv(await at.read("scored.csv"), { schema: { cell: "categorical" } }).toRecords();
    expect(scored).toHaveLength(12);
    expect(Object.keys(scored[0]!)).toEqual(expect.arrayContaining(["CustomerID", "recency", "frequency", "monetary", "R", "F", "M", "cell", "segment"]));
    expect(await at.list()).toEqual(["orders.csv", "rfm.json", "scored.csv"]);
    expect((await at.run(["rfm", "orders.csv", "-o", "scored.csv", "--quiet"])).out).toBe("");
    expect((await at.run(["rfm", "orders.csv", "--quiet"])).out).toMatch(/^segment /);
  });

  it("scores by a saved model as before, whatever the file: a customer alone has the scores that it had among all", async () => {
    const lines = ORDERS.split("\n"), alone = [lines[0], ...lines.slice(1).filter((line) => line.endsWith(",103.0"))].join("\n");
    const at = await folder({ "orders.csv": ORDERS, "alone.csv": alone }), reference = ["--reference", "2011-12-31"];
    await at.run(["rfm", "orders.csv", "-o", "all.csv", "--save", "rfm.json", ...reference]);
    const { code, out } = await at.run(["rfm", "alone.csv", "--model", "rfm.json", "-o", "one.csv", "--json", ...reference]);
    expect(code).toBe(0);
    const row = (await at.read("one.csv")).split("\n")[1]!;
    expect((await at.read("all.csv")).split("\n")).toContain(row);
    expect(JSON.parse(out)).toMatchObject({ bins: 5, counts: { customers: 1 }, warnings: [], written: ["one.csv"], columns: { amount: ["Quantity", "UnitPrice"] } });
  });

  it("writes a model that inspect knows, as it knows pipelines of the stages of segmentry/prepare", async () => {
    const customers = Array.from({ length: 40 }, (_, i) => ({ AGE: 20 + (i % 30), SPENT: Math.exp(i % 8) }));
    const pipeline = new Pipeline([new LabelEncoder(), new Winsorizer(), new PowerTransformer({ columns: ["SPENT"] }), new KMeans({ k: 2, seed: 1 })]).fit(customers);
    const at = await folder({ "orders.csv": ORDERS, "pipeline.json": JSON.stringify(pipeline), "new.csv": "AGE,SPENT\n25,9\n" });
    await at.run(["rfm", "orders.csv", "--save", "rfm.json"]);
    expect((await at.run(["inspect", "rfm.json"])).out).toContain("5 scores each of recency, frequency, monetary, 11 segments");
    expect((await at.run(["inspect", "pipeline.json"])).out).toMatch(/Winsorizer +2 of 2 columns\nPowerTransformer +1 of 2 columns/);
    expect((await at.run(["predict", "pipeline.json", "new.csv"])).out).toBe(`AGE,SPENT,segment,distance\n25,9,${pipeline.predict([{ AGE: 25, SPENT: 9 }])[0]},${Math.min(...pipeline.transform([{ AGE: 25, SPENT: 9 }]).toRows()[0]!)}\n`);
    await expectRefused(at, ["predict", "rfm.json", "new.csv"], 1, "UNSUPPORTED");
  });

  it("takes maps of segments and rules of one's own", async () => {
    const rules = JSON.stringify([{ name: "recent", recency: [4, 5] }]), at = await folder({ "orders.csv": ORDERS, "rules.json": rules, "broken.json": "[", "null.json": "null", "zero.json": "0" });
    expect((await at.run(["rfm", "orders.csv", "--segments", "10"])).out).toMatch(/Champions|Lost|At Risk/);
    const own = await at.run(["rfm", "orders.csv", "--segments", "rules.json"]);
    expect(own.out).toMatch(/recent .*\nOthers /);
    expect(own.out).toContain('75 of 125 cells have no rule, they are "Others"');
    await expectRefused(at, ["rfm", "orders.csv", "--segments", "broken.json"], 1, "INVALID_JSON");
    for (const [file, found] of [["null.json", "null"], ["zero.json", "0"]] as const) {
      expect((await expectRefused(at, ["rfm", "orders.csv", "--segments", file], 1, "INVALID_OPTION")).err).toContain(`RFM requires segments to be a list of at most 200 rules, got ${found}`);
    }
  });

  it("refuses with the line, the rule and the remedy; nothing is written", async () => {
    const at = await folder({
      "us.csv": "customer_id,order_date,amount\nada,12/9/2011,5\nbob,12/10/2011,6\n", "plain.csv": "name,colour\nada,red\n", "orders.csv": ORDERS, "empty.csv": "customer_id,order_date,amount\n",
      "junk.json": "{}", "one.txt": "customer id  date amount\n 1 20240101 5\n", "money.csv": "customer_id,order_date,amount\nada,2011-12-09,\"1,200\"\n",
    });
    const us = await expectRefused(at, ["rfm", "us.csv", "-o", "x.csv"], 1, "COLUMN_TYPE");
    expect(us.err).toContain('us.csv requires column "order_date" to hold dates as ISO 8601 (2011-12-09 or 2011-12-09 08:26:00), got "12/9/2011" in line 2, one of 2 such rows among 2; state --date-format mdy or dmy');
    expect((await at.run(["rfm", "us.csv", "--date-format", "mdy"])).out).toContain("Counted to  2011-12-11");
    expect((await expectRefused(at, ["rfm", "plain.csv"], 1, "MISSING_COLUMN")).err).toContain("state it with --customer");
    expect((await expectRefused(at, ["rfm", "money.csv"], 1, "NOT_NUMERIC")).err).toContain('"1,200" in line 2');
    await expectRefused(at, ["rfm", "empty.csv"], 1, "EMPTY_DATA");
    await expectRefused(at, ["rfm", "orders.csv", "--date", "When"], 1, "MISSING_COLUMN");
    await expectRefused(at, ["rfm", "orders.csv", "--reference", "2011-01-01"], 1, "INVALID_OPTION");
    await at.run(["rfm", "orders.csv", "-o", "scored.csv"]);
    expect((await expectRefused(at, ["rfm", "scored.csv"], 1, "WRONG_COLUMNS")).err).toContain("give the file of orders");
    expect((await expectRefused(at, ["rfm", "one.txt"], 1, "MISSING_COLUMN")).err).toContain("--delimiter");
    await expectRefused(at, ["rfm", "orders.csv", "--model", "junk.json"], 1, "UNKNOWN_KIND");
    for (const args of [["--quantity", "Quantity"], ["--amount", "UnitPrice", "--quantity", "Quantity", "--price", "UnitPrice"], ["--model", "junk.json", "--bins", "4"], ["--bins", "4"], ["--segments", "12"], ["--bins", "12"], ["--binning", "ntile"], ["--bins", "five"]]) {
      const { code, err } = await at.run(["rfm", "orders.csv", ...args]);
      expect([args, code, err !== ""]).toEqual([args, 2, true]);
    }
  });

  it("gives R, F, M and all scores of an independent analysis for all 4,338 customers of the raw Online Retail file", async (context) => {
    const raw = sharedData("online_retail/online_retail.csv"), scores = sharedData("online_retail_rfm_reference/rfm_scores_5.csv");
    if (raw === null || scores === null) return context.skip(NO_DATA);
    const at = await folder({ "orders.csv": raw });
    expect((await at.run(["rfm", "orders.csv", "--binning", "rank", "--reference", "2011-12-10", "-o", "scored.csv", "--quiet"])).code).toBe(0);
    const ours = new Map(parseCsv(await at.read("scored.csv")).toRecords().map((row) => [row.CustomerID, row]));
    const theirs = parseCsv(scores).toRecords();
    expect(ours.size).toBe(4338);
    for (const { CustomerID, Recency, Frequency, Monetary, RScore, FScore, MScore } of theirs) {
      const own = ours.get(CustomerID)!;
      expect([CustomerID, own.recency, own.frequency, Math.round(100 * (own.monetary as number)), own.R, own.F, own.M]).toEqual([CustomerID, Recency, Frequency, Math.round(100 * (Monetary as number)), RScore, FScore, MScore]);
    }
  });
});

describe("segmentry features", () => {
  it("writes one row a customer to stdout, and what was counted how to stderr", async () => {
    const at = await folder({ "orders.csv": ORDERS }), { code, out, err } = await at.run(["features", "orders.csv"]);
    expect(code).toBe(0);
    expect(out.split("\n")[0]).toBe("CustomerID,recency,frequency,monetary,averageOrderValue,tenure,daysBetweenOrders,firstDate,lastDate,returns,returned,weekendShare,nightShare,morningShare,afternoonShare,eveningShare");
    expect(out.trimEnd().split("\n")).toHaveLength(13);
    expect(err).toContain("12 customers with");
    expect((await at.run(["features", "orders.csv", "--quiet"])).err).toBe("");
  });

  it("reads NDJSON and stdin, writes a file that fit takes, and says so as JSON", async () => {
    const lines = Array.from({ length: 80 }, (_, i) => JSON.stringify({ customer_id: i % 40, order_date: `2024-0${1 + (i % 6)}-1${i % 9}`, total: 5 + (i % 40 < 20 ? 0 : 300) + (i % 7), category: i % 3 === 0 ? "tea" : "cups" })).join("\n");
    const at = await folder(), { code, out } = await at.run(["features", "-", "--format", "ndjson", "--category", "category", "-o", "customers.csv", "--json"], { input: lines });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ counts: { customers: 40, orders: 80 }, features: expect.arrayContaining(["share of tea", "share of cups"]) as unknown, written: "customers.csv" });
    expect((await at.run(["fit", "customers.csv", "-o", "model.json", "--k", "2", "--quiet"])).code).toBe(0);
    const { code: refused } = await at.run(["features", "customers.csv", "--json"]);
    expect(refused).toBe(2);
  });

  it("takes columns that only late lines of NDJSON have as if the first had named them, and refuses such as change the others", async () => {
    const early = Array.from({ length: 3000 }, (_, i) => ({ buyer: `c${i % 40}`, order_date: `2024-0${1 + (i % 6)}-11`, total: 5 + (i % 7) })), late = early.map((one, i) => ({ ...one, invoice_no: Math.floor(i / 80), kind: "tea" }));
    const lines = (...records: object[]): string => records.map((one) => JSON.stringify(one)).join("\n"), read = (out: string): object => ({ ...(JSON.parse(out) as object), file: "" });
    const at = await folder({
      "late.ndjson": lines(...early, ...late), "named.ndjson": lines({ ...early[0], invoice_no: null, kind: null }, ...early.slice(1), ...late), "changed.ndjson": lines(...early, { ...early[0], customer_id: "x" }),
    });
    for (const args of [[], ["--category", "kind"], ["--category", "kind", "--order", "invoice_no"], ["--category", "kind", "--order", "kind"]]) {
      const [one, other] = [await at.run(["features", "late.ndjson", "-o", "late.csv", "--json", ...args]), await at.run(["features", "named.ndjson", "-o", "named.csv", "--json", ...args])];
      expect([one.code, read(one.out)]).toEqual([0, { ...read(other.out), written: "late.csv" }]);
      expect(await at.read("late.csv")).toBe(await at.read("named.csv"));
      expect(read(one.out)).toMatchObject({ columns: { order: args.at(-1) === "kind" && args.length > 2 ? "kind" : "invoice_no" } });
    }
    expect((await expectRefused(at, ["rfm", "late.ndjson", "--order", "basket"], 1, "MISSING_COLUMN")).err).toContain('late.ndjson requires the column "basket", got only "buyer", "order_date", "total"');
    expect((await expectRefused(at, ["rfm", "late.ndjson", "--date", "day"], 1, "MISSING_COLUMN")).err).toContain('requires the column "day"');
    expect((await expectRefused(at, ["rfm", "changed.ndjson"], 1, "WRONG_COLUMNS")).err).toContain('changed.ndjson requires its first lines to name the column of customers, got "customer_id" in later lines beside "buyer"; state it with --customer');
    expect((await at.run(["rfm", "changed.ndjson", "--customer", "buyer", "--json"])).code).toBe(0);
  });
});

describe("segmentry describe", () => {
  it("prints a line a column and what to look at, writes Markdown, and prints JSON", async () => {
    const lines = Array.from({ length: 50 }, (_, i) => `${i},${i % 5 === 0 ? "" : i * i},red`), at = await folder({ "a.csv": ["id,money,colour", ...lines].join("\n") });
    const { code, out } = await at.run(["describe", "a.csv"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^a\.csv: 50 rows, 3 columns\n/);
    expect(out).toMatch(/money +number +10 \(20 %\) +40 /);
    expect(out).toContain("colour: always red");
    expect((await at.run(["describe", "a.csv", "-o", "a.md"])).out).toBe("");
    expect(await at.read("a.md")).toContain("| money | number | 10 (20 %) | 40 |");
    expect(JSON.parse((await at.run(["describe", "a.csv", "--json"])).out)).toMatchObject({ rows: 50, columns: [{ name: "id" }, { name: "money", missing: 10 }, { name: "colour" }] });
    await expectRefused(at, ["describe", "none.csv"], 1, "FILE_NOT_FOUND");
    expect((await at.run(["describe", "a.csv", "--json", "-o", "-"])).code).toBe(2);
  });
});
