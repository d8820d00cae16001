import { createReadStream, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test, type TestContext } from "vitest";
import type { Table } from "../../../src/data";
import { readCsv, streamCsv } from "../../../src/data/csv";

const pathOf = (name: string): string => fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));

/** Skips a test where the public data sets are not there. */
function need(context: TestContext, name: string): string {
  const path = pathOf(name);
  context.skip(!existsSync(path), `${path} is not there: it is public data that is not shipped with segmentry`);
  return path;
}

const missing = (table: Table, name: string): number => table.column(name).filter((value) => value === null).length;

describe("readCsv(source) reads public data", () => {
  test("readCsv(source) reads online_retail.csv with its known totals", async (context) => {
    const table = await readCsv(createReadStream(need(context, "online_retail/online_retail.csv")));
    const quantity = table.column("Quantity") as number[], price = table.column("UnitPrice") as number[];
    expect([table.rows, table.columns]).toEqual([541_909, 8]);
    expect(missing(table, "CustomerID")).toBe(135_080);
    expect(Math.abs(quantity.reduce((sum, count, row) => sum + count * price[row]!, 0) - 9_747_747.934)).toBeLessThan(1e-3);
    expect(table.schema).toEqual({
      InvoiceNo: "categorical", StockCode: "categorical", Description: "categorical", Quantity: "numeric",
      InvoiceDate: "date", UnitPrice: "numeric", CustomerID: "id", Country: "categorical",
    });
    expect(table.store("InvoiceNo").type).toBe("text");
  });

  test("streamCsv(source) streams online_retail.csv", async (context) => {
    let rows = 0;
    for await (const batch of streamCsv(createReadStream(need(context, "online_retail/online_retail.csv")), { columns: ["InvoiceNo"] })) rows += batch.length;
    expect(rows).toBe(541_909);
  });

  test("readCsv(source) reads marketing_campaign.csv: semicolons, a byte order mark, 24 missing incomes", async (context) => {
    const table = await readCsv(createReadStream(need(context, "marketing_campaign/marketing_campaign.csv")));
    expect([table.rows, table.columns, table.names[0]]).toEqual([2240, 29, "ID"]);
    expect(missing(table, "Income")).toBe(24);
    expect(table.schema).toMatchObject({ ID: "id", Income: "numeric", Education: "categorical", Dt_Customer: "date" });
  });

  test("readCsv(source) reads bank-full.csv: semicolons and quotes", async (context) => {
    const table = await readCsv(createReadStream(need(context, "bank_marketing/bank-full.csv")));
    expect([table.rows, table.columns]).toEqual([45_211, 17]);
    expect(table.names.slice(0, 2)).toEqual(["age", "job"]);
    expect(table.schema).toMatchObject({ age: "numeric", job: "categorical", y: "categorical" });
  });

  test("readCsv(source) reads Telco-Customer-Churn.csv: 11 blank TotalCharges among numbers", async (context) => {
    const table = await readCsv(createReadStream(need(context, "telco_churn/Telco-Customer-Churn.csv")));
    expect([table.rows, table.columns]).toEqual([7043, 21]);
    expect(table.schema).toMatchObject({ customerID: "id", TotalCharges: "numeric", gender: "categorical" });
    expect(missing(table, "TotalCharges")).toBe(11);
  });
});
