import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { valueAt, type Column } from "../../../src/data";
import { parseCsv } from "../../../src/data/csv";
import { InferringBuilder } from "../../../src/data/csv/inferring-builder";
import { expectRefusal } from "./helpers";

const MOST = 4;

function build(texts: readonly string[], mostLevels: number, missing: readonly string[] = []): Column {
  const builder = new InferringBuilder({ who: "test", name: "a", missing: new Set(missing), where: (row) => `in line ${row + 2}` }, mostLevels);
  for (const text of texts) builder.append(text);
  return builder.finish();
}

const many = (texts: readonly string[], missing: readonly string[] = []): Column => build(texts, MOST, missing);
const values = (column: Column, rows: number): unknown[] => Array.from({ length: rows }, (_, row) => valueAt(column, row));
const NUMBERS = ["1", "2.5", "", "-3", "4", "1", "5", "6"];

describe("InferringBuilder of very many distinct numbers", () => {
  test("InferringBuilder.finish() gives the same numbers without their texts", () => {
    expect(many(NUMBERS)).toEqual(build(NUMBERS, 1000));
    expect(many(["1.50", "2.0", "NA", "3", "4", "5", "null", "6e2"])).toEqual(build(["1.5", "2", "", "3", "4", "5", "", "600"], 1000));
  });

  test("InferringBuilder.append(text) goes back to text exactly", () => {
    for (const text of ["x", "007", "12345678901234567", "true"]) {
      expect(many([...NUMBERS, text, "7", "x"])).toEqual(build([...NUMBERS, text, "7", "x"], 1000));
    }
  });

  test("InferringBuilder.append(text) refuses text behind numbers whose texts are lost, by its line", () => {
    for (const lost of ["2.50", "+7", "NA", "-0", "1e3", " 7"]) {
      expectRefusal(() => many([...NUMBERS, lost, "x"]), "COLUMN_TYPE", '"a"', '"x" in line 11', '{ "a": "categorical" }');
      expectRefusal(() => many([lost, ...NUMBERS, "x"]), "COLUMN_TYPE", '"x" in line 11');
    }
  });

  test("InferringBuilder.append(text) knows texts that mean missing", () => {
    expect(values(many([...NUMBERS, "-999", "?", "8"], ["-999", "?"]), 11).slice(8)).toEqual([null, null, 8]);
    expect(values(many([...NUMBERS, "-999", "?", "x"], ["-999", "?"]), 11).slice(8)).toEqual([null, null, "x"]);
  });

  test("InferringBuilder.append(text) refuses a number that overflows", () => {
    expectRefusal(() => many([...NUMBERS, "1e999"]), "NOT_FINITE", "line 10");
    expectRefusal(() => many(["1e999", ...NUMBERS]), "NOT_FINITE", "line 2");
  });

  test("InferringBuilder.append(text) keeps many distinct texts, dates and codes as they are", () => {
    for (const texts of [["a", "b", "c", "d", "e", "f"], ["01", "2", "3", "4", "5", "6"], ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05"]]) {
      expect(many(texts)).toEqual(build(texts, 1000));
    }
  });

  test("InferringBuilder gives what it gives of few, or refuses", () => {
    const cell = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -9, max: 99 }).map(String) }, fc.constantFrom("", "1.5", "2.50", "NA", "x", "01", " 3"));
    fc.assert(fc.property(fc.array(cell, { minLength: 1, maxLength: 30 }), (texts) => {
      let column: Column;
      try {
        column = many(texts);
      } catch (error) {
        expect(error).toMatchObject({ code: "COLUMN_TYPE" });
        return;
      }
      expect(column).toEqual(build(texts, 1000));
    }), { numRuns: 2000 });
  });

  test("parseCsv(text) reads a column of 70,000 distinct numbers, and turns it into text for a text at its end", () => {
    const lines = Array.from({ length: 70_000 }, (_, i) => `${i};${i / 8}`).join("\n");
    const table = parseCsv(`a;b\n${lines}\n`);
    expect(table.store("b")).toMatchObject({ type: "number", kind: "numeric" });
    expect(table.column("b")[69_999]).toBe(69_999 / 8);
    const mixed = parseCsv(`a;b\n${lines}\n1;x\n`);
    expect(mixed.store("b")).toMatchObject({ type: "text", kind: "categorical" });
    expect(mixed.column("b").slice(-2)).toEqual(["8749.875", "x"]);
  });
});
