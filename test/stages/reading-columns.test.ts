import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Table } from "../../src";
import { ColumnParser, DateToDays, TrainedRange, type ColumnReading } from "../../src/prepare";
import { parseCsv } from "../../src/csv";
import { decodeAny } from "../../src/predict";
import { codeOf, NO_DATA, sharedData } from "../support/fixtures";

const read = (reading: ColumnReading, values: unknown[]): unknown[] => {
  const parser = new ColumnParser({ columns: { X: reading }, unreadable: "missing" });
  return parser.fit([{ X: values[0] }]).transform(values.map((X) => ({ X }))).column("X");
};

describe("ColumnParser", () => {
  it("reads numbers by their locale, and nothing that only looks like one", () => {
    expect(read("number", ["17850.0", " ", "-1e3", "1,234", "abc", 7, true, null, ".5", "+3"])).toEqual([17850, null, -1000, null, null, 7, 1, null, 0.5, 3]);
    expect(read({ as: "number", locale: "en" }, ["1,234.50", "1234.5", "12,34,567", "1,23", "1.234,50", "−5", "1,234e2", ",5"])).toEqual([1234.5, 1234.5, 1234567, null, null, -5, 123400, null]);
    expect(read({ as: "number", locale: "de" }, ["1.234,50", "1234,5", "1.5", "1,234.5", "-0,25"])).toEqual([1234.5, 1234.5, null, null, -0.25]);
    expect(read({ as: "number", locale: "fr" }, ["1 234,50", "1 234,50", "1 234,50", "1234.5"])).toEqual([1234.5, 1234.5, 1234.5, null]);
    expect(read({ as: "number", locale: "de-CH" }, ["1’234.50", "1'234.50"])).toEqual([1234.5, 1234.5]);
  });

  it("reads back whatever the locale writes", () => {
    const locales = ["en", "de", "fr", "de-CH", "en-IN", "sv", "pt-BR"];
    fc.assert(fc.property(fc.constantFrom(...locales), fc.integer({ min: -1e12, max: 1e12 }), (locale, hundredths) => {
      const value = hundredths / 100, text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
      expect(read({ as: "number", locale }, [text])).toEqual([value === 0 ? 0 : value]);
    }));
  });

  it("reads yes and no by words, and dates by a format", () => {
    expect(read("boolean", ["yes", "NO ", "1", "false", "maybe", true, 0])).toEqual([true, false, true, false, null, true, false]);
    expect(read({ as: "boolean", true: ["oui"], false: ["non"] }, ["Oui", "non", "yes"])).toEqual([true, false, null]);
    expect(read({ as: "date", format: "dmy" }, ["9.12.2011", "12/31/2011", new Date("2020-01-01")])).toEqual([new Date("2011-12-09"), null, new Date("2020-01-01")]);
    expect(read("date", ["2011-12-09", "9.12.2011"])).toEqual([new Date("2011-12-09"), null]);
  });

  it("fit(table) refuses text that is none, with the row, how many, and what was expected", () => {
    const parser = new ColumnParser({ columns: { SPENT: { as: "number", locale: "en" } } });
    expect(() => parser.fit([{ SPENT: "1,0" }, { SPENT: "5" }, { SPENT: "x" }])).toThrow('ColumnParser requires column "SPENT" to hold numbers as 1,234.5, got "1,0" at row index 0, the first of 2; correct it, state another locale or format, or choose unreadable: "missing"');
    const model = parser.fit([{ SPENT: "5" }]);
    expect(() => model.transform([{ SPENT: "5" }, { SPENT: "lots" }])).toThrow('got "lots" at row index 1');
    expect(new ColumnParser({ columns: { A: "date" }, unreadable: "missing" }).fit([{ A: "soon" }]).rowNotes([{ A: "soon" }])).toMatchObject([{ row: 0, code: "UNREADABLE", column: "A", found: "soon", used: null }]);
    expect(read("number", ["?"])).toEqual([null]);
    expect(new ColumnParser({ columns: { A: "number" }, missing: ["?", "NA"] }).fit([{ A: "?" }, { A: " NA " }]).transform([{ A: "?" }]).toRows()).toEqual([[null]]);
  });

  it("refuses odd options", () => {
    for (const columns of [null, 5, { A: "money" }, { A: null }, { A: { as: "number", format: "dmy" } }, { A: { as: "number", locale: "xx-nowhere" } }, { A: { as: "number", locale: 5 } }, { A: { as: "boolean", true: "yes" } }, { A: { as: "boolean", true: ["y"], false: ["Y"] } }, { A: { as: "date", format: "soon" } }]) {
      expect(codeOf(() => new ColumnParser({ columns: columns as never })), JSON.stringify(columns)).toBe("INVALID_OPTION");
    }
    expect(codeOf(() => new ColumnParser({ columns: { NOPE: "number" } }).fit([{ A: 1 }]))).toBe("MISSING_COLUMN");
  });

  it("reads a column that is an id by its name, and keeps it a feature", () => {
    expect(new ColumnParser({ columns: { CustomerID: "number" } }).fit([{ CustomerID: "17850.0" }]).transform([{ CustomerID: "17850.0" }]).toRecords()).toEqual([{ CustomerID: 17850 }]);
  });

  const telco = sharedData("telco_churn/Telco-Customer-Churn.csv");
  it.skipIf(telco === null)(`reads Telco's 11 blank TotalCharges as missing, not as text${telco === null ? ` (${NO_DATA})` : ""}`, () => {
    const table = parseCsv(telco!), texts = table.column("TotalCharges").map((value) => (value === null ? " " : String(value)));
    expect(table.column("TotalCharges").filter((value) => value === null)).toHaveLength(11);
    expect(table.column("TotalCharges").every((value) => value === null || typeof value === "number")).toBe(true);
    const again = new ColumnParser({ columns: { T: "number" } }).fit(texts.map((T) => ({ T })));
    expect(again.transform(texts.map((T) => ({ T }))).column("T")).toEqual(table.column("TotalCharges"));
  });
});

describe("DateToDays", () => {
  const since = ["2024-06-01", "2024-06-11T12:00:00", "2024-07-01"].map((day) => ({ SINCE: new Date(`${day}${day.includes("T") ? "Z" : ""}`), AGE: 1 }));

  it("counts back from the latest date of the fit, or from one that is stated, and keeps it", () => {
    const model = new DateToDays().fit(since);
    expect(model.transform(since).toRecords()).toEqual([{ SINCE_days: 30, AGE: 1 }, { SINCE_days: 19.5, AGE: 1 }, { SINCE_days: 0, AGE: 1 }]);
    expect(new DateToDays({ reference: "2024-07-02" }).fit(since).transform(since).column("SINCE_days")).toEqual([31, 20.5, 1]);
    const later = [{ SINCE: new Date("2024-08-01"), AGE: 2 }], back = decodeAny(JSON.stringify(model), "DateToDays");
    expect(back.transform(later).column("SINCE_days")).toEqual([-31]);
    expect(back.reference).toEqual(new Date("2024-07-01"));
    expect(back.rowNotes(later)).toMatchObject([{ code: "OUT_OF_RANGE", column: "SINCE", reason: "the dates of the fit are from 2024-06-01 to 2024-07-01" }]);
  });

  it("takes ISO 8601 text for dates, as JSON has them, and leaves missing ones missing", () => {
    const model = new DateToDays().fit(since);
    expect(model.transform([{ SINCE: "2024-06-21", AGE: 1 }, { SINCE: null, AGE: 1 }, { SINCE: " ", AGE: 1 }]).column("SINCE_days")).toEqual([10, null, null]);
    expect(model.transform(Table.fromRecords([{ SINCE: "2024-06-21", AGE: 1 }])).column("SINCE_days")).toEqual([10]);
    expect(() => model.transform([{ SINCE: "21.6.2024", AGE: 1 }])).toThrow('column "SINCE" to hold dates, or ISO 8601 text such as 2024-06-30, got "21.6.2024" at row index 0');
  });

  it("refuses columns without dates, and references that are none", () => {
    expect(codeOf(() => new DateToDays().fit([{ A: 1 }]))).toBe("EMPTY_DATA");
    expect(codeOf(() => new DateToDays({ columns: ["A"] }).fit([{ A: 1 }]))).toBe("COLUMN_TYPE");
    expect(codeOf(() => new DateToDays({ columns: ["B"] }).fit([{ A: 1 }]))).toBe("MISSING_COLUMN");
    expect(codeOf(() => new DateToDays().fit([{ A: new Date(0), A_days: 1 }]))).toBe("DUPLICATE_COLUMN");
    expect(codeOf(() => new DateToDays().fit(Table.fromColumns({ A: [null, null] }, { schema: { A: "date" } })))).toBe("MISSING_VALUE");
    for (const odd of ["today", 5, null, new Date(NaN)]) expect(codeOf(() => new DateToDays({ reference: odd as never }))).toBe("INVALID_OPTION");
  });
});

describe("TrainedRange", () => {
  const fitted = (outside: "keep" | "clip" | "missing" | "error") => new TrainedRange({ outside }).fit([{ AGE: 18, CITY: "Rome", DAY: new Date("2024-01-01") }, { AGE: 90, CITY: "Oslo", DAY: new Date("2024-02-01") }]);
  const odd = [{ AGE: 131, CITY: "Bern", DAY: new Date("2025-01-01") }, { AGE: 5, CITY: "Rome", DAY: new Date("2024-01-15") }, { AGE: null, CITY: "Rome", DAY: null }];

  it("keeps, cuts off, blanks or refuses what lies outside, and says so", () => {
    expect(fitted("keep").transform(odd).column("AGE")).toEqual([131, 5, null]);
    expect(fitted("clip").transform(odd).column("AGE")).toEqual([90, 18, null]);
    expect(fitted("clip").transform(odd).column("DAY")).toEqual([new Date("2024-02-01"), new Date("2024-01-15"), null]);
    expect(fitted("missing").transform(odd).column("AGE")).toEqual([null, null, null]);
    expect(() => fitted("error").transform(odd)).toThrow('TrainedRange requires column "AGE" to stay from 18 to 90, got 131 at row index 0');
    expect(fitted("clip").rowNotes(odd).map(({ row, code, column, found, used }) => [row, code, column, found, used])).toEqual([
      [0, "CLIPPED", "AGE", 131, 90], [1, "CLIPPED", "AGE", 5, 18], [0, "CLIPPED", "DAY", new Date("2025-01-01"), new Date("2024-02-01")],
    ]);
    expect(fitted("missing").rowNotes(odd).map(({ used }) => used)).toEqual([null, null, null]);
    expect(fitted("keep").rowNotes(odd).map(({ code }) => code)).toEqual(["OUT_OF_RANGE", "OUT_OF_RANGE", "OUT_OF_RANGE"]);
  });

  it("refuses columns that have no range", () => {
    expect(codeOf(() => new TrainedRange({ columns: ["CITY"] }).fit([{ CITY: "Rome" }]))).toBe("COLUMN_TYPE");
    expect(codeOf(() => new TrainedRange({ columns: ["A"] }).fit([{ A: null }]))).toBe("MISSING_VALUE");
    expect(new TrainedRange().fit([{ A: null, B: 1 }]).ranges).toEqual([{ name: "B", low: 1, high: 1 }]);
    expect(codeOf(() => new TrainedRange({ outside: "panic" as never }))).toBe("INVALID_OPTION");
  });
});
