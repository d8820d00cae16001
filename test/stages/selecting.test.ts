import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KMeans, Matrix, OneHotEncoder, Pipeline, StandardScaler, Table } from "../../src";
import { ColumnDropper, CorrelationFilter, Deduplicator, FrequencyEncoder, RareLevelGrouper, VarianceThreshold } from "../../src/prepare";
import { codeOf, expectClose, fixtures, uniform } from "../support/fixtures";

describe("ColumnDropper", () => {
  const rows = Array.from({ length: 200 }, (_, i) => ({
    USER_ID: i, AGE: 20 + (i * 7) % 50, TAX: 19, COMPLAINT: i === 5 ? 1 : 0, NOTE: `text ${i}`, LINE: 199 - i, EMPTY: null, SOLD: i % 2 === 0 ? null : "yes", CITY: ["Rome", "Oslo"][i % 2],
  }));

  it("leaves out what cannot tell customers apart, each with its reason, and asks new customers for the rest alone", () => {
    const model = new ColumnDropper().fit(rows);
    expect(Object.fromEntries(model.dropped.map(({ column, code, reason }) => [column, `${code}: ${reason}`]))).toEqual({
      USER_ID: "ID: an id by its name", TAX: "CONSTANT: constant", COMPLAINT: "NEAR_CONSTANT: nearly constant: 99.5 % are 0", NOTE: "ID_LIKE: id-like: 200 different texts for 200 customers",
      LINE: "ID_LIKE: id-like: it numbers the rows", EMPTY: "EMPTY: no values", SOLD: "CONSTANT: constant where it is not missing",
    });
    expect(model.transform([{ CITY: "Bern", AGE: 5 }]).toRecords()).toEqual([{ AGE: 5, CITY: "Bern" }]);
  });

  it("obeys its options", () => {
    const options = { nearConstant: 1, idLike: 1, keep: ["USER_ID", "TAX"] };
    expect(new ColumnDropper(options).fit(rows).names).toEqual(["USER_ID", "AGE", "TAX", "COMPLAINT", "NOTE", "LINE", "CITY"]);
    expect(new ColumnDropper({ nearConstant: 0.6 }).fit([1, 1, 1, 1, 2, 3].map((A, i) => ({ A, B: i % 2 }))).names).toEqual(["B"]);
    expect(codeOf(() => new ColumnDropper().fit([{ A: 1 }, { A: 1 }]))).toBe("EMPTY_DATA");
    expect(codeOf(() => new ColumnDropper({ keep: ["NOPE"] }).fit([{ A: 1 }]))).toBe("MISSING_COLUMN");
    for (const odd of [{ nearConstant: 0.5 }, { nearConstant: 2 }, { idLike: -1 }, { idLike: 2 }, { keep: "A" }, { other: 1 }]) expect(codeOf(() => new ColumnDropper(odd as never))).toBe("INVALID_OPTION");
  });
});

describe("Deduplicator", () => {
  const orders = [
    { MAIL: "a", SPENT: 10, DAY: new Date("2024-01-01") }, { MAIL: "b", SPENT: 5, DAY: new Date("2024-01-02") }, { MAIL: "a", SPENT: 90, DAY: new Date("2024-01-03") },
    { MAIL: "a", SPENT: null, DAY: null }, { MAIL: null, SPENT: 1, DAY: null }, { MAIL: null, SPENT: 1, DAY: null },
  ];
  const kept = (options: ConstructorParameters<typeof Deduplicator>[0]): number[] => [...new Deduplicator(options).fit(orders).keptRows(orders)];

  it("keeps one of each by the stated winner; an unknown key is like no other, an unknown value loses", () => {
    expect(kept({ by: ["MAIL"] })).toEqual([0, 1, 4, 5]);
    expect(kept({ by: ["MAIL"], keep: "last" })).toEqual([1, 3, 4, 5]);
    expect(kept({ by: ["MAIL"], keep: { highest: "SPENT" } })).toEqual([1, 2, 4, 5]);
    expect(kept({ by: ["MAIL"], keep: { lowest: "DAY" } })).toEqual([0, 1, 4, 5]);
    expect(kept({})).toEqual([0, 1, 2, 3, 4]);
  });

  it("keeps what a plain comparison of rows keeps", () => {
    const cell = fc.constantFrom(null, 0, -0, 1, 2), row = fc.record({ A: cell, B: fc.constantFrom(null, "x", "y"), C: fc.boolean() });
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
      const texts = rows.map(({ A, B, C }) => JSON.stringify([A, B, C])), table = Table.fromColumns({ A: rows.map((one) => one.A), B: rows.map((one) => one.B), C: rows.map((one) => one.C) }, { schema: { A: "numeric", B: "categorical" } });
      expect([...new Deduplicator().fit(table).keptRows(table)]).toEqual(texts.map((_, i) => i).filter((i) => texts.indexOf(texts[i]!) === i));
      const byA = [...new Deduplicator({ by: ["A"], keep: "last" }).fit(table).keptRows(table)];
      expect(byA).toEqual(rows.map((_, i) => i).filter((i) => rows[i]!.A === null || !rows.slice(i + 1).some((other) => other.A === rows[i]!.A)));
    }));
  });

  it("a pipeline fits without the copies, and answers for every row", () => {
    const rows = Array.from({ length: 12 }, (_, i) => ({ USER_ID: i % 6, AGE: (i % 6) * 10 }));
    const after = [new OneHotEncoder(), new StandardScaler(), new KMeans({ k: 2, seed: 1 })] as const, model = new Pipeline([new Deduplicator({ by: ["USER_ID"] }), ...after]).fit(rows);
    expect(JSON.stringify(model)).toContain(JSON.stringify(new Pipeline(after).fit(rows.slice(0, 6)).stages.at(-1)));
    expect(model.predict(rows)).toHaveLength(12);
    expect([...model.predict([{ AGE: 10 }])]).toEqual([model.predict(rows)[1]]);
  });

  it("refuses odd options, and columns that are not there or have no order", () => {
    for (const odd of [{ by: [] }, { by: "A" }, { keep: "best" }, { keep: { highest: 5 } }, { keep: { highest: "A", lowest: "B" } }, { keep: null }]) expect(codeOf(() => new Deduplicator(odd as never)), JSON.stringify(odd)).toBe("INVALID_OPTION");
    expect(codeOf(() => new Deduplicator({ by: ["NOPE"] }).fit(orders))).toBe("MISSING_COLUMN");
    expect(codeOf(() => new Deduplicator({ keep: { highest: "MAIL" } }).fit(orders))).toBe("COLUMN_TYPE");
  });
});

describe("RareLevelGrouper and FrequencyEncoder", () => {
  const towns = [..."aaaabbbccd"].map((T) => ({ T }));

  it("group levels as OneHotEncoder does, and leave missing ones missing", () => {
    expect(new RareLevelGrouper({ top: 2 }).fit(towns).levels).toEqual({ T: ["a", "b"] });
    expect(new RareLevelGrouper({ minFrequency: 0.2 }).fit(towns).levels).toEqual({ T: ["a", "b", "c"] });
    expect(new RareLevelGrouper({ top: 4 }).fit(towns).levels).toEqual({ T: ["a", "b", "c", "d"] });
    expect(new RareLevelGrouper({ top: 1, other: "rest" }).fit(towns).transform([{ T: "a" }, { T: "d" }, { T: "z" }, { T: null }]).column("T")).toEqual(["a", "rest", "rest", null]);
    expect(codeOf(() => new RareLevelGrouper({ top: 1, unseen: "error" }).fit(towns).transform([{ T: "z" }]))).toBe("UNSEEN_CATEGORY");
    expect(new RareLevelGrouper({ top: 1, unseen: "error" }).fit(towns).rowNotes([{ T: "a" }, { T: "d" }])).toMatchObject([{ row: 1, code: "GROUPED", found: "d", used: "(other)", reason: "rare at fit" }]);
    fc.assert(fc.property(fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 6 }), (values, top, least) => {
      const rows = values.map((T) => ({ T })), grouped = new RareLevelGrouper({ top, minFrequency: least }).fit(rows).levels["T"]!;
      const names = new OneHotEncoder({ minFrequency: least, maxCategories: top + 1, unseen: "other" }).fit(rows).names.filter((name) => name !== "T=(other)");
      expect(grouped.map((level) => `T=${level}`)).toEqual(names);
    }));
  });

  it("encode how frequent a category is", () => {
    expect(new FrequencyEncoder().fit(towns).transform([{ T: "a" }, { T: "d" }]).column("T")).toEqual([0.4, 0.1]);
    expect(new FrequencyEncoder({ normalize: false, unseen: 0 }).fit(towns).transform([{ T: "b" }, { T: "z" }]).column("T")).toEqual([3, 0]);
    expect(new FrequencyEncoder({ unseen: 0 }).fit(towns).rowNotes([{ T: "z" }])).toMatchObject([{ code: "UNSEEN", found: "z", used: 0 }]);
    expect(codeOf(() => new FrequencyEncoder({ unseen: "zero" as never }))).toBe("INVALID_OPTION");
    for (const odd of [{ top: 0 }, { minFrequency: -1 }, { minFrequency: 1.5 }, { other: " " }, { unseen: "?" }]) expect(codeOf(() => new RareLevelGrouper(odd as never))).toBe("INVALID_OPTION");
    expect(codeOf(() => new RareLevelGrouper({ columns: ["A"] }).fit([{ A: 1 }]))).toBe("COLUMN_TYPE");
  });
});

interface VarianceCase { name: string; threshold: number; x: number[][]; kept: number[]; transformed: number[][] }

describe("VarianceThreshold and CorrelationFilter", () => {
  for (const { name, threshold, x, kept, transformed } of fixtures<VarianceCase>("variance-threshold")) {
    it(`VarianceThreshold keeps the columns that scikit-learn keeps: ${name}`, () => {
      const model = new VarianceThreshold({ threshold }).fit(x);
      expect(model.names).toEqual(kept.map((j) => `x${j}`));
      expectClose(model.transform(x).data, transformed.flat());
    });
  }

  it("CorrelationFilter keeps columns of which no two correlate beyond the threshold, the preferred ones first", () => {
    const random = uniform(5), x = Array.from({ length: 80 }, () => {
      const a = random(), b = random();
      return [a, 2 * a + 1, -a + 0.01 * random(), b, b ** 9, 4];
    });
    const names = ["a", "double", "minus", "b", "power", "same"], matrix = Matrix.fromRows(x, names);
    const model = new CorrelationFilter().fit(matrix);
    expect(model.names).toEqual(["a", "b", "power", "same"]);
    expect(model.dropped.map(({ column, reason }) => `${column}: ${reason}`)).toEqual(["double: correlation 1.000 with a", "minus: correlation -1.000 with a"]);
    expect(new CorrelationFilter({ prefer: ["minus"] }).fit(matrix).names).toEqual(["minus", "b", "power", "same"]);
    expect(new CorrelationFilter({ method: "spearman" }).fit(matrix).names).toEqual(["a", "b", "same"]);
    expect(new CorrelationFilter({ threshold: 1 }).fit(matrix).names).toEqual(["a", "minus", "b", "power", "same"]);
  });

  it("measure numbers whose squares overflow or vanish, or refuse them", () => {
    expect(codeOf(() => new VarianceThreshold().fit([[1e300, 1], [-1e300, 2], [1e300, 3]]))).toBe("NOT_FINITE");
    for (const size of [1e200, 1e-200]) expect(new CorrelationFilter().fit([[size, 2 * size, 1], [3 * size, 6 * size, 5], [2 * size, 4 * size, 1]]).dropped.map(({ column }) => column)).toEqual(["x1"]);
  });

  it("refuse odd options, and to leave nothing over", () => {
    expect(codeOf(() => new VarianceThreshold().fit([[1], [1]]))).toBe("EMPTY_DATA");
    expect(codeOf(() => new VarianceThreshold({ threshold: -1 }))).toBe("INVALID_OPTION");
    for (const odd of [{ threshold: 0 }, { threshold: 1.1 }, { method: "kendall" }, { prefer: "x" }]) expect(codeOf(() => new CorrelationFilter(odd as never))).toBe("INVALID_OPTION");
    expect(codeOf(() => new CorrelationFilter({ prefer: ["nope"] }).fit([[1, 2], [2, 3]]))).toBe("MISSING_COLUMN");
  });
});
