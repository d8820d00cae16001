import { describe, expect, it } from "vitest";
import { LabelEncoder, OneHotEncoder, OrdinalEncoder, Table, type Category } from "../../src";
import { fixtures } from "../support/fixtures";

interface LabelCase { name: string; values: Category[]; classes: Category[]; codes: number[] }
interface OrdinalCase { name: string; values: Category[]; categories: Category[]; codes: number[]; unknownValue: number | null; newValues: Category[]; newCodes: number[] }
interface OneHotCase {
  name: string; columns: Record<string, string[]>; options: { drop: "first" | null; minFrequency: number | null; maxCategories: number | null };
  featureNames: string[]; transformed: number[][]; newColumns: Record<string, string[]> | null; newTransformed: number[][] | null;
}

/** Blank text is missing in a table; a leading mark keeps it a category and first in order. */
const marked = (value: Category): Category => (typeof value === "string" && value.trim() === "" ? `\u0001${value}` : value);
const unmarked = (text: string): string => text.replace("\u0001", "");

describe("LabelEncoder", () => {
  for (const { name, values, classes, codes } of fixtures<LabelCase>("label-encoder")) {
    it(`fit(values) agrees with scikit-learn: ${name}`, () => {
      const model = new LabelEncoder().fit(values);
      expect(model.classes).toEqual(classes);
      expect(model.transform(values)).toEqual(codes);
      expect(model.inverseTransform(codes)).toEqual(values);
    });
  }

  const table = Table.fromRecords([{ ID: 1, AGE: 30, GENDER: "M", VIP: true }, { ID: 2, AGE: 41, GENDER: "F", VIP: false }]);

  it("fit(table) codes all text columns, keeps numbers and leaves ids out", () => {
    const model = new LabelEncoder().fit(table);
    expect(model.classes).toEqual({ GENDER: ["F", "M"] });
    expect(model.transform(table).toMatrix().toRows()).toEqual([[30, 1, 1], [41, 0, 0]]);
    expect(model.transform(table).names).toEqual(["AGE", "GENDER", "VIP"]);
  });

  it("fit(table) codes named columns of any kind", () => {
    const model = new LabelEncoder({ columns: ["AGE", "ID"] }).fit(table);
    expect(model.classes).toEqual({ ID: [1, 2], AGE: [30, 41] });
    expect(model.transform(table).column("GENDER")).toEqual(["M", "F"]);
  });

  it("inverseTransform(codes) gives the table back, null for the code of unseen values", () => {
    const model = new LabelEncoder({ unseen: -1 }).fit(table);
    expect(model.inverseTransform([[30, 1, 1], [20, -1, 0]]).column("GENDER")).toEqual(["M", null]);
    expect(() => model.inverseTransform([[30, 7, 1]])).toThrow("LabelEncoder requires codes from 0 to 1, got 7 at row index 0");
  });

  it("transform(table) refuses an unseen category by name unless a code was chosen", () => {
    const unseen = [{ AGE: 1, GENDER: "X", VIP: true }];
    expect(() => new LabelEncoder().fit(table).transform(unseen)).toThrow(/column "GENDER" to hold categories it knows \("F", "M"\), got "X" at row index 0/);
    expect(new LabelEncoder({ unseen: 99 }).fit(table).transform(unseen).toRows()).toEqual([[1, 99, true]]);
  });

  it("transform(one customer) keeps the codes of the fit", () => {
    const model = new LabelEncoder().fit([{ CITY: "Rome" }, { CITY: "Oslo" }, { CITY: "Bern" }]);
    expect(model.transform([{ CITY: "Rome" }]).toRows()).toEqual([[2]]);
  });

  it("fit(values) refuses missing values and mixed types", () => {
    expect(() => new LabelEncoder().fit(["a", null as unknown as string])).toThrow("got null at index 1");
    expect(() => new LabelEncoder().fit([1, "a"])).toThrow(/categories of one type \(number so far\), got "a"/);
    expect(() => new LabelEncoder().fit([{ A: "x" }, { A: null }])).toThrow(/column "A" to have no missing value, got one at row index 1/);
  });
});

describe("OrdinalEncoder", () => {
  for (const c of fixtures<OrdinalCase>("ordinal-encoder")) {
    it(`fit(table) agrees with scikit-learn: ${c.name}`, () => {
      const records = (values: Category[]) => values.map((V) => ({ V: marked(V) }));
      const model = new OrdinalEncoder({ categories: { V: c.categories.map(marked) }, ...(c.unknownValue === null ? {} : { unseen: c.unknownValue }) }).fit(records(c.values));
      expect(model.transform(records(c.values)).toRows().flat()).toEqual(c.codes);
      expect(model.transform(records(c.newValues)).toRows().flat()).toEqual(c.newCodes);
    });
  }

  it("fit(table) refuses a category that is not listed", () => {
    expect(() => new OrdinalEncoder({ categories: { SIZE: ["S", "L"] } }).fit([{ SIZE: "M" }])).toThrow(/got "M" at row index 0/);
    expect(() => new OrdinalEncoder({ categories: { SIZE: ["S", "S"] } })).toThrow(/categories of "SIZE" to be a list of distinct texts/);
  });

  it("inverseTransform(codes) gives the categories back", () => {
    const model = new OrdinalEncoder({ categories: { SIZE: ["S", "M", "L"] } }).fit([{ SIZE: "M" }]);
    expect(model.inverseTransform([[2], [0]]).toRows()).toEqual([["L"], ["S"]]);
  });
});

describe("OneHotEncoder", () => {
  for (const { name, columns, options, featureNames, transformed, newColumns, newTransformed } of fixtures<OneHotCase>("one-hot-encoder")) {
    it(`fit(table) agrees with scikit-learn: ${name}`, () => {
      const read = (texts: Record<string, string[]>) => Table.fromColumns(Object.fromEntries(Object.entries(texts).map(([column, values]) => [column, values.map(marked)])));
      const model = new OneHotEncoder({
        unseen: "zeros", drop: options.drop ?? "none",
        ...(options.minFrequency === null ? {} : { minFrequency: options.minFrequency }),
        ...(options.maxCategories === null ? {} : { maxCategories: options.maxCategories }),
      }).fit(read(columns));
      expect(model.transform(read(columns)).toRows()).toEqual(transformed);
      const ours = model.names.map((text) => text.replace("=(other)", "_infrequent_sklearn").replace("=", "_")).map(unmarked);
      expect(ours).toEqual(featureNames);
      if (newColumns) expect(model.transform(read(newColumns)).toRows()).toEqual(newTransformed);
    });
  }

  const shops = [..."aaaabbbcde"].map((SHOP) => ({ SHOP }));

  it("transform(table) treats an unseen category as stated", () => {
    const grouped = { minFrequency: 2 } as const, odd = [{ SHOP: "z" }];
    expect(() => new OneHotEncoder(grouped).fit(shops).transform(odd)).toThrow(/UNSEEN|got "z" at row index 0/);
    expect(new OneHotEncoder({ ...grouped, unseen: "zeros" }).fit(shops).transform(odd).toRows()).toEqual([[0, 0, 0]]);
    expect(new OneHotEncoder({ ...grouped, unseen: "other" }).fit(shops).transform(odd).toRows()).toEqual([[0, 0, 1]]);
    expect(new OneHotEncoder({ unseen: "other" }).fit(shops).transform(odd).toRows()).toEqual([[0, 0, 0, 0, 0]]);
  });

  it("fit(table) refuses columns whose encoded names collide", () => {
    expect(() => new OneHotEncoder().fit([{ "A=b": 1, A: "b" }])).toThrow('got "A=b" twice');
  });
});
