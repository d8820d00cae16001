import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, Imputer, KMeans, LabelEncoder, Matrix, OneHotEncoder, OrdinalEncoder, Pipeline, segment, StandardScaler, Table } from "../../src";
import { parseCsv } from "../../src/csv";
import { ColumnImputer, ColumnParser, DateToDays, Deduplicator, explainRows, FrequencyEncoder, MinMaxScaler, QuantileTransformer, RareLevelGrouper, TrainedRange, Winsorizer } from "../../src/prepare";
import { decodeAny } from "../../src/predict";
import { RFM } from "../../src/orders";
import { codeOf, NO_DATA, sharedData } from "../support/fixtures";

const CUSTOMERS = Array.from({ length: 60 }, (_, i) => ({
  USER_ID: i, AGE: (i % 2 ? 60 : 20) + (i % 7), SPENT: i === 3 ? null : (i % 2) * 100 + (i % 11), CITY: i < 57 ? ["Rome", "Oslo"][i % 2] : "Bern", VIP: i % 4 === 0,
}));

const codes = (notes: readonly { code: string; column: string | null }[]): string[] => notes.map(({ code, column }) => (column === null ? code : `${code} ${column}`));

describe("explainRows of a segmentation", () => {
  const { model } = segment(CUSTOMERS, { k: 2, seed: 1 });

  it("says what was filled, new and out of range, and gives the segments of predict", () => {
    const rows = [{ AGE: null, SPENT: 105, CITY: "Rome", VIP: true }, { AGE: 131, SPENT: 5, CITY: "Paris", VIP: null }, { AGE: 25, SPENT: 5, CITY: "Rome", VIP: false }];
    const explained = explainRows(model, rows);
    expect(explained.rows.map(({ notes }) => codes(notes))).toEqual([["IMPUTED AGE"], ["OUT_OF_RANGE AGE", "IMPUTED VIP", "UNSEEN CITY"], []]);
    expect([...explained.labels]).toEqual([...model.predict(rows)]);
    expect(explained.rows.map(({ segment }) => segment)).toEqual([...model.predict(rows)]);
    expect(explained.rows[1]!.notes[0]).toEqual({ row: 1, code: "OUT_OF_RANGE", column: "AGE", found: 131, used: 131, reason: "the customers of the fit had 20 to 66", stage: "Segmentation" });
    expect(explained.summary).toMatchObject({ rows: 3, scored: 3, unscored: 0, untouched: 1, leftOut: [{ column: "USER_ID", reason: "an id by its name" }] });
  });

  it("gives a null segment and a reason to a row that cannot be scored, whatever is wrong with it, and no other row suffers", () => {
    const good = { AGE: 25, SPENT: 5, CITY: "Rome", VIP: false }, bad = [{ ...good, AGE: "old" }, { ...good, SPENT: Infinity }, { ...good, VIP: "yes" }, null, 5, [], { ...good, CITY: {} }];
    const { rows, labels, summary } = explainRows(model, [good, ...bad, good] as never);
    expect([...labels].map((label) => label < 0)).toEqual([false, ...bad.map(() => true), false]);
    expect(rows.slice(1, -1).map(({ reason }) => reason)).toEqual([
      'ColumnSelector requires column "AGE" to hold numbers, got "old"', 'ColumnSelector requires column "SPENT" to hold finite numbers, got Infinity', 'ColumnSelector requires column "VIP" to hold booleans, got "yes"',
      "ColumnSelector requires records, got null", "ColumnSelector requires records, got 5", "ColumnSelector requires records, got an array of 0", 'ColumnSelector requires column "CITY" to hold text, got an object',
    ]);
    expect(summary).toMatchObject({ rows: 9, scored: 2, unscored: 7 });
    expect(rows[0]!.segment).toBe(model.predict([good])[0]);
  });

  it("goes on with the others where a row lacks what a matrix stage needs, and says what becomes of a flag that is none", () => {
    const far = Array.from({ length: 40 }, (_, i) => ({ AGE: i === 3 ? 1e6 : (i * 7) % 41, CITY: i % 2 ? "a" : "b", FLAG: i % 3 === 0 ? 1 : 0 })), strict = segment(far, { k: 2, missing: "drop" }).model;
    const { rows } = explainRows(strict, [{ AGE: null, CITY: "a", FLAG: 1 }, { AGE: 20, CITY: "a", FLAG: 5 }]);
    expect(rows.map(({ segment: label }) => label === null)).toEqual([true, false]);
    expect(rows[1]!.notes).toMatchObject([{ code: "OUT_OF_RANGE", column: "FLAG", found: 5, used: null }]);
  });

  it("refuses what is no table, and tables without a column for every row", () => {
    expect(codeOf(() => explainRows(model, []))).toBe("EMPTY_DATA");
    expect(codeOf(() => explainRows(model, [null] as never))).toBe("COLUMN_TYPE");
    expect(codeOf(() => explainRows(model, 5 as never))).toBe("NOT_NUMERIC");
    expect(codeOf(() => explainRows(model, [{ AGE: 1, SPENT: 2, CITY: "Rome" }]))).toBe("MISSING_COLUMN");
    expect(codeOf(() => explainRows({} as never, CUSTOMERS))).toBe("INVALID_OPTION");
    expect(codeOf(() => explainRows(null as never, CUSTOMERS))).toBe("INVALID_OPTION");
    expect(codes(explainRows(model, [{ AGE: 25, SPENT: 5, CITY: "Rome", VIP: false }, { AGE: 25, CITY: "Rome", VIP: false }]).rows[1]!.notes)).toEqual(["IMPUTED SPENT"]);
  });

  it("says the same of a model that was read back, of a table and of records", () => {
    const expected = explainRows(model, CUSTOMERS), text = JSON.stringify(expected);
    expect(JSON.stringify(explainRows(decode(JSON.stringify(model)), CUSTOMERS))).toBe(text);
    expect(JSON.stringify(explainRows(model, Table.fromRecords(CUSTOMERS)))).toBe(text);
    expect(expected.summary.notes.map(({ code, column, rows }) => [code, column, rows])).toEqual([["IMPUTED", "SPENT", 1]]);
  });
});

describe("explainRows of a pipeline", () => {
  const rows = CUSTOMERS.map(({ USER_ID, AGE, SPENT, CITY }) => ({ USER_ID, AGE: String(AGE), SPENT, CITY, SINCE: new Date(Date.UTC(2024, 0, 1 + USER_ID)) }));
  const model = new Pipeline([
    new Deduplicator({ by: ["USER_ID"] }), new ColumnParser({ columns: { AGE: "number" }, unreadable: "missing" }), new DateToDays(), new TrainedRange({ columns: ["SPENT"], outside: "clip" }),
    new ColumnImputer({ strategies: { SPENT: "drop" }, indicator: ["AGE"] }), new RareLevelGrouper({ minFrequency: 5 }), new OneHotEncoder({ unseen: "zeros" }), new Winsorizer({ columns: ["AGE"], quantileRange: [0.05, 0.95] }),
    new StandardScaler(), new KMeans({ k: 2, seed: 3 }),
  ]).fit(rows);

  it("notes what each stage does, in order", () => {
    const odd = [
      { USER_ID: 1, AGE: "?", SPENT: 1e6, CITY: "Bern", SINCE: "2030-01-01" }, { USER_ID: 1, AGE: "20", SPENT: null, CITY: "Rome", SINCE: "2024-01-05" },
      { USER_ID: 2, AGE: "20", SPENT: 7, CITY: "Rome", SINCE: "soon" }, { USER_ID: 3, AGE: "99", SPENT: 7, CITY: "Rome", SINCE: null },
    ];
    const { rows: got, summary } = explainRows(model, odd);
    expect(got.map(({ notes }) => codes(notes))).toEqual([
      ["UNREADABLE AGE", "OUT_OF_RANGE SINCE", "CLIPPED SPENT", "IMPUTED AGE", "RARE_OR_UNSEEN CITY"],
      ["DUPLICATE", "DROPPED SPENT"], ["REFUSED SINCE"], ["IMPUTED SINCE_days", "CLIPPED AGE"],
    ]);
    expect(got.map(({ segment }) => segment === null)).toEqual([false, true, true, false]);
    expect(got[1]!.reason).toBe("SPENT: missing, and rows without it are left out");
    expect(got[2]!.reason).toBe('Deduplicator requires column "SINCE" to hold dates, or ISO 8601 text such as 2024-06-30, got "soon"');
    expect(summary.unscored).toBe(2);
    expect(JSON.stringify(explainRows(decodeAny(JSON.stringify(model)), odd))).toBe(JSON.stringify({ rows: got, labels: explainRows(model, odd).labels, summary }));
  });

  it("knows the codes of encoders for what is new to them", () => {
    const towns = [{ T: "a", N: 1 }, { T: "b", N: 2 }], fresh = [{ T: "z", N: 1 }];
    const notes = (stage: { fit(rows: object[]): never }): string[] => codes(explainRows(stage.fit(towns), fresh).rows[0]!.notes);
    expect(notes(new LabelEncoder({ unseen: -1 }) as never)).toEqual(["UNSEEN T"]);
    expect(notes(new OrdinalEncoder({ categories: { T: ["a", "b"] }, unseen: 9 }) as never)).toEqual(["UNSEEN T"]);
    expect(notes(new OneHotEncoder({ unseen: "zeros" }) as never)).toEqual(["UNSEEN T"]);
    expect(notes(new FrequencyEncoder({ unseen: 0 }) as never)).toEqual(["UNSEEN T"]);
    expect(notes(new OneHotEncoder() as never)).toEqual(["REFUSED T"]);
    expect(codes(explainRows(new OneHotEncoder({ minFrequency: 2, unseen: "zeros" }).fit([...towns, { T: "a", N: 1 }]), [{ T: "b", N: 1 }]).rows[0]!.notes)).toEqual(["GROUPED T"]);
    expect(explainRows(new Imputer().fit(towns), [{ T: null, N: null }]).rows[0]!).toMatchObject({ segment: null, reason: null, notes: [{ code: "IMPUTED", column: "T", used: "a" }, { code: "IMPUTED", column: "N", used: 1.5 }] });
  });

  it("notes where scalers cut off, of rows of numbers and of matrices", () => {
    const x = Array.from({ length: 30 }, (_, i) => [i, 2 * i]);
    for (const [stage, expected] of [[new MinMaxScaler({ clip: true }), "CLIPPED x0"], [new MinMaxScaler(), "OUT_OF_RANGE x0"], [new QuantileTransformer(), "CLIPPED x0"], [new Winsorizer(), "CLIPPED x0"]] as const) {
      const fitted = stage.fit(x);
      for (const rows of [[[500, 20]], Matrix.fromRows([[500, 20]]), [Float64Array.of(500, 20)]]) expect(codes(explainRows(fitted, rows).rows[0]!.notes)).toEqual([expected]);
    }
    const model = new Pipeline([new Winsorizer(), new KMeans({ k: 2, seed: 1 })]).fit(x), { rows } = explainRows(model, [[1, 2], [NaN, 3], [400, 1]]);
    expect(rows.map(({ segment }) => segment === null)).toEqual([false, true, false]);
    expect(rows[1]!.reason).toBe('Winsorizer requires finite numbers, got NaN, column "x0"');
  });

  it("tells which row a copy repeats by its place among all rows given, and takes what the copies are compared by for no reason to stop", () => {
    const fitted = new Pipeline([new TrainedRange({ outside: "error" }), new Deduplicator(), new OneHotEncoder(), new KMeans({ k: 1 })]).fit([{ X: 1 }, { X: 2 }]);
    const { rows: got } = explainRows(fitted, [{ X: 99 }, { X: 2 }, { X: 2 }]);
    expect(got.map(({ notes }) => notes.map(({ code, repeats }) => [code, repeats]))).toEqual([[["REFUSED", undefined]], [], [["DUPLICATE", 1]]]);
    const first = new Pipeline([new Deduplicator(), new OneHotEncoder(), new KMeans({ k: 1 })]).fit([{ X: 1, NOTE_ID: "a" }, { X: 2, NOTE_ID: "b" }]), odd = [{ X: 1, NOTE_ID: "hi" }, { X: 2, NOTE_ID: {} }, { X: 2, NOTE_ID: 5 }] as never;
    expect([...explainRows(first, odd).labels]).toEqual([...first.predict(odd)]);
  });

  it("takes customers for RFM, and rows of numbers, as their model does", () => {
    const scored = new RFM({ binning: "rank" }).fit([1, 2, 3, 4, 5, 6].map((n) => ({ recency: n, frequency: n, monetary: 7 - n })));
    expect(explainRows(scored, [{ recency: 1, frequency: 2, monetary: 3 }, { recency: 5, frequency: 2 }]).rows.map(({ reason }) => reason === null)).toEqual([true, false]);
    expect(codeOf(() => explainRows(new KMeans({ k: 1 }).fit([[1], [2]]), []))).toBe("EMPTY_DATA");
  });

  it("takes time by the rows, not by rows times levels", () => {
    const towns = Array.from({ length: 20_000 }, (_, i) => ({ T: `town ${i}` })), fitted = new Pipeline([new OneHotEncoder(), new KMeans({ k: 1 })]).fit([{ T: "a" }, { T: "b" }]);
    expect(explainRows(fitted, Table.fromRecords(towns)).summary.unscored).toBe(20_000);
  });

  it("gives each row what it gives it alone, and as many rows as came, in their order", () => {
    const cell = fc.constantFrom(null, "20", "61", "old"), row = fc.record({ USER_ID: fc.nat(1000), AGE: cell, SPENT: fc.constantFrom(null, 5, 104, 1e9, Infinity, "x"), CITY: fc.constantFrom(null, "Rome", "Bern", "Paris"), SINCE: fc.constantFrom(null, "2024-01-05", "soon", new Date("2024-02-01")) });
    fc.assert(fc.property(fc.uniqueArray(row, { minLength: 1, maxLength: 12, selector: ({ USER_ID }) => USER_ID }), (table) => {
      const all = explainRows(model, table);
      expect(all.rows.map((one) => one.row)).toEqual(table.map((_, i) => i));
      table.forEach((one, i) => {
        const [alone] = explainRows(model, [one]).rows, strip = (explained: typeof alone): unknown => ({ ...explained, row: 0, notes: explained!.notes.map((note) => ({ ...note, row: 0 })) });
        expect(strip(all.rows[i])).toEqual(strip(alone));
        if (alone!.segment !== null) expect(model.predict([one] as never)[0]).toBe(alone!.segment);
        else expect(codeOf(() => model.predict([one] as never))).not.toBe("none");
      });
    }), { numRuns: 60 });
  });
});

describe("preparation", () => {
  const cell = fc.constantFrom(null, "1,200", "5", "17850.0", "x"), row = fc.record({ SPENT: cell, CITY: fc.constantFrom(null, "Rome", "Oslo", "Bern"), AGE: fc.option(fc.integer({ min: 18, max: 90 })), DAY: fc.option(fc.date({ min: new Date("2020-01-01"), max: new Date("2024-01-01"), noInvalidDate: true })) });
  const prepare = () => new Pipeline([
    new ColumnParser({ columns: { SPENT: { as: "number", locale: "en" } }, unreadable: "missing" }), new DateToDays({ reference: "2024-01-01" }), new TrainedRange({ outside: "clip" }),
    new ColumnImputer({ strategies: { CITY: { constant: "?" } }, indicator: ["SPENT"] }), new RareLevelGrouper({ top: 2 }), new OneHotEncoder({ unseen: "zeros" }), new Winsorizer(),
  ]);

  it("never changes the number or the order of rows, prepares two halves as the whole, and comes back from JSON bit for bit", () => {
    fc.assert(fc.property(fc.array(row, { minLength: 2, maxLength: 25 }), fc.nat(24), (rows, cut) => {
      const all = [...rows, { SPENT: "7", CITY: "Rome", AGE: 40, DAY: new Date("2022-02-02") }], at = 1 + (cut % (all.length - 1));
      const model = prepare().fit(all), whole = model.transform(all).toRows(), back = decodeAny(JSON.stringify(model), "Pipeline");
      expect(whole).toHaveLength(all.length);
      expect([...model.transform(all.slice(0, at)).toRows(), ...model.transform(all.slice(at)).toRows()]).toEqual(whole);
      expect(all.map((one) => model.transform([one]).toRows()[0])).toEqual(whole);
      expect(JSON.stringify(back)).toBe(JSON.stringify(model));
      expect(back.transform(all).toRows()).toEqual(whole);
    }), { numRuns: 60 });
  });

  it("leaves out of a fit just the rows that it says, in their order", () => {
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (rows) => {
      const all = [...rows, { SPENT: "7", CITY: "Rome", AGE: 40, DAY: null }], model = new ColumnImputer({ strategies: { AGE: "drop", CITY: "drop", DAY: { constant: new Date(0) }, SPENT: { constant: "0" } } }).fit(Table.fromRecords(all, { schema: { DAY: "date", AGE: "numeric", CITY: "categorical", SPENT: "categorical" } }));
      const kept = all.map((_, i) => i).filter((i) => all[i]!.AGE !== null && all[i]!.CITY !== null);
      expect([...model.keptRows(all)]).toEqual(kept);
      expect(explainRows(model, all).rows.filter(({ reason }) => reason === null).map(({ row: at }) => at)).toEqual(kept);
      expect(model.transform(kept.map((i) => all[i]!)).column("AGE")).toEqual(kept.map((i) => all[i]!.AGE));
    }));
  });
});

const campaign = sharedData("marketing_campaign/marketing_campaign.csv");

describe("a messy export", () => {
  it.skipIf(campaign === null)(`marketing_campaign.csv: everything that is known to be wrong is found and named, and a new customer says what was done${campaign === null ? ` (${NO_DATA})` : ""}`, () => {
    const table = parseCsv(campaign!), result = segment(table, { seed: 222 }), notes = result.notes.join("\n");
    expect(table.columns).toBe(29);
    expect(Object.fromEntries(result.leftOut.map(({ column, reason }) => [column, reason]))).toEqual({ ID: "an id by its name", Complain: "nearly constant: 99 % are 0", Z_CostContact: "constant", Z_Revenue: "constant" });
    expect(notes).toContain("Income: 24 missing values filled with the median.");
    expect(notes).toContain("Year_Birth 1893, cut off at 1905 (3 customers beyond; half have 1959 to 1977)");
    expect(notes).toContain("Dt_Customer counted in days before 2014-06-29");
    expect(notes).toContain("Income 666,666, cut off at 168,179 (1 customer beyond; half have 35,303 to 68,522)");
    expect(notes).toContain("4 skewed numeric columns");
    expect(notes).toContain("182 customers are like another one in all 25 columns");
    expect(result.labels).toHaveLength(2240);
    const explained = explainRows(result.model, table);
    expect([...explained.labels]).toEqual([...result.labels]);
    expect(explained.summary.notes).toContainEqual(expect.objectContaining({ code: "IMPUTED", column: "Income", rows: 24 }));
    expect(explained.summary.notes).toContainEqual(expect.objectContaining({ code: "CLIPPED", column: "Year_Birth", rows: 3 }));
    const customer = { ...table.take([0]).toRecords()[0], Income: null, Marital_Status: "It is complicated", Year_Birth: 1890, Dt_Customer: "2024-01-01" };
    const [row] = explainRows(decodeAny(JSON.stringify(result.model), "Segmentation"), [customer]).rows;
    expect(row!.segment).toBe(result.model.predict([customer])[0]);
    expect(codes(row!.notes)).toEqual(["OUT_OF_RANGE Year_Birth", "OUT_OF_RANGE Dt_Customer", "IMPUTED Income", "RARE_OR_UNSEEN Marital_Status"]);
    expect(row!.notes[0]).toMatchObject({ found: 1890, used: 1905, reason: "the customers of the fit had 1893 to 1996" });
    expect(row!.notes[1]).toMatchObject({ found: new Date("2024-01-01"), used: new Date("2014-06-29") });
    expect(row!.notes[2]).toMatchObject({ found: null, used: 51381.5 });
  });
});
