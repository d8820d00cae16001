import { describe, expect, it } from "vitest";
import { Imputer, KMeans, LabelEncoder, OneHotEncoder, OrdinalEncoder, Pipeline, StandardScaler, Table, type ImputerModel, type Matrix } from "../../src";
import { decodeAny } from "../../src/predict";
import { ColumnImputer, ColumnParser, Deduplicator, FrequencyEncoder, RareLevelGrouper, TrainedRange, type ImputeRule } from "../../src/prepare";
import { codeOf, expectClose, fixtures } from "../support/fixtures";

type Cell = number | string | null;
interface Case { name: string; strategy: "mean" | "median" | "most_frequent" | "constant"; x: Cell[][]; indicators: number[]; transformed: (Cell | boolean)[][]; fresh: Cell[][]; freshTransformed: (Cell | boolean)[][] }

const records = (rows: Cell[][]): object[] => rows.map((row) => Object.fromEntries(row.map((value, j) => [`x${j}`, value])));
const numbers = (rows: readonly (readonly unknown[])[]): number[] => rows.flat().map(Number);

const GAPS = [{ AGE: 20, CITY: "Rome", VIP: true }, { AGE: null, CITY: "Oslo", VIP: null }, { AGE: 40, CITY: null, VIP: true }, { AGE: 90, CITY: "Oslo", VIP: false }];

describe("ColumnImputer", () => {
  for (const { name, strategy, x, indicators, transformed, fresh, freshTransformed } of fixtures<Case>("imputers")) {
    it(`transform(table) agrees with scikit-learn's SimpleImputer, for the rows of the fit and others: ${name}`, () => {
      const isText = x.flat().some((value) => typeof value === "string"), constant = isText ? "?" : -1.5;
      const rule: ImputeRule = strategy === "constant" ? { constant } : strategy === "most_frequent" ? "mostFrequent" : strategy;
      const model = new ColumnImputer({ strategies: Object.fromEntries(x[0]!.map((_, j) => [`x${j}`, rule])), indicator: !isText }).fit(records(x));
      expect(model.indicators).toEqual(indicators.map((j) => `x${j}`));
      for (const [rows, expected] of [[x, transformed], [fresh, freshTransformed]] as const) {
        const got = model.transform(records(rows)).toRows();
        if (isText) expect(got).toEqual(expected);
        else expectClose(numbers(got), numbers(expected));
      }
      if (isText || strategy === "constant") return;
      const plain = new Imputer({ numeric: strategy === "most_frequent" ? "mostFrequent" : strategy }).fit(records(x));
      expectClose(numbers(plain.transform(records(x)).toRows()), numbers(transformed.map((row) => row.slice(0, x[0]!.length))));
    });
  }

  it("fit(table) has a rule for each column, and learns nothing of rows that it drops", () => {
    const model = new ColumnImputer({ strategies: { AGE: "drop", CITY: { constant: "?" } } }).fit([...GAPS, { AGE: null, CITY: "Bern", VIP: false }, { AGE: null, CITY: "Bern", VIP: false }]);
    expect(model.columns).toEqual({ AGE: { strategy: "drop", fill: null }, CITY: { strategy: "constant", fill: "?" }, VIP: { strategy: "mostFrequent", fill: 1 } });
    expect([...model.keptRows(GAPS)]).toEqual([0, 2, 3]);
    expect(() => model.transform(GAPS)).toThrow('column "AGE" to have no missing value, got one at row index 1; the strategy "drop" leaves such rows out of the fit; explainRows gives them a null segment');
  });

  it("fills dates by the median or mean date, a Date constant, and booleans by the more frequent", () => {
    const days = ["2024-01-01", "2024-01-03", "2024-01-11"].map((day) => ({ D: new Date(day), B: true })), gap = [{ D: null, B: null }];
    expect(new ColumnImputer().fit(days).transform(gap).toRows()).toEqual([[new Date("2024-01-03"), true]]);
    expect(new ColumnImputer({ numeric: "mean" }).fit(days).transform(gap).column("D")).toEqual([new Date("2024-01-05")]);
    expect(new ColumnImputer({ strategies: { D: { constant: new Date("2000-01-01") }, B: { constant: false } } }).fit(days).transform(gap).toRows()).toEqual([[new Date("2000-01-01"), false]]);
  });

  it("says where values were missing, also where the fit had none and the column is named", () => {
    const model = new ColumnImputer({ indicator: ["AGE", "CITY"] }).fit([{ AGE: 1, CITY: "a" }]);
    expect(model.transform([{ AGE: null, CITY: "a" }, { AGE: 5, CITY: null }]).toRecords()).toEqual([
      { AGE: 1, CITY: "a", AGE_missing: true, CITY_missing: false }, { AGE: 5, CITY: "a", AGE_missing: false, CITY_missing: true },
    ]);
    expect(codeOf(() => new ColumnImputer({ indicator: ["A"] }).fit([{ A: 1, A_missing: 2 }]))).toBe("DUPLICATE_COLUMN");
  });

  it("a pipeline leaves dropped rows out of the stages after it, with their weights, also in a pipeline within", () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({ AGE: i % 5 === 0 ? null : i < 10 ? i : 100 + i, CITY: "Rome" })), weights = rows.map((_, i) => 1 + (i % 3)), kept = rows.map((_, i) => i).filter((i) => rows[i]!.AGE !== null);
    const after = [new LabelEncoder(), new StandardScaler(), new KMeans({ k: 2, seed: 1 })] as const, imputer = new ColumnImputer({ strategies: { AGE: "drop" } });
    const expected = new Pipeline(after).fit(kept.map((i) => rows[i]!), { weights: kept.map((i) => weights[i]!) });
    for (const pipeline of [new Pipeline([imputer, ...after]), new Pipeline([new Pipeline([imputer]), ...after]), new Pipeline([new Pipeline([imputer, new LabelEncoder()]), new StandardScaler(), new KMeans({ k: 2, seed: 1 })])]) {
      const model = pipeline.fit(rows, { weights });
      expect(JSON.stringify(model)).toContain(JSON.stringify(expected.stages.at(-1)));
      expect(codeOf(() => model.predict(rows))).toBe("MISSING_VALUE");
      expect([...model.predict(kept.map((i) => rows[i]!))]).toEqual([...expected.predict(kept.map((i) => rows[i]!))]);
    }
  });

  it("leaves rows out wherever it stands in a pipeline, and refuses weights that are too few or too many", () => {
    const rows = [{ C: "a", X: 1 }, { C: "a", X: 1 }, { C: "a", X: 1 }, { C: "b", X: 9 }], centroid = (model: { stages: readonly unknown[] }): unknown => (model.stages.at(-1) as { centroids: Matrix }).centroids.toRows();
    for (const encoder of [new LabelEncoder(), new OrdinalEncoder({ categories: { C: ["a", "b"] } })]) {
      expect(centroid(new Pipeline([encoder, new Deduplicator(), new OneHotEncoder(), new KMeans({ k: 1 })]).fit(rows))).toEqual([[0.5, 5]]);
      expect(centroid(new Pipeline([new Pipeline([encoder, new Deduplicator()]), new OneHotEncoder(), new KMeans({ k: 1 })]).fit(rows))).toEqual([[0.5, 5]]);
    }
    const after = new Pipeline([new LabelEncoder(), new ColumnImputer({ numeric: "drop" }), new OneHotEncoder(), new KMeans({ k: 1 })]).fit([...rows, { C: "b", X: null }]);
    expect(centroid(after)).toEqual([[0.25, 3]]);
    const pipeline = new Pipeline([new Deduplicator(), new LabelEncoder(), new KMeans({ k: 1 })]);
    for (const weights of [[1, 2, 3], [1, 2, 3, 4, 5]]) expect(codeOf(() => pipeline.fit(rows, { weights }))).toBe("WRONG_LENGTH");
    expect(centroid(pipeline.fit(rows, { weights: [3, 100, 100, 1] }))).toEqual([[0.25, 3]]);
  });

  it("leaves rows as a table of them alone would have them: ties of the most frequent text go to the first seen among those left", () => {
    const rows = [{ A: null, T: "b" }, { A: 1, T: "a" }, { A: 2, T: "b" }, { A: 3, T: "?" }], parser = new ColumnParser({ columns: {}, missing: [] });
    const fills = (table: object[]): unknown => (new Pipeline([parser, new ColumnImputer({ numeric: "drop" }), new Imputer()]).fit(table).stages[2] as ImputerModel).fills;
    expect(fills(rows)).toEqual(fills(rows.slice(1)));
    expect(fills(rows)).toMatchObject({ T: "a" });
  });

  it("adds no indicator for what only dropped rows lack", () => {
    expect(new ColumnImputer({ strategies: { A: "drop" }, indicator: true }).fit([{ A: 1, B: 1, C: 1 }, { A: null, B: null, C: 2 }, { A: 3, B: 2, C: null }]).indicators).toEqual(["C"]);
  });

  it("keeps no Date of the caller's, refuses fills that overflow, and knows no -0, which JSON does not have", () => {
    const day = new Date("2024-01-01"), imputer = new ColumnImputer({ strategies: { D: { constant: day } } });
    day.setFullYear(1990);
    expect(imputer.fit([{ D: new Date("2000-01-01"), A: 1 }]).transform([{ D: null, A: 1 }]).column("D")).toEqual([new Date("2024-01-01")]);
    expect(codeOf(() => new ColumnImputer({ numeric: "mean" }).fit([{ A: 1.7e308 }, { A: -1.7e308 }, { A: 1.7e308 }]))).toBe("NOT_FINITE");
    const zero = new ColumnImputer({ numeric: "mostFrequent" }).fit([{ A: -0 }, { A: -0 }]).transform([{ A: null }]).column("A")[0];
    expect(Object.is(zero, 0)).toBe(true);
    expect(Object.is(new TrainedRange({ outside: "clip" }).fit([{ A: -5 }, { A: -0 }]).transform([{ A: 3 }]).column("A")[0], 0)).toBe(true);
    expect(codeOf(() => new ColumnImputer({ strategies: new Map([["A", "mean"]]) as never }))).toBe("INVALID_OPTION");
  });

  it("refuses tables without a feature, as other stages do", () => {
    for (const stage of [new ColumnImputer(), new Deduplicator(), new TrainedRange(), new RareLevelGrouper(), new FrequencyEncoder(), new ColumnParser({ columns: {} })]) expect(codeOf(() => stage.fit([{ USER_ID: 1 }, { USER_ID: 2 }])), stage.kind).toBe("EMPTY_DATA");
    for (const json of [{ kind: "ColumnImputer", version: 1, columns: [], learned: [], indicators: [] }, { kind: "ColumnDropper", version: 1, columns: [], dropped: [] }]) expect(codeOf(() => decodeAny(json))).toBe("INVALID_MODEL");
  });

  it("refuses missing values by rule, columns without any, and rules that do not fit", () => {
    expect(() => new ColumnImputer({ strategies: { AGE: "error" } }).fit(GAPS)).toThrow('column "AGE" to have no missing value, got one at row index 1');
    const model = new ColumnImputer({ numeric: "error" }).fit([{ AGE: 1 }]);
    expect(codeOf(() => model.transform([{ AGE: null }]))).toBe("MISSING_VALUE");
    expect(codeOf(() => new ColumnImputer().fit([{ A: null, B: 1 }]))).toBe("MISSING_VALUE");
    expect(new ColumnImputer({ strategies: { A: { constant: 3 } } }).fit([{ A: null, B: 1 }]).transform([{ A: null, B: 2 }]).toRows()).toEqual([[3, 2]]);
    expect(codeOf(() => new ColumnImputer({ strategies: { CITY: "mean" } }).fit(GAPS))).toBe("COLUMN_TYPE");
    expect(codeOf(() => new ColumnImputer({ strategies: { AGE: { constant: "x" } } }).fit(GAPS))).toBe("COLUMN_TYPE");
    expect(codeOf(() => new ColumnImputer({ strategies: { NOPE: "mean" } }).fit(GAPS))).toBe("MISSING_COLUMN");
    expect(codeOf(() => new ColumnImputer({ strategies: { A: "drop", B: "drop" } }).fit([{ A: 1, B: null }, { A: null, B: 1 }]))).toBe("EMPTY_DATA");
    for (const odd of ["mode", null, 5, { constant: null }, { constant: " " }, { constant: NaN }, { constant: Infinity }, { constant: 1, extra: 2 }, { constant: {} }]) {
      expect(codeOf(() => new ColumnImputer({ strategies: { A: odd as never } })), JSON.stringify(odd)).toBe("INVALID_OPTION");
    }
    expect(codeOf(() => new ColumnImputer({ numeric: { constant: 1 } as never }))).toBe("INVALID_OPTION");
    expect(codeOf(() => new ColumnImputer({ strategies: null as never }))).toBe("INVALID_OPTION");
  });

  it("takes a table with a missing number column in text as it was read", () => {
    const table = Table.fromColumns({ AGE: [1, null, 3], NOTE: ["a", null, "a"] });
    expect(new ColumnImputer({ numeric: "mean" }).fit(table).transform(table).toRows()[1]).toEqual([2, "a"]);
  });
});
