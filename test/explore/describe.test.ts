import fc from "fast-check";
import { describe as suite, expect, it } from "vitest";
import { Table } from "../../src";
import { parseCsv } from "../../src/csv";
import { describe, Describer, descriptionToMarkdown, descriptionToText, type Association, type NumericSummary } from "../../src/explore";
import { codeOf, expectClose, fixtures, NO_DATA, sharedData } from "../support/fixtures";

interface Case {
  name: string; columns: Record<string, unknown[]>; mean: number; standardDeviation: number; skewness: number; quartiles: number[]; histogram: number[];
  pearson: number; spearman: number; cramersV: number; correlationRatio: number;
}

const warned = ({ warnings }: ReturnType<typeof describe>): string[] => warnings.map(({ column, code }) => `${column} ${code}`);

suite("describe", () => {
  for (const expected of fixtures<Case>("description")) {
    it(`agrees with numpy and scipy: ${expected.name}`, () => {
      const { columns, associations } = describe(Table.fromColumns(expected.columns)), money = columns[0] as NumericSummary;
      expectClose([money.mean, money.standardDeviation!, money.skewness!, money.q1, money.median, money.q3], [expected.mean, expected.standardDeviation, expected.skewness, ...expected.quartiles]);
      expect(money.histogram.counts).toEqual(expected.histogram);
      const value = (a: string, b: string, measure: Association["measure"]): number => associations.find((one) => one.measure === measure && one.columns.includes(a) && one.columns.includes(b))!.value;
      expectClose(
        [value("money", "counts", "pearson"), value("money", "counts", "spearman"), value("plan", "city", "cramersV"), value("money", "plan", "correlationRatio")],
        [expected.pearson, expected.spearman, expected.cramersV, expected.correlationRatio],
      );
    });
  }

  it("tells types, missing and different values, also of numbers and dates that stand as text", () => {
    const rows = [{ n: "1.5", d: "2024-01-02", b: true, t: "a", m: "1", e: null, w: new Date("2024-05-01T10:00:00Z") }, { n: " ", d: "2024-01-01", b: false, t: "a", m: "x" }, { n: "2.5", d: "2024-03-01", b: true, t: "b", m: 3n }];
    const { rows: count, columns } = describe(rows);
    expect(count).toBe(3);
    expect(columns.map(({ name, type, count: present, missing, distinct }) => [name, type, present, missing, distinct])).toEqual([
      ["n", "number", 2, 1, 2], ["d", "date", 3, 0, 3], ["b", "boolean", 3, 0, 2], ["t", "text", 3, 0, 2], ["m", "text", 3, 0, 3], ["e", "empty", 0, 3, 0], ["w", "date", 1, 2, 1],
    ]);
    expect(columns[1]).toMatchObject({ first: "2024-01-01", last: "2024-03-01" });
    expect(columns[6]).toMatchObject({ first: "2024-05-01T10:00:00Z", top: [{ value: "2024-05-01T10:00:00Z", count: 1, ratio: 1 }] });
    expect(columns[3]!.top).toEqual([{ value: "a", count: 2, ratio: 2 / 3 }, { value: "b", count: 1, ratio: 1 / 3 }]);
  });

  it("warns of constants, ids, skew, values far out, missing values, text among numbers, and near copies", () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({
      customer_id: 1000 + i, same: 7, nearly: i === 3 ? "b" : "a", money: i === 0 ? 1e6 : i % 9, year: i === 5 ? 1893 : 1950 + (i % 40), gaps: i % 3 === 0 ? null : i % 7,
      mixed: i === 9 ? "unknown" : String(i % 11), copy: (1950 + (i % 40)) * 2, plan: ["a", "b", "c"][i % 3], tariff: ["x", "y", "z"][i % 3], note: `a text of its own ${i}`,
    }));
    const found = warned(describe(rows.map((row, i) => (i === 5 ? { ...row, copy: 1893 * 2 } : row))));
    expect(found).toEqual([
      "customer_id ID_LIKE", "same CONSTANT", "nearly NEARLY_CONSTANT", "money SKEWED", "year FAR_OUT", "gaps MISSING", "mixed MIXED", "copy FAR_OUT", "note ID_LIKE", "copy NEAR_COPY", "tariff NEAR_COPY",
    ]);
  });

  it("is the same for rows that come at once and in parts, as records and as a table", () => {
    const row = fc.record({ a: fc.option(fc.integer({ min: -9, max: 9 })), b: fc.option(fc.constantFrom("x", "y", "z")), c: fc.boolean() });
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.nat(40), (rows, cut) => {
      const whole = describe(rows), parts = [rows.slice(0, cut), rows.slice(cut)].filter(({ length }) => length > 0);
      expect(parts.reduce((describer, part) => describer.add(part), new Describer()).finish()).toEqual(whole);
      // A table does not say what the type of a column without a value is.
      if (rows.some(({ a }) => a !== null) && rows.some(({ b }) => b !== null)) expect(describe(Table.fromRecords(rows))).toEqual(whole);
    }));
  });

  it("says of text that looks like dates or grouped numbers that it is to be read", () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({ spent: `1.${100 + i},50`, since: `${1 + (i % 28)}.12.2011`, town: `town ${i % 3}` })), { warnings } = describe(rows);
    expect(warned(describe(rows)).filter((one) => !one.endsWith("NEAR_COPY"))).toEqual(["spent ID_LIKE", "spent NUMBERS_TO_READ", "since DATES_TO_READ"]);
    expect(warnings[2]!.message).toBe('100 % look like dates such as "1.12.2011": ColumnParser reads them when told how they are written');
  });

  it("describes columns of which every value is another one, however many rows there are", () => {
    for (const rows of [19_999, 20_000, 20_001, 40_000]) {
      const { columns: [id], warnings } = describe(Table.fromColumns({ NAME: Array.from({ length: rows }, (_, i) => `customer ${i}`), AGE: Array.from({ length: rows }, (_, i) => i / 7) }));
      expect(id).toMatchObject({ count: rows, type: "text" });
      expect(id!.top.length).toBeGreaterThan(0);
      expect(warnings.map(({ code }) => code)).toContain("ID_LIKE");
    }
  });

  it("tells columns apart in frames that have them in another order, and equal dates among text", () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ a: i, b: (i * 37) % 60, c: i % 4 === 0 ? "never" : new Date((i % 3) * 864e5), plan: ["x", "y"][(i * 7) % 2] })), order = (names: readonly string[], part: typeof rows): Table => Table.fromColumns(Object.fromEntries(names.map((name) => [name, part.map((row) => row[name as "a"])])));
    const ab = rows.map(({ a, b }) => ({ a, b })) as typeof rows;
    expect(new Describer().add(order(["a", "b"], ab.slice(0, 20))).add(order(["b", "a"], ab.slice(20))).finish()).toEqual(describe(ab));
    expect(describe(rows).associations.find(({ columns }) => columns.join() === "c,plan")?.value ?? 0).toBeLessThan(0.9);
  });

  it("counts a column as missing in rows that came before it, or without it", () => {
    const describer = new Describer().add([{ a: 1 }, { a: 2 }]).add([{ b: "x" }]).add([{ a: 3, b: "y" }]);
    expect(describer.finish().columns.map(({ name, count, missing }) => [name, count, missing])).toEqual([["a", 3, 1], ["b", 2, 2]]);
  });

  it("finds what is odd in a real export: ids, constants, missing incomes, impossible birth years; and blanks among numbers", (context) => {
    const marketing = sharedData("marketing_campaign/marketing_campaign.csv"), telco = sharedData("telco_churn/Telco-Customer-Churn.csv");
    if (marketing === null || telco === null) return context.skip(NO_DATA);
    const found = describe(parseCsv(marketing));
    expect(found.columns.find(({ name }) => name === "Income")).toMatchObject({ type: "number", missing: 24 });
    expect(warned(found)).toEqual(expect.arrayContaining(["ID ID_LIKE", "Year_Birth FAR_OUT", "Z_CostContact CONSTANT", "Z_Revenue CONSTANT", "Income SKEWED"]));
    expect(describe(parseCsv(telco)).columns.find(({ name }) => name === "TotalCharges")).toMatchObject({ type: "number", missing: 11 });
  });

  it("refuses no rows, what a table does not hold, and odd options", () => {
    expect(codeOf(() => describe([]))).toBe("EMPTY_DATA");
    expect(codeOf(() => new Describer().finish())).toBe("EMPTY_DATA");
    expect(codeOf(() => describe([{ a: { b: 1 } }]))).toBe("COLUMN_TYPE");
    expect(codeOf(() => describe([{ a: Infinity }]))).toBe("NOT_FINITE");
    for (const options of [{ top: 0 }, { bins: 1.5 }, { associationRows: -1 }, { colour: 1 }]) expect(codeOf(() => describe([{ a: 1 }], options))).toBe("INVALID_OPTION");
  });
});

suite("descriptionToText and descriptionToMarkdown", () => {
  it("keep to the width, and let nothing of the data act", () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({ "a|b": `\u001b[31m<script>${i % 2}`, long: "x".repeat(200), n: i }));
    const text = descriptionToText(describe(rows), { width: 60 }), markdown = descriptionToMarkdown(describe(rows));
    expect(text.split("\n").filter((line) => line.length > 60 && !line.includes("xxx"))).toEqual([]);
    expect(text).not.toContain("\u001b");
    expect(markdown).not.toContain("<script>");
    expect(markdown).toContain("a\\|b");
  });

  it("say nothing of what is not there", () => {
    expect(descriptionToText(describe([{ a: 1 }, { a: 2 }]))).not.toMatch(/Look at|associations|Estimated/);
  });
});
