import { describe, expect, test } from "vitest";
import type { ColumnSpec } from "../../../src/data";
import { parseCsv, recordsToTable, streamBatches } from "../../../src/data/csv";
import { expectRefusal } from "./helpers";

const SPECS: ColumnSpec[] = [
  { name: "id", kind: "id", type: "text" }, { name: "amount", kind: "numeric", type: "number" },
  { name: "member", kind: "numeric", type: "boolean" }, { name: "since", kind: "date", type: "date" },
];
const row = (id: string | null, amount: string | null, member: string | null, since: string | null) => ({ since, id, amount, member });

describe("recordsToTable(who, records, specs)", () => {
  test("recordsToTable(who, records, specs) reads text as the types say, in the order of the specs", () => {
    const table = recordsToTable("test", [row("007", " 1.50", "TRUE", "2024-01-01"), row(null, "NA", null, null), row("1", "2", "false", null)], SPECS);
    expect(table.specs).toEqual(SPECS);
    expect(table.toRows()).toEqual([["007", 1.5, true, new Date("2024-01-01")], [null, null, null, null], ["1", 2, false, null]]);
  });

  test("recordsToTable(who, records, specs) infers nothing", () => {
    const table = recordsToTable("test", [{ a: "1", b: "x" }, { a: "2", b: "y" }], [{ name: "a", kind: "categorical", type: "text" }]);
    expect(table.names).toEqual(["a"]);
    expect(table.column("a")).toEqual(["1", "2"]);
  });

  test("recordsToTable(who, records, specs) gives for batches what parseCsv gave for the file", async () => {
    const text = `order_id,amount,country,member,at\n${Array.from({ length: 300 }, (_, i) => `0${i},${i % 9 ? i / 4 : ""},${i % 2 ? "NA" : "FR"},${i % 3 === 0},2024-01-01`).join("\n")}`;
    const table = parseCsv(text);
    for await (const { records } of streamBatches("test", text)) expect(recordsToTable("test", records, table.specs).toRows()).toEqual(table.toRows());
  });

  test("recordsToTable(who, records, specs) refuses other text, by its column and row", () => {
    expectRefusal(() => recordsToTable("test", [row("1", "many", null, null)], SPECS), "COLUMN_TYPE", '"amount"', '"many" at row index 0');
    expectRefusal(() => recordsToTable("test", [row("1", "1", "yes", null)], SPECS), "COLUMN_TYPE", '"member"', "true or false", '"yes"');
    expectRefusal(() => recordsToTable("test", [row("1", "1", "NA", null)], SPECS), "COLUMN_TYPE", '"member"');
    expectRefusal(() => recordsToTable("test", [row("1", "1", null, "1/2/24")], SPECS), "COLUMN_TYPE", '"since"', '"1/2/24"');
    expectRefusal(() => recordsToTable("test", [row("1", "-1e999", null, null)], SPECS), "NOT_FINITE", '"amount"');
  });

  test("recordsToTable(who, records, specs, lineOf) names the line of the file", async () => {
    for await (const { records, lineOf } of streamBatches("test", 'amount,note\n1,"x\ny"\n\nmany,z\n')) {
      expectRefusal(() => recordsToTable("customers.csv", records, [SPECS[1]!], lineOf), "COLUMN_TYPE", "customers.csv requires", '"many" in line 5');
    }
  });

  test("recordsToTable(who, records, specs) refuses columns that are not there, and no rows", () => {
    expectRefusal(() => recordsToTable("test", [{ id: "1", amount: "1" }], SPECS), "MISSING_COLUMN", '"member", "since"', 'only "id", "amount"');
    expectRefusal(() => recordsToTable("test", [{}], [{ name: "constructor", kind: "numeric", type: "number" }]), "MISSING_COLUMN");
    expectRefusal(() => recordsToTable("test", [], SPECS), "EMPTY_DATA");
  });
});
