import { describe, expect, it } from "vitest";
import { ColumnSelector, decode, Imputer, LabelEncoder, Table } from "../../src";

const gaps = [
  { AGE: 10, CITY: "Rome", VIP: true, FLAG: 1 }, { AGE: 20, CITY: "Oslo", VIP: false, FLAG: 0 }, { AGE: null, CITY: "Oslo", VIP: false, FLAG: 0 },
  { AGE: 90, CITY: null, VIP: null, FLAG: 1 },
];

describe("Imputer", () => {
  it("fit(table) learns the median or mean of numbers, the most frequent category and the more frequent boolean", () => {
    expect(new Imputer().fit(gaps).fills).toEqual({ AGE: 20, CITY: "Oslo", VIP: 0, FLAG: 0.5 });
    expect(new Imputer({ numeric: "mean" }).fit(gaps).fills).toMatchObject({ AGE: 40 });
    expect(new Imputer({ numeric: "mostFrequent" }).fit(gaps).fills).toMatchObject({ AGE: 10, FLAG: 0 });
    expect(new Imputer({ numeric: -1, categorical: { constant: "?" } }).fit(gaps).fills).toMatchObject({ AGE: -1, CITY: "?" });
    expect(new Imputer().fit([{ V: true }, { V: true }, { V: false }]).fills).toEqual({ V: 1 });
  });

  it("transform(table) fills with what was learned, also where the fit saw no gap", () => {
    const filled = new Imputer().fit(gaps).transform([{ AGE: null, CITY: null, VIP: null, FLAG: null }, { AGE: 5, CITY: "Bern", VIP: true, FLAG: 0 }]);
    expect(filled.toRows()).toEqual([[20, "Oslo", false, 0.5], [5, "Bern", true, 0]]);
  });

  it("fit(table) fills only the columns asked for", () => {
    expect(new Imputer({ columns: ["AGE"] }).fit(gaps).transform(gaps).column("CITY")).toEqual(["Rome", "Oslo", "Oslo", null]);
    expect(() => new Imputer({ columns: ["NOPE"] }).fit(gaps)).toThrow('Imputer requires the column "NOPE"');
  });

  it("fit(table) takes the median in the middle of an even number of values, and survives many categories", () => {
    expect(new Imputer().fit([1, 2, 3, 10].map((A) => ({ A }))).fills).toEqual({ A: 2.5 });
    expect(new Imputer().fit(Table.fromColumns({ C: Array.from({ length: 200_000 }, (_, i) => `c${i}`) })).fills).toEqual({ C: "c0" });
  });

  it("fit(table) refuses a column with no value at all, and bad options", () => {
    expect(() => new Imputer().fit([{ A: null }, { A: undefined }])).toThrow('Imputer requires column "A" to have at least one value, got none; leave it out with the kind "ignore"');
    expect(() => new Imputer({ numeric: "mode" as never })).toThrow(/numeric to be "median"/);
    expect(() => new Imputer({ categorical: "x" as never })).toThrow(/categorical to be "mostFrequent" or { constant: text }/);
  });
});

describe("ColumnSelector", () => {
  it("transform(table) gives the named columns in their order, an id as a feature where it is named", () => {
    const model = new ColumnSelector({ columns: ["CITY", "USER_ID"] }).fit([{ USER_ID: 5, CITY: "Rome", AGE: 1 }]);
    expect(model.transform([{ CITY: "Oslo", USER_ID: 7 }]).toRows()).toEqual([["Oslo", 7]]);
    expect(model.names).toEqual(["CITY", "USER_ID"]);
    expect(() => new ColumnSelector({ columns: [] })).toThrow("at least one column");
    expect(() => new ColumnSelector({ columns: ["A", "A"] })).toThrow("distinct column names");
    expect(() => new ColumnSelector({ columns: ["NOPE"] }).fit([{ A: 1 }])).toThrow('the column "NOPE"');
  });
});

describe("LabelEncoder of a list", () => {
  it("comes back from JSON, and refuses what is no list", () => {
    const model = new LabelEncoder({ unseen: -1 }).fit([3, 1, 2]), back = decode(JSON.stringify(model), "LabelList");
    expect(back.transform([2, 9])).toEqual([1, -1]);
    expect(back.inverseTransform([0, -1])).toEqual([1, null]);
    for (const bad of [null, undefined, "a", 5]) {
      expect(() => model.transform(bad as never)).toThrow(/a list of values/);
      expect(() => model.inverseTransform(bad as never)).toThrow(/a list of codes/);
    }
    expect(() => new LabelEncoder().fit(new Array(2) as never)).toThrow("got undefined at index 0");
  });
});
