import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Table } from "../../../src";
import { DecisionTree, decisionTree, type Condition, type DecisionTreeModel, type TreeLeaf } from "../../../src/insights";
import { decodeAny, decodeWith } from "../../../src/predict";
import { codeOf, expectClose, fixtures, uniform } from "../../support/fixtures";

interface Answer { depth: number; leaves: number; impurity: number; accuracy: number; labels: number[]; newLabels: number[]; newProbabilities: number[][] }
interface TreeCase { name: string; minLeaf: number; rows: number[][]; labels: number[]; new: number[][]; weights: number[] | null; answers: Answer[] }

const UNLIMITED = { maxConditions: Infinity, maxLeaves: Infinity, prune: null, thresholds: "middle" } as const;
const recordsOf = (rows: readonly number[][]): Record<string, number>[] => rows.map((row) => Object.fromEntries(row.map((value, j) => [`x${j}`, value])));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Weighted mean Gini impurity of the leaves. */
function impurityOf({ leaves }: { leaves: readonly TreeLeaf[] }): number {
  const all = sum(leaves.flatMap(({ counts }) => counts));
  return sum(leaves.map(({ counts }) => sum(counts) - sum(counts.map((count) => count * count)) / sum(counts))) / all;
}

/** What a condition says of one value, written anew. */
function holds(condition: Condition, value: unknown): boolean {
  if (value === null || value === undefined) return condition.missing;
  if (condition.kind === "missing") return !condition.missing;
  if (condition.kind === "values") return condition.values.includes(value as string) !== condition.not;
  return Number(value) >= (condition.min ?? -Infinity) && Number(value) < (condition.max ?? Infinity);
}
const leavesFor = (leaves: readonly TreeLeaf[], record: object): TreeLeaf[] =>
  leaves.filter(({ conditions }) => conditions.every((condition) => holds(condition, (record as Record<string, unknown>)[condition.column])));

describe("DecisionTree beside scikit-learn", () => {
  for (const { name, minLeaf, rows, labels, new: others, weights, answers } of fixtures<TreeCase>("decision-tree")) {
    for (const { depth, leaves, impurity, accuracy, labels: expected, newLabels, newProbabilities } of answers) {
      it(`fit(table, labels): ${name}, maxDepth ${depth}`, () => {
        const model = new DecisionTree({ ...UNLIMITED, maxDepth: depth, minLeaf }).fit(recordsOf(rows), labels, weights ? { weights } : undefined);
        const found = model.predict(recordsOf(rows));
        expect(model.leaves).toHaveLength(leaves);
        expectClose([impurityOf(model)], [impurity]);
        expect(Array.from(found)).toEqual(expected);
        expectClose([sum(labels.map((label, i) => (label === found[i] ? weights?.[i] ?? 1 : 0))) / (weights ? sum(weights) : labels.length)], [accuracy]);
        expect(Array.from(model.predict(recordsOf(others)))).toEqual(newLabels);
        expectClose(model.probabilities(recordsOf(others)).data, newProbabilities.flat(), 1e-9, 1e-11);
      });
    }
  }
});

/** The JSON of a tree, to be spoilt. */
interface Damaged {
  nodes: { right: unknown; counts: unknown; split: { column: unknown; kind: unknown; missing: unknown } }[];
  segments: unknown[];
  columns: { name: string; range: unknown; type: unknown }[];
}

/** Small tables of all types, with ties, missing values and few rows. */
type Row = { age: number | null; kids: number; pays: string | null; vip: boolean | null; since: Date | null };
const row = fc.record<Row>({
  age: fc.option(fc.constantFrom(18, 20, 34.5, 47, 60.25, 80), { freq: 6 }), kids: fc.nat(3), pays: fc.option(fc.constantFrom("cash", "card", "cheque", "<b>gift</b>"), { freq: 6 }),
  vip: fc.option(fc.boolean(), { freq: 8 }), since: fc.option(fc.constantFrom("2023-01-05", "2023-06-01", "2024-02-29").map((text) => new Date(text)), { freq: 8 }),
});
const sample = fc.array(fc.record({ row, label: fc.nat(2) }), { minLength: 2, maxLength: 24 }).map((items) => ({ rows: items.map((item) => item.row), labels: items.map(({ label }) => (label < items.length ? label : 0)) }));
const tableOf = (rows: readonly Row[]): Table => Table.fromRecords(rows);
/** A column without any value has no type of its own. */
const hasAll = (rows: readonly Row[]): boolean => (["age", "pays", "vip", "since"] as const).every((name) => rows.some((one) => one[name] !== null));

/** Gini of two parts, weighted by their rows. */
function giniOf(labels: readonly number[], isLeft: readonly boolean[]): number {
  const part = (side: boolean): number => {
    const of = labels.filter((_, i) => isLeft[i] === side), counts = [0, 1, 2].map((label) => of.filter((one) => one === label).length);
    return of.length - sum(counts.map((count) => count * count)) / Math.max(1, of.length);
  };
  return (part(true) + part(false)) / labels.length;
}

/** The lowest impurity of any split: all thresholds, all subsets of values, missing values on either side and alone. */
function bestByTrying(rows: readonly Row[], labels: readonly number[], minLeaf: number): number {
  let best = Infinity;
  const consider = (isLeft: boolean[]): void => {
    const left = isLeft.filter(Boolean).length;
    if (Math.min(left, isLeft.length - left) >= minLeaf) best = Math.min(best, giniOf(labels, isLeft));
  };
  for (const name of ["age", "kids", "vip", "since"] as const) {
    const values = rows.map((one) => (one[name] === null ? null : Number(one[name])));
    for (const cut of [-Infinity, ...values.filter((value) => value !== null)]) {
      for (const missing of [true, false]) consider(values.map((value) => (value === null ? missing : value <= cut)));
    }
  }
  const known = [...new Set(rows.map(({ pays }) => pays))];
  for (let mask = 0; mask < 2 ** known.length; mask++) consider(rows.map(({ pays }) => ((mask >> known.indexOf(pays)) & 1) === 1));
  return best;
}

describe("DecisionTree", () => {
  it("fit(table, labels) finds the best first split of all there are, for mixed columns with missing values", () => {
    fc.assert(fc.property(sample, fc.integer({ min: 1, max: 3 }), ({ rows, labels }, minLeaf) => {
      fc.pre(hasAll(rows));
      const model = new DecisionTree({ maxDepth: 1, minLeaf, prune: null }).fit(tableOf(rows), labels), best = bestByTrying(rows, labels, minLeaf);
      const before = giniOf(labels, labels.map(() => true));
      expect(impurityOf(model)).toBeCloseTo(Math.min(best, before), 10);
    }), { numRuns: 400, seed: 222 });
  });

  it("fit(table, labels) finds the best division of 12 values of two segments, and of more at least the best of one value against the others", () => {
    const levels = Array.from("abcdefghijkl"), item = fc.record({ p: fc.option(fc.constantFrom(...levels), { freq: 9 }), label: fc.nat(2) });
    fc.assert(fc.property(fc.array(item, { minLength: 30, maxLength: 60 }), fc.integer({ min: 2, max: 3 }), (items, k) => {
      const rows = items.map(({ p }) => ({ p })), labels = items.map(({ label }) => label % k), known = [...new Set(rows.map(({ p }) => p))];
      const found = impurityOf(new DecisionTree({ maxDepth: 1, maxValues: Infinity, prune: null }).fit(rows, labels));
      const masks = k === 2 ? Array.from({ length: 2 ** (known.length - 1) - 1 }, (_, i) => i + 1) : known.map((_, i) => 2 ** i);
      const best = Math.min(...masks.map((mask) => giniOf(labels, rows.map(({ p }) => ((mask >> known.indexOf(p)) & 1) === 1))));
      if (k === 2) expect(found).toBeCloseTo(Math.min(best, giniOf(labels, labels.map(() => true))), 10);
      else expect(found).toBeLessThanOrEqual(best + 1e-10);
    }), { numRuns: 12, seed: 222 });
  });

  it("fit(table, labels) gives leaves that part the customers, of the depth, the size and the number of columns asked for", () => {
    const thresholds = fc.constantFrom("round", "shortest", "middle");
    fc.assert(fc.property(sample, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), thresholds, ({ rows, labels }, maxDepth, maxConditions, minLeaf, how) => {
      fc.pre(hasAll(rows));
      const model = new DecisionTree({ maxDepth, maxConditions, minLeaf, maxLeaves: 7, thresholds: how }).fit(tableOf(rows), labels), { leaves } = model, found = model.predict(tableOf(rows));
      expect(leaves.length).toBeLessThanOrEqual(Math.min(7, 2 ** maxDepth));
      rows.forEach((one, i) => {
        const own = leavesFor(leaves, one);
        expect(own).toHaveLength(1);
        expect(own[0]!.segment).toBe(found[i]);
      });
      for (const { conditions, counts, segment } of leaves) {
        expect(conditions.length).toBeLessThanOrEqual(maxConditions);
        expect(new Set(conditions.map(({ column }) => column)).size).toBe(conditions.length);
        expect(sum(counts)).toBeGreaterThanOrEqual(Math.min(minLeaf, rows.length));
        expect(counts[model.segments.indexOf(segment)]).toBe(Math.max(...counts));
      }
      for (const { texts } of model.rules()) expect(texts.join()).not.toMatch(/NaN|null|undefined|Infinity/);
    }), { numRuns: 300, seed: 222 });
  });

  it("fit(table, labels) does not hang on the order of rows, predict(table) not on that of columns", () => {
    fc.assert(fc.property(sample, ({ rows, labels }) => {
      fc.pre(hasAll(rows));
      const model = new DecisionTree().fit(tableOf(rows), labels), table = tableOf(rows);
      expect(JSON.stringify(new DecisionTree().fit(tableOf([...rows].reverse()), [...labels].reverse()))).toBe(JSON.stringify(model));
      const turned = Table.fromColumns(Object.fromEntries([...table.names].reverse().map((name) => [name, table.column(name)])));
      expect(model.predict(turned)).toEqual(model.predict(table));
      expect(model.predict(rows)).toEqual(model.predict(table));
    }), { numRuns: 200, seed: 222 });
  });

  it("decodeAny(JSON.stringify(model)) answers bit for bit the same, and gives the same JSON", () => {
    fc.assert(fc.property(sample, ({ rows, labels }) => {
      fc.pre(hasAll(rows));
      const model = new DecisionTree().fit(tableOf(rows), labels), back = decodeAny(JSON.stringify(model), "DecisionTree");
      expect(JSON.stringify(back)).toBe(JSON.stringify(model));
      expect(back.predict(rows)).toEqual(model.predict(rows));
      expect(back.probabilities(rows).data).toEqual(model.probabilities(rows).data);
      expect(back.rules()).toEqual(model.rules());
    }), { numRuns: 150, seed: 222 });
  });

  it("fit(table, labels) with prune 0 labels as many rows rightly as without, by no more leaves", () => {
    fc.assert(fc.property(sample, ({ rows, labels }) => {
      fc.pre(hasAll(rows));
      const right = (model: DecisionTreeModel): number => model.predict(rows).reduce((count, label, i) => count + Number(label === labels[i]), 0);
      const full = new DecisionTree({ prune: null }).fit(tableOf(rows), labels), pruned = new DecisionTree().fit(tableOf(rows), labels);
      expect(right(pruned)).toBe(right(full));
      expect(pruned.leaves.length).toBeLessThanOrEqual(full.leaves.length);
    }), { numRuns: 150, seed: 222 });
  });

  const by = (values: readonly unknown[], labels: readonly number[], options = {}): string[] =>
    new DecisionTree(options).fit(values.map((x) => ({ x })), labels).rules().map(({ texts }) => texts.join(" and "));

  it("rules() say what a reader would: whole ends of integers, the shortest numbers between others", () => {
    expect(by([30, 34, 35, 60], [0, 0, 1, 1])).toEqual(["x at most 34", "x at least 35"]);
    expect(by([0, 0, 1, 2], [0, 0, 1, 1])).toEqual(["x is 0", "x at least 1"]);
    expect(by([0, 1, 2, 2], [0, 0, 1, 1])).toEqual(["x at most 1", "x is 2"]);
    expect(by([12_345.5, 59_817, 60_240.1, 99_000], [0, 0, 1, 1])).toEqual(["x below 60,000", "x at least 60,000"]);
    expect(by([59_817, 60_240, 1, 2], [0, 1, 0, 0])).toEqual(["x below 60,000", "x at least 60,000"]);
    expect(by([10, 29, 30, 45, 46, 60], [0, 0, 1, 1, 0, 0])).toEqual(["x at most 29", "x at least 46", "x from 30 to 45"]);
    expect(by([-7.3, -2.1, 4.4, 9.9], [0, 0, 1, 1])).toEqual(["x below 0", "x at least 0"]);
    expect(by([0.123456, 0.123789, 0.2, 0.1], [0, 1, 1, 0])).toEqual(["x below 0.1236", "x at least 0.1236"]);
    expect(by([1, 5, 5, 9], [0, 1, 1, 0])).toContain("x from 3 to 6");
  });

  it("rules() name dates by year, month or day, and the time of day only where it decides", () => {
    const dates = (...texts: string[]): Date[] => texts.map((text) => new Date(text));
    expect(by(dates("2022-03-04", "2022-12-20", "2023-02-01", "2023-05-05"), [0, 0, 1, 1])).toEqual(["x before 2023-01-01", "x from 2023-01-01 on"]);
    expect(by(dates("2022-03-04", "2022-03-20", "2022-04-07", "2022-05-05"), [0, 0, 1, 1])).toEqual(["x before 2022-04-01", "x from 2022-04-01 on"]);
    expect(by(dates("2022-03-04", "2022-03-06", "2022-03-07", "2022-03-09"), [0, 1, 1, 0])).toContain("x from 2022-03-05 to 2022-03-07");
    expect(by(dates("2022-03-04T08:10", "2022-03-04T17:20"), [0, 1])[0]).toMatch(/^x before 2022-03-04 \d\d:00$/);
  });

  it("rules() name values, the shorter list of them, and what becomes of missing ones", () => {
    expect(by(["a", "b", "c", "c"], [0, 0, 1, 1])).toEqual(["x is not c", "x is c"]);
    expect(by(["a", "b", "c", "d", "d"], [0, 0, 0, 1, 1])).toEqual(["x is not d", "x is d"]);
    expect(by(["a", "a", null, "b", "b"], [0, 0, 0, 1, 1])).toEqual(["x is missing or a", "x is b"]);
    expect(by([null, 1, 2, null], [1, 0, 0, 1])).toEqual(["x is known", "x is missing"]);
    expect(by([null, 1, 2, 8, null], [1, 0, 0, 1, 1])).toEqual(["x at most 4", "x is missing or at least 5"]);
    expect(by([true, false, false], [0, 1, 1])).toEqual(["x is true", "x is false"]);
    expect(by(["<img src=x>", "b"], [0, 1])).toEqual(["x is <img src=x>", "x is b"]);
  });

  it("predict(table) sends what the fit had not: a new value with those not named, a missing one with the larger child", () => {
    const text = new DecisionTree().fit(["a", "b", "c", "c"].map((x) => ({ x })), [0, 1, 1, 1]), numbers = new DecisionTree().fit([1, 2, 3, 9].map((x) => ({ x })), [0, 0, 0, 1]);
    expect(Array.from(text.predict([{ x: "new" }, { x: null }]))).toEqual([1, 1]);
    expect(Array.from(numbers.predict([{ x: null }, { x: 1e9 }, { x: -5 }]))).toEqual([0, 1, 0]);
  });

  it("maxConditions lets a path ask about so many columns, about each as often as it likes", () => {
    const random = uniform(5), rows = Array.from({ length: 400 }, () => ({ a: random(), b: random(), c: random() }));
    const labels = rows.map(({ a, b, c }) => Number(a > 0.3 && a < 0.7 && b > 0.2 && b < 0.8 && c > 0.5));
    const most = (maxConditions: number): number => Math.max(...new DecisionTree({ maxConditions, maxLeaves: Infinity }).fit(rows, labels).leaves.map(({ conditions }) => conditions.length));
    expect([1, 2, 3].map(most)).toEqual([1, 2, 3]);
    const one = new DecisionTree({ maxConditions: 1 }).fit(rows, rows.map(({ a }) => Number(a > 0.3 && a < 0.7)));
    expect(one.leaves.map(({ conditions }) => conditions.length)).toEqual([1, 1, 1]);
  });

  it("maxLeaves takes the splits that gain most, and prune cuts those that gain too little", () => {
    const x = Array.from({ length: 80 }, (_, i) => i), labels = x.map((i) => (i < 40 ? 0 : i < 70 ? 1 : 2));
    expect(by(x, labels, { maxLeaves: 2 })).toEqual(["x at most 39", "x at least 40"]);
    expect(by(x, labels)).toHaveLength(3);
    expect(by(x, labels, { prune: 0.2 })).toEqual(["x at most 39", "x at least 40"]);
    expect(by(x, labels, { prune: 1 })).toEqual([""]);
  });

  it("maxValues bounds the values that a question names", () => {
    const values = Array.from({ length: 40 }, (_, i) => `t${i}`), rows = values.flatMap((x) => [{ x }, { x }]), labels = rows.map((_, i) => Number(i < 40));
    const named = (maxValues: number): number[] => new DecisionTree({ maxValues, maxDepth: 1, prune: null }).fit(rows, labels).leaves.map(({ conditions: [first] }) => (first as { values: readonly (string | boolean)[] } & Condition).values.length);
    expect(named(3)).toEqual([3, 3]);
    expect(named(Infinity)).toEqual([20, 20]);
  });

  it("fit(table, labels, { weights }) counts rows by weight, and leaves those of weight 0 out", () => {
    const rows = [1, 2, 3, 4].map((x) => ({ x }));
    expect(new DecisionTree().fit(rows, [0, 1, 1, 0], { weights: [1, 2, 3, 0] }).leaves.map(({ counts }) => counts)).toEqual([[1, 0], [0, 5]]);
    expect(new DecisionTree({ prune: null }).fit(rows, [0, 1, 2, 3], { weights: [1, 1, 0, 0] }).segments).toEqual([0, 1]);
    for (const unit of [1e-300, 5e-324, 1e300]) expect(new DecisionTree().fit(rows, [0, 0, 1, 1], { weights: [unit, unit, unit, unit] }).leaves.map(({ counts }) => counts)).toEqual([[2 * unit, 0], [0, 2 * unit]]);
    expect(codeOf(() => new DecisionTree().fit(rows, [0, 0, 1, 1], { weights: [1e308, 1e308, 1, 1] }))).toBe("INVALID_OPTION");
  });

  it("fit(table, labels) of one segment is a single leaf, which needs no column", () => {
    const model = new DecisionTree().fit([{ x: 1 }, { x: 2 }], [3, 3].map(() => 1));
    expect(model.leaves).toEqual([{ segment: 1, conditions: [], counts: [2] }]);
    expect(model.columns).toEqual([]);
    expect(Array.from(model.predict([{ y: 1 }, { y: 5 }, {}]))).toEqual([1, 1, 1]);
    expect(decodeAny(JSON.stringify(model), "DecisionTree").rules()).toEqual([{ segment: 1, conditions: [], texts: [], covers: 1, precision: 1 }]);
  });

  it("fit(table, labels) leaves out rows of label -1 and columns that are ids", () => {
    const model = new DecisionTree().fit([{ id: 1, x: 1 }, { id: 2, x: 9 }, { id: 3, x: 5 }], [0, 1, -1]);
    expect([model.columns, model.leaves.map(({ counts }) => counts)]).toEqual([["x"], [[1, 0], [0, 1]]]);
  });

  it("new DecisionTree(options) and fit(table, labels) refuse what they cannot use", () => {
    for (const options of [{ maxDepth: 0 }, { maxDepth: 101 }, { maxConditions: 0 }, { maxLeaves: 1 }, { minLeaf: 0 }, { minLeaf: 1.5 }, { prune: -1 }, { thresholds: "best" }, { columns: ["a", "a"] }, { depth: 3 }, { maxValues: 0 }]) {
      expect(codeOf(() => new DecisionTree(options as never))).toBe("INVALID_OPTION");
    }
    const rows = [{ x: 1 }, { x: 2 }], fit = (labels: unknown, input: unknown = rows, options = {}) => codeOf(() => new DecisionTree(options).fit(input as never, labels as never));
    expect([fit([0]), fit([0, 0.5]), fit([0, 2]), fit([0, -2]), fit("01"), fit([-1, -1]), fit([], [])]).toEqual(["WRONG_LENGTH", "INVALID_OPTION", "INVALID_OPTION", "INVALID_OPTION", "INVALID_OPTION", "EMPTY_DATA", "EMPTY_DATA"]);
    expect([fit([0, 1], rows, { columns: ["y"] }), fit([0, 1], [{ id: 1 }, { id: 2 }]), fit([0, 1], 5)]).toEqual(["MISSING_COLUMN", "EMPTY_DATA", "NOT_NUMERIC"]);
    const model = new DecisionTree().fit(rows, [0, 1]);
    expect([{ y: 1 }, { x: "1" }, { x: Infinity }].map((one) => codeOf(() => model.predict([one])))).toEqual(["MISSING_COLUMN", "COLUMN_TYPE", "NOT_FINITE"]);
    expect(codeOf(() => new DecisionTree().fit(rows, [0, 1], { weights: [1] }))).toBe("WRONG_LENGTH");
  });

  it("fit(table, labels, { signal }) stops when told to", () => {
    const aborted = AbortSignal.abort(new Error("enough"));
    expect(() => new DecisionTree().fit([{ x: 1 }, { x: 2 }], [0, 1], { signal: aborted })).toThrow("enough");
  });

  it("decodeWith(decisionTree) refuses nodes that are no tree and questions that no column can answer", () => {
    const json = JSON.parse(JSON.stringify(new DecisionTree().fit([{ x: 1, p: "a" }, { x: 2, p: "b" }, { x: 1, p: "b" }, { x: 2, p: "a" }, { x: 2, p: "a" }], [0, 1, 2, 3, 3]))) as Damaged;
    const damaged = (change: (json: Damaged) => void): string => {
      const copy = structuredClone(json);
      change(copy);
      return codeOf(() => decodeWith(decisionTree)(copy));
    };
    expect(damaged(() => undefined)).toBe("none");
    const inner = json.nodes.findIndex(({ split }, i) => split && i > 0), changes: ((json: Damaged) => void)[] = [
      ({ nodes }) => void nodes.pop(), ({ nodes }) => void nodes.push(nodes.at(-1)!), ({ nodes }) => void (nodes[0]!.right = 0), ({ nodes }) => void (nodes[0]!.right = 2),
      ({ nodes }) => void (nodes[inner]!.right = nodes[0]!.right), ({ nodes }) => void (nodes.at(-1)!.counts = [0, 0, 0, 0]), ({ nodes }) => void (nodes.at(-1)!.counts = [1]),
      ({ nodes }) => void (nodes[0]!.split.column = "y"), ({ nodes: [root] }) => void (root!.split.kind = root!.split.kind === "values" ? "numeric" : "values"),
      ({ nodes }) => void (nodes[0]!.split.missing = "up"), ({ nodes }) => void nodes.splice(0, nodes.length), ({ segments }) => void segments.reverse(),
      ({ columns }) => void columns.push({ ...columns[0]!, name: "z" }), ({ columns }) => void (columns[0]!.range = null), ({ columns }) => void (columns[0]!.range = [3, 1]), ({ columns }) => void (columns[0]!.type = "text"),
    ];
    for (const change of changes) expect(damaged(change)).toBe("INVALID_MODEL");
  });
});
