import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KMeans, segment, StandardScaler, Table } from "../../src";
import { parseCsv } from "../../src/csv";
import { rulesToText, segmentRules, type Condition, type SegmentRules } from "../../src/insights";
import { codeOf, NO_DATA, sharedData, uniform } from "../support/fixtures";

/** What a condition says of one value, written anew. */
function holds(condition: Condition, value: unknown): boolean {
  if (value === null || value === undefined) return condition.missing;
  if (condition.kind === "missing") return !condition.missing;
  if (condition.kind === "values") return condition.values.includes(value as string) !== condition.not;
  return Number(value) >= (condition.min ?? -Infinity) && Number(value) < (condition.max ?? Infinity);
}
const allRules = ({ segments }: SegmentRules) => segments.flatMap(({ rules }) => rules);

/** Cover and precision of every rule, counted by hand. */
function recount(found: SegmentRules, records: readonly object[], labels: ArrayLike<number>): void {
  for (const { segment: label, size, rules } of found.segments) {
    expect(size).toBe(records.filter((_, i) => labels[i] === label).length);
    for (const { segment: own, conditions, texts, covers, precision } of rules) {
      const met = records.flatMap((record, i) => (labels[i]! >= 0 && conditions.every((one) => holds(one, (record as Record<string, unknown>)[one.column])) ? [labels[i]!] : []));
      const right = met.filter((one) => one === label).length;
      expect([own, covers, precision]).toEqual([label, right / size, right / met.length]);
      expect(texts).toHaveLength(conditions.length);
    }
    expect(rules.map(({ covers }) => covers)).toEqual(rules.map(({ covers }) => covers).sort((a, b) => b - a));
  }
}

const random = uniform(11);
const customers = Array.from({ length: 500 }, () => ({ INCOME: Math.round(20_000 + 80_000 * random()), KIDS: Math.floor(4 * random()), PAYS: random() < 0.1 ? null : random() < 0.5 ? "card" : "cash" }));
const labels = customers.map(({ INCOME, KIDS, PAYS }) => (INCOME < 50_000 ? 0 : KIDS === 0 ? 1 : PAYS === "card" ? 2 : 3));

describe("segmentRules", () => {
  const found = segmentRules(customers, labels);

  it("segmentRules(table, labels) finds the rules by which segments were made", () => {
    const texts = found.segments.map(({ rules }) => rules.map((rule) => rule.texts.join(" and ")));
    expect(texts[0]![0]).toMatch(/^INCOME below (50,000|49,9\d\d|50,\d\d\d)$/);
    expect(texts[1]![0]).toMatch(/^INCOME at least [\d,]+ and KIDS is 0$/);
    expect(texts[2]![0]).toMatch(/^INCOME at least [\d,]+ and KIDS at least 1 and PAYS is card$/);
    expect(texts[3]![0]).toMatch(/^INCOME at least [\d,]+ and KIDS at least 1 and PAYS is missing or cash$/);
    expect(allRules(found).every(({ covers, precision }) => covers === 1 && precision === 1)).toBe(true);
    expect(found.fidelity).toMatchObject({ rows: expect.closeTo(150, -1) });
    expect(found.fidelity.accuracy).toBeGreaterThan(0.98);
    expect([found.rows, found.fitted]).toEqual([500, 500]);
    recount(found, customers, labels);
  });

  it("segmentRules(table, labels) is deterministic, and another seed holds out others", () => {
    expect(segmentRules(Table.fromRecords(customers), Int32Array.from(labels))).toEqual(found);
    const noisy = labels.map((label, i) => (i % 7 === 0 ? (label + 1) % 4 : label)), by = (seed: number | string) => segmentRules(customers, noisy, { seed });
    expect(by(1).fidelity).not.toEqual(by("b").fidelity);
    expect(by(1).segments).toEqual(by("b").segments);
  });

  it("segmentRules(table, labels) gives at most 3 rules of at most 3 conditions, or as many as asked for", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 1000 }), (maxRules, maxConditions, seed) => {
      const draw = uniform(seed), rows = Array.from({ length: 80 }, () => ({ a: draw(), b: Math.floor(5 * draw()), c: "xyz"[Math.floor(3 * draw())]!, d: draw() < 0.2 ? null : draw() }));
      const own = rows.map(({ a, b }) => (draw() < 0.1 ? -1 : draw() < 0.15 ? 2 : Number(a * 5 > b)));
      const rules = segmentRules(rows, own, { maxRules, maxConditions });
      expect(Math.max(...rules.segments.map((one) => one.rules.length))).toBeLessThanOrEqual(maxRules);
      expect(Math.max(...allRules(rules).map(({ conditions }) => conditions.length))).toBeLessThanOrEqual(maxConditions);
      recount(rules, rows, own);
    }), { numRuns: 60, seed: 222 });
  });

  it("segmentRules(table, labels) has a rule also for a segment that is the most frequent in no leaf", () => {
    const draw = uniform(3), rows = Array.from({ length: 1000 }, () => ({ x: draw(), y: draw() }));
    const own = rows.map(({ x, y }) => (x > 0.8 && y > 0.8 && draw() < 0.3 ? 1 : 0)), rules = segmentRules(rows, own, { maxLeaves: 6, minLeaf: 20 });
    expect(rules.tree.leaves.every((leaf) => leaf.segment === 0)).toBe(true);
    const [first] = rules.segments[1]!.rules;
    expect(first!.covers).toBeGreaterThan(0.9);
    expect(first!.texts.join()).toMatch(/^(?:x at least 0\.8,y at least 0\.[78]\d*|y at least 0\.[78]\d*,x at least 0\.[78]\d*)$/);
    recount(rules, rows, own);
  });

  it("segmentRules(table, labels) has no rule where nothing tells segments apart", () => {
    const rules = segmentRules(Array.from({ length: 40 }, () => ({ x: 1 })), Array.from({ length: 40 }, (_, i) => i % 2));
    expect(rules.segments.map((one) => one.rules.length)).toEqual([1, 0]);
    expect(rulesToText(rules, ["odd", "even"])).toContain("no rule tells even from the others");
  });

  it("segmentRules(table, labels) of few customers holds nobody out, and says so", () => {
    const few = segmentRules([1, 2, 3, 10, 11, 12].map((x) => ({ x })), [0, 0, 0, 1, 1, 1]);
    expect(few.fidelity).toEqual({ rows: 0, accuracy: 1, balanced: 1 });
    expect(rulesToText(few)).toBe("if x at most 5 then segment 0 (covers 100 %, 100 % right)\nif x at least 6 then segment 1 (covers 100 %, 100 % right)\nThe tree of these rules finds the segment of 100 % of the customers it was made of.");
    expect(segmentRules(customers, labels, { holdout: 0 }).fidelity.rows).toBe(0);
  });

  it("segmentRules(table, labels) holds out the share asked for, of each segment", () => {
    const sizes = [300, 40, 3, 1], rows = sizes.flatMap((size, label) => Array.from({ length: size }, (_, i) => ({ x: label * 10 + (i % 7), label })));
    const { fidelity, segments } = segmentRules(rows, rows.map(({ label }) => label), { holdout: 0.25, columns: ["x"] });
    expect(fidelity.rows).toBe(75 + 10 + 1);
    expect(segments.map(({ size }) => size)).toEqual(sizes);
  });

  it("segmentRules(table, labels) judges by customers that the tree has not seen: labels by chance are not found", () => {
    const draw = uniform(9), rows = Array.from({ length: 600 }, () => ({ a: draw(), b: draw(), c: draw() })), chance = rows.map(() => Math.floor(3 * draw()));
    const { fidelity: { accuracy, balanced } } = segmentRules(rows, chance, { minLeaf: 1, maxLeaves: 100 });
    expect(accuracy).toBeLessThan(0.45);
    expect(balanced).toBeLessThan(0.45);
  });

  it("segmentRules(table, labels) draws from larger data, some of each segment, and counts covers among all", () => {
    const draw = uniform(4), rows = Array.from({ length: 3000 }, (_, i) => ({ x: draw() + (i % 100 === 0 ? 5 : 0), y: draw() })), own = rows.map(({ x, y }) => (x > 3 ? 2 : Number(y > 0.5)));
    const rules = segmentRules(rows, own, { sample: 500 });
    expect(rules.rows).toBe(3000);
    expect(rules.fitted).toBeGreaterThan(500);
    expect(rules.fitted).toBeLessThan(560);
    expect(rules.segments[2]!.rules[0]!.covers).toBe(1);
    recount(rules, rows, own);
  });

  it("segmentRules(table, labels, options) refuses what it cannot use", () => {
    for (const options of [{ maxRules: 0 }, { holdout: 1 }, { holdout: -0.1 }, { sample: 0 }, { seed: null }, { rules: 3 }, { maxConditions: 0 }, { prune: -1 }, { signal: 5 }, { onProgress: 5 }]) {
      expect(codeOf(() => segmentRules(customers, labels, options as never))).toBe("INVALID_OPTION");
    }
    expect([() => segmentRules(customers, [0]), () => segmentRules(customers, labels.map(() => -1)), () => segmentRules([], []), () => segmentRules(customers, labels, { columns: ["AGE"] })].map(codeOf)).toEqual(["WRONG_LENGTH", "EMPTY_DATA", "EMPTY_DATA", "MISSING_COLUMN"]);
    expect(() => segmentRules(customers, labels, { signal: AbortSignal.abort(new Error("enough")) })).toThrow("enough");
  });

  it("rulesToText(rules, names) passes HTML through and takes control characters out", () => {
    const rules = segmentRules([{ p: "<b>\u001b[31m" }, { p: "x" }], [0, 1]);
    expect(rulesToText(rules, ["<i>"])).toBe("if p is <b> [31m then <i> (covers 100 %, 100 % right)\nif p is x then segment 1 (covers 100 %, 100 % right)\nThe tree of these rules finds the segment of 100 % of the customers it was made of.");
  });
});

describe("segmentRules on real customers", () => {
  const mall = sharedData("mall_customers/Mall_Customers.csv"), telco = sharedData("telco_churn/Telco-Customer-Churn.csv"), campaign = sharedData("marketing_campaign/marketing_campaign.csv");

  it.skipIf(mall === null)(`Mall_Customers.csv: the five segments by income and spending have rules of two conditions${mall === null ? ` (${NO_DATA})` : ""}`, () => {
    const table = parseCsv(mall!), x = table.toRecords().map((record) => [record["Annual Income (k$)"], record["Spending Score (1-100)"]] as number[]), z = new StandardScaler().fit(x).transform(x);
    const found = segmentRules(table, new KMeans({ k: 5 }).fit(z).predict(z));
    expect(found.fidelity.accuracy).toBeGreaterThan(0.92);
    for (const { rules } of found.segments) expect([rules[0]!.covers > 0.9, rules[0]!.precision > 0.95, rules[0]!.conditions.length <= 2]).toEqual([true, true, true]);
  });

  it.skipIf(telco === null || campaign === null)(`Telco-Customer-Churn.csv and marketing_campaign.csv: the tree finds most of what segment made${telco === null ? ` (${NO_DATA})` : ""}`, () => {
    for (const [text, k, least] of [[telco!, 4, 0.94], [campaign!, 4, 0.87]] as const) {
      const table = parseCsv(text), { labels: made } = segment(table, { k }), found = segmentRules(table, made);
      expect(found.fidelity.accuracy).toBeGreaterThan(least);
      expect(found.fidelity.balanced).toBeGreaterThan(least);
      recount(found, table.toRecords(), made);
    }
  });
});
