import { describe, expect, test } from "vitest";
import { parseCsv, type CsvProgress } from "../../../src/data/csv";
import { expectRefusal } from "./helpers";

const rows = (text: string, options = {}): unknown[][] => parseCsv(text, options).toRows();

describe("parseCsv(text) reads the form", () => {
  test.each([[",", "comma"], [";", "semicolon"], ["\t", "tab"], ["|", "bar"]])("parseCsv(text) finds %j (%s)", (delimiter) => {
    const text = [`a${delimiter}b`, `x${delimiter}1`, `y${delimiter}2`].join("\n");
    expect(parseCsv(text).toRecords()).toEqual([{ a: "x", b: 1 }, { a: "y", b: 2 }]);
  });

  test("parseCsv(text) finds a semicolon beside decimal commas", () => {
    expect(rows("a;b\n1,5;2,5\n3,5;4,5")).toEqual([["1,5", "2,5"], ["3,5", "4,5"]]);
  });

  test("parseCsv(text) finds a delimiter by the first lines only of quoted text", () => {
    expect(rows('"a;1";"b"\n"x,y";"1"\n"z,w";"2"\n')).toEqual([["x,y", 1], ["z,w", 2]]);
  });

  test.each([["sep=;\n"], ["sep=;\r\n"], ["SEP=;\n"], ["\uFEFF\"sep=;\"\n"]])("parseCsv(text) takes the delimiter that the first line %j tells", (first) => {
    expect(rows(`${first}a;b,c\n1;2,3\n4;5,6\n`)).toEqual([[1, "2,3"], [4, "5,6"]]);
    expect(() => rows(`${first}a;b\n1;2\n3\n`)).toThrow("line 4");
    expect(rows(`${first}a|b\n1|2\n`, { delimiter: "|" })).toEqual([[1, 2]]);
  });

  test("parseCsv(text) of one column has no delimiter to find", () => {
    expect(parseCsv("a\n1\n2").toRecords()).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test("parseCsv(text, { delimiter }) takes the stated one", () => {
    expect(rows("a:b\n1:2\n", { delimiter: ":" })).toEqual([[1, 2]]);
    expect(rows("a;b,c\n1;2,3\n", { delimiter: ";" })).toEqual([[1, "2,3"]]);
  });

  test("parseCsv(text) removes a byte order mark", () => {
    expect(parseCsv("\ufeffa,b\n1,2").names).toEqual(["a", "b"]);
    expect(parseCsv('\ufeff"a",b\n1,2').names).toEqual(["a", "b"]);
  });

  test("parseCsv(text) keeps delimiters, doubled quotes and line ends within quotes", () => {
    expect(rows('a,b\n"x, ""y""","line 1\nline 2\r\nline 3"\n')).toEqual([['x, "y"', "line 1\nline 2\r\nline 3"]]);
  });

  test("parseCsv(text) takes a quote inside a field without quotes for text", () => {
    expect(rows('a,b\n5" pipe,2\n6" pipe,3\n')).toEqual([['5" pipe', 2], ['6" pipe', 3]]);
  });

  test.each([["\n", "LF"], ["\r\n", "CRLF"], ["\r", "CR"]])("parseCsv(text) ends records at %j (%s)", (newline) => {
    const text = ["a,b", '"x",y', 'z,"w"', "u,v"].join(newline);
    const expected = [["x", "y"], ["z", "w"], ["u", "v"]];
    expect(rows(text)).toEqual(expected);
    expect(rows(text + newline)).toEqual(expected);
  });

  test("parseCsv(text) ends records at LF and CRLF in one file", () => {
    expect(rows('a,b\nx,y\r\nz,"w"\r\nu,v\n')).toEqual([["x", "y"], ["z", "w"], ["u", "v"]]);
    expect(rows("a,b\r\nx,y\nu,v\r")).toEqual([["x", "y"], ["u", "v"]]);
  });

  test("parseCsv(text) passes blank lines over", () => {
    expect(rows("\n\na,b\n\n1,2\n  \r\n3,4\n\n\n")).toEqual([[1, 2], [3, 4]]);
    expect(rows("a\n1\n\n2\n")).toEqual([[1], [2]]);
  });

  test("parseCsv(text) keeps rows of nothing but missing values", () => {
    expect(rows("a,b\n,\n1,x\n")).toEqual([[null, null], [1, "x"]]);
  });

  test("parseCsv(text) trims the names of columns and calls one without a name after its number", () => {
    expect(parseCsv(" a ,, b\t\n1,2,3").names).toEqual(["a", "column 2", "b"]);
  });

  test("parseCsv(text) keeps a column called __proto__", () => {
    const table = parseCsv("__proto__,constructor\n1,x\n");
    expect(table.names).toEqual(["__proto__", "constructor"]);
    expect(table.column("__proto__")).toEqual([1]);
  });

  test("parseCsv(text) reads text longer than a piece", () => {
    const text = `id;note\n${Array.from({ length: 40_000 }, (_, i) => `${i};"note ""${i}"",\n${i % 7}"`).join("\r\n")}`;
    const table = parseCsv(text);
    expect(table.rows).toBe(40_000);
    expect(table.column("id")[39_999]).toBe(39_999);
    expect(table.column("note")[39_999]).toBe('note "39999",\n1');
  });
});

describe("parseCsv(text, options)", () => {
  test("parseCsv(text, { header }) names the columns of a file without a header line", () => {
    expect(parseCsv("1,x\n2,y", { header: ["a", "b"] }).toRecords()).toEqual([{ a: 1, b: "x" }, { a: 2, b: "y" }]);
  });

  test("parseCsv(text, { header }) finds the delimiter by the number of names", () => {
    expect(rows("1,5;2,5\n", { header: ["a", "b"] })).toEqual([["1,5", "2,5"]]);
  });

  test("parseCsv(text, { columns }) keeps these in this order", () => {
    const table = parseCsv("a,b,c\n1,x,3\n", { columns: ["c", "a"] });
    expect(table.toRecords()).toEqual([{ c: 3, a: 1 }]);
    expect(table.names).toEqual(["c", "a"]);
  });

  test("parseCsv(text, { columns }) does not read the others", () => {
    expect(parseCsv("a,b\n1,1e999\n", { columns: ["a"] }).rows).toBe(1);
  });

  test("parseCsv(text, { missing }) takes these texts for missing in any column", () => {
    expect(rows("a,b\n?,unknown\n1,?\n -999 ,x\n", { missing: ["?", "-999"] })).toEqual([[null, "unknown"], [1, null], [null, "x"]]);
  });

  test("parseCsv(text, { onProgress }) counts the rows and reports the end", () => {
    const reports: CsvProgress[] = [];
    parseCsv("a\n1\n2\n", { onProgress: (progress) => reports.push(progress) });
    expect(reports).toEqual([{ stage: "CSV", done: 2, total: Infinity }, { stage: "CSV", done: 2, total: 2 }]);
  });

  test("parseCsv(text, { signal }) throws the reason of an aborted signal", () => {
    const reason = new Error("enough");
    expect(() => parseCsv("a\n1\n", { signal: AbortSignal.abort(reason) })).toThrow(reason);
  });

  test("parseCsv(text, options) refuses wrong options", () => {
    const wrong = (options: object, ...words: string[]): void => expectRefusal(() => parseCsv("a\n1\n", options), "INVALID_OPTION", ...words);
    wrong({ delimeter: "," }, "delimeter");
    wrong({ delimiter: "" }, "delimiter", "one character");
    wrong({ delimiter: '"' }, "delimiter");
    wrong({ delimiter: "||" }, "delimiter");
    wrong({ missing: "NA" }, "missing");
    wrong({ columns: ["a", "a"] }, "columns");
    wrong({ columns: [] }, "columns");
    wrong({ header: [] }, "header");
    wrong({ schema: { a: "number" } }, "schema", '"a"', "numeric");
    wrong({ schema: [] }, "schema");
    expectRefusal(() => parseCsv(new Uint8Array(3) as unknown as string), "INVALID_OPTION", "readCsv");
  });
});

describe("parseCsv(text) refuses", () => {
  test.each(["", "\ufeff", "\n\n", "  \r\n"])("parseCsv(text) refuses text without a record (%j)", (text) => {
    expectRefusal(() => parseCsv(text), "EMPTY_DATA", "header line and at least one row");
  });

  test.each(["a,b", "a,b\n", "a,b\r\n\r\n"])("parseCsv(text) refuses a header only (%j)", (text) => {
    expectRefusal(() => parseCsv(text), "EMPTY_DATA", "at least one row below the header");
  });

  test("parseCsv(path) says that it takes text, not a path", () => {
    expectRefusal(() => parseCsv("data/customers.csv"), "EMPTY_DATA", "not its path");
  });

  test("parseCsv(text, { header }) refuses text without rows", () => {
    expectRefusal(() => parseCsv("\n", { header: ["a"] }), "EMPTY_DATA", "at least one row");
  });

  test("parseCsv(text) refuses a row of more or fewer fields than the header, by its line", () => {
    expectRefusal(() => parseCsv("a,b\n1,2\n1,2,3\n"), "RAGGED_ROWS", "2 fields", "3 in line 3");
    expectRefusal(() => parseCsv("a,b\n1,2\n\n1\n"), "RAGGED_ROWS", "2 fields", "1 in line 4");
  });

  test("parseCsv(text) counts lines within quotes and blank ones", () => {
    expectRefusal(() => parseCsv('a,b\n"1\n\n2",x\n\n3\n'), "RAGGED_ROWS", "1 in line 6");
    expectRefusal(() => parseCsv('a,b\r\n"1\r\n2",x\r\n\r\n3\r\n'), "RAGGED_ROWS", "1 in line 5");
    expectRefusal(() => parseCsv('a,b\r"1\r2",x\r\r3\r'), "RAGGED_ROWS", "1 in line 5");
    expectRefusal(() => parseCsv('a,"b\nc"\n1\n'), "RAGGED_ROWS", "1 in line 3");
  });

  test("parseCsv(text) refuses a header with a name twice", () => {
    expectRefusal(() => parseCsv("a,b, a\n1,2,3\n"), "DUPLICATE_COLUMN", '"a" twice');
    expectRefusal(() => parseCsv("column 2,\n1,2\n"), "DUPLICATE_COLUMN", '"column 2"');
  });

  test("parseCsv(text) refuses an unclosed quote by the line where its record starts", () => {
    expectRefusal(() => parseCsv('a,b\n1,2\n3,"4\n5,6\n7,8\n'), "INVALID_CSV", "line 3", "close each quote");
    expectRefusal(() => parseCsv('a,b\n1,"'), "INVALID_CSV", "line 2");
  });

  test("parseCsv(text) refuses text behind a closing quote by its line", () => {
    expectRefusal(() => parseCsv('a,b\n1,2\n"3"x,4\n5,6\n'), "INVALID_CSV", "line 3");
    expectRefusal(() => parseCsv('a,b\n1,"say "hi" now"\n'), "INVALID_CSV", "line 2");
  });

  test("parseCsv(text) gives up on a record of more than 16 million characters", () => {
    const text = `a,b\n1,"${"x\n".repeat(9_000_000)}`;
    expectRefusal(() => parseCsv(text), "INVALID_CSV", "line 2", "16777216");
  });

  test("parseCsv(text, options) refuses columns that are not there", () => {
    expectRefusal(() => parseCsv("a,b\n1,2\n", { columns: ["a", "c"] }), "MISSING_COLUMN", '"c"', '"a", "b"');
    expectRefusal(() => parseCsv("a,b\n1,2\n", { schema: { d: "id" } }), "MISSING_COLUMN", '"d"');
  });

  test("parseCsv(text) refuses UTF-16 that was read as UTF-8", () => {
    expectRefusal(() => parseCsv("a\0,\0b\0\n\0"), "NOT_UTF8", "UTF-8");
  });
});
