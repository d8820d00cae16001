import { describe, expect, test } from "vitest";
import { parseCsv, type CsvOptions } from "../../../src/data/csv";
import type { Column } from "../../../src/data";
import { expectRefusal } from "./helpers";

const fileOf = (name: string, values: readonly string[]): string => [`${name};z`, ...values.map((value) => `${value};0`)].join("\n");

const column = (values: readonly string[], options: CsvOptions = {}, name = "a"): Column => parseCsv(fileOf(name, values), options).store(name);

const read = (values: readonly string[], options: CsvOptions = {}): unknown[] => parseCsv(fileOf("a", values), options).column("a");

describe("parseCsv(text) infers types from all values", () => {
  test("parseCsv(text) reads numbers, blank ones missing", () => {
    expect(read(["1", "", " -2.5 ", "+3e2", "  ", ".5"])).toEqual([1, null, -2.5, 300, null, 0.5]);
    expect(column(["1", ""])).toMatchObject({ type: "number", kind: "numeric" });
  });

  test("parseCsv(text) takes NA, N/A, NaN, null, NULL and None for missing among numbers", () => {
    expect(read(["NA", "N/A", "NaN", "null", "NULL", "None", "1"])).toEqual([null, null, null, null, null, null, 1]);
  });

  test("parseCsv(text) takes them for text among text, and where no number is", () => {
    expect(read(["NA", "x", ""])).toEqual(["NA", "x", null]);
    expect(read(["NA", "None"])).toEqual(["NA", "None"]);
    expect(read(["na", "1"])).toEqual(["na", "1"]);
  });

  test("parseCsv(text) keeps integers with leading zeros as text, codes as they are", () => {
    expect(read(["007", "12"])).toEqual(["007", "12"]);
    expect(read(["12", "01234", ""])).toEqual(["12", "01234", null]);
  });

  test("parseCsv(text) takes a zero and fractions below one for numbers", () => {
    expect(read(["0", "0.5", "-0", "00.5"])).toEqual([0, 0.5, -0, 0.5]);
  });

  test("parseCsv(text) keeps integers that no number holds as text", () => {
    expect(read(["12345678901234567", "12345678901234568"])).toEqual(["12345678901234567", "12345678901234568"]);
    expect(read(["9007199254740991", "1"])).toEqual([9007199254740991, 1]);
  });

  test("parseCsv(text) reads true and false in any case", () => {
    expect(column(["true", "FALSE", "True", ""])).toMatchObject({ type: "boolean", kind: "numeric" });
    expect(read(["true", "FALSE", "True", ""])).toEqual([true, false, true, null]);
    expect(read(["true", "yes"])).toEqual(["true", "yes"]);
    expect(read(["true", "1"])).toEqual(["true", "1"]);
  });

  test("parseCsv(text) reads ISO 8601 dates", () => {
    expect(column(["2024-02-29", ""])).toMatchObject({ type: "date", kind: "date" });
    expect(read(["2024-02-29", "", "2010-12-01 08:26:00"])).toEqual([new Date("2024-02-29T00:00Z"), null, new Date("2010-12-01T08:26Z")]);
    expect(read(["2024-02-29", "2024-02-30"])).toEqual(["2024-02-29", "2024-02-30"]);
  });

  test("parseCsv(text) keeps text exactly", () => {
    expect(read([" x", "x ", "1", "x"])).toEqual([" x", "x ", "1", "x"]);
    expect(column([" x", "x"])).toMatchObject({ type: "text", kind: "categorical", levels: [" x", "x"] });
  });

  test("parseCsv(text) takes a column without values for numbers", () => {
    expect(column(["", " "])).toMatchObject({ type: "number", kind: "numeric", values: Float64Array.of(NaN, NaN) });
  });

  test("parseCsv(text) infers ids by name, whatever their type", () => {
    expect(column(["17850.0", ""], {}, "CustomerID")).toMatchObject({ type: "number", kind: "id" });
    expect(column(["C1", "2"], {}, "order_id")).toMatchObject({ type: "text", kind: "id" });
  });

  test("parseCsv(text) refuses a number that overflows, by its column and line", () => {
    expectRefusal(() => column(["1", "2", "1e999"]), "NOT_FINITE", '"a"', '"1e999" in line 4');
    expectRefusal(() => column(["-1e999"]), "NOT_FINITE", "line 2");
    expect(read(["1e999", "x"])).toEqual(["1e999", "x"]);
  });

  test("parseCsv(text) counts lines within quotes for a number that overflows", () => {
    expectRefusal(() => parseCsv('a,b\n"1","x\ny"\n\n1e999,x\n'), "NOT_FINITE", "line 5");
  });
});

describe("parseCsv(text, { schema })", () => {
  const of = (values: readonly string[], kind: "numeric" | "categorical" | "date" | "id" | "ignore"): unknown[] => read(values, { schema: { a: kind } });

  test("parseCsv(text, { schema }) reads numeric columns, also of codes", () => {
    expect(of(["007", "NA", "", "12345678901234567"], "numeric")).toEqual([7, null, null, 12345678901234568]);
  });

  test("parseCsv(text, { schema }) refuses text in a numeric column, by its column and line", () => {
    expectRefusal(() => of(["1", "1.5", "many"], "numeric"), "COLUMN_TYPE", '"a"', '"many" in line 4', "categorical");
    expectRefusal(() => of(["true"], "numeric"), "COLUMN_TYPE", "numbers");
    expectRefusal(() => of(["1e999"], "numeric"), "NOT_FINITE", "line 2");
  });

  test.each(["categorical", "id", "ignore"] as const)("parseCsv(text, { schema }) keeps the text of %s columns exactly", (kind) => {
    expect(of(["17850.0", "", "NA", "007", "true", "1e999"], kind)).toEqual(["17850.0", null, "NA", "007", "true", "1e999"]);
    expect(column(["1"], { schema: { a: kind } })).toMatchObject({ type: "text", kind });
  });

  test("parseCsv(text, { schema }) reads dates and refuses all else", () => {
    expect(of(["2024-01-02", ""], "date")).toEqual([new Date("2024-01-02"), null]);
    expectRefusal(() => of(["2024-01-02", "02/01/2024"], "date"), "COLUMN_TYPE", '"02/01/2024" in line 3', "ISO 8601");
  });

  test("parseCsv(text, { schema, missing }) takes stated texts for missing", () => {
    expect(read(["-1", "2"], { schema: { a: "numeric" }, missing: ["-1"] })).toEqual([null, 2]);
    expect(read(["?", "x"], { schema: { a: "categorical" }, missing: ["?"] })).toEqual([null, "x"]);
  });

  test("parseCsv(text, { schema, columns }) takes a schema of columns that are not kept", () => {
    expect(parseCsv("a,b\n1,2\n", { schema: { b: "id" }, columns: ["a"] }).names).toEqual(["a"]);
  });
});
