import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClusterReporter, KMeans, Pipeline } from "../../src";
import { parseCsv } from "../../src/csv";
import { checkRFMRules, customerFeatures, RFM, RFM_SEGMENTS_10, RFM_SEGMENTS_11, rfm, type RFMOptions } from "../../src/orders";
import { decodeWith } from "../../src/predict";
import { readAllMeasures, readMeasures } from "../../src/stages/rfm/measures";
import { codeOf, NO_DATA, sharedData, uniform } from "../support/fixtures";

const random = uniform(222);
const CUSTOMERS = Array.from({ length: 200 }, () => ({ recency: Math.floor(400 * random()), frequency: 1 + Math.floor(20 * random() ** 2), monetary: Math.round(1e5 * random() ** 3) / 100 }));

describe("RFM", () => {
  it("gives the published scores and segments of the R package rfm, row by row", (context) => {
    const text = sharedData("rfm_r/rfm_data_orders.csv");
    if (text === null) return context.skip(NO_DATA);
    const { table } = customerFeatures(parseCsv(text), { customer: "customer_id", date: "order_date", amount: "revenue", reference: "2006-12-31" });
    const model = new RFM({ segments: RFM_SEGMENTS_10, binning: "rfm-r" }).fit(table), scores = model.score(table), names = table.column("customer_id");
    expect(table.rows).toBe(995);
    expect(rounded(model.cuts)).toEqual({ recency: [115, 181, 297.4, 482], frequency: [4, 5, 6, 8], monetary: [255.8, 382, 506.4, 666] });
    const golden = { "Abbey O'Reilly": [205, 6, 472, "343"], "Add Senger": [140, 3, 340, "412"], "Aden Lesch": [194, 4, 405, "323"], "Aden Murphy": [98, 7, 596, "544"], "Admiral Senger": [132, 5, 448, "433"], "Aiyanna Bruen": [246, 4, 157, "321"] };
    for (const [name, expected] of Object.entries(golden)) {
      const row = names.findIndex((one) => one === `${name}`), record = table.toRecords()[row]!;
      expect([record.recency, record.frequency, record.monetary, scores[row]!.cell]).toEqual(expected);
    }
    expect(model.segmentTable(table).slice(0, 10).map(({ segment, customers, orders, revenue }) => [segment, customers, orders, revenue])).toEqual([
      ["Champions", 35, 316, 31646], ["Potential Loyalist", 342, 2211, 204856], ["Loyal Customers", 170, 799, 76562], ["Promising", 9, 28, 4249],
      ["New Customers", 104, 329, 28837], ["Can't Lose Them", 47, 274, 32446], ["At Risk", 28, 216, 22227], ["Need Attention", 10, 57, 4562],
      ["About To Sleep", 102, 283, 23449], ["Lost", 148, 393, 35324],
    ]);
  });

  it("gives the scores of an independent analysis of Online Retail by ranks, and its segments", (context) => {
    const text = sharedData("online_retail_rfm_reference/rfm_segments.csv"), table = sharedData("online_retail_rfm_reference/segment_data.csv");
    if (text === null || table === null) return context.skip(NO_DATA);
    const reference = parseCsv(text, { schema: { CustomerID: "categorical" } }).toRecords();
    const customers = reference.map(({ Recency, Frequency, Monetary }) => ({ recency: Recency, frequency: Frequency, monetary: Monetary }));
    const model = new RFM({ binning: "rank" }).fit(customers), scores = model.score(customers);
    expect(scores.map((score) => [score!.recency, score!.frequency, score!.monetary])).toEqual(reference.map(({ RScore, FScore, MScore }) => [RScore, FScore, MScore]));
    expect(scores.map((score) => score!.segment)).toEqual(reference.map(({ Segment }) => Segment));
    expect(model.segmentTable(customers).map(({ segment, customers: count }) => [segment, count])).toEqual(
      expect.arrayContaining(parseCsv(table).toRecords().map(({ Segment, CustomerCount }) => [Segment, CustomerCount])));
  });

  it("keeps its thresholds: other customers do not move them, alone or together", () => {
    const model = new RFM().fit(CUSTOMERS), later = CUSTOMERS.map((one) => ({ ...one, monetary: one.monetary * 10 })), json = JSON.stringify(model);
    const together = model.score(later), alone = later.flatMap((one) => model.score([one]));
    expect(together).toEqual(alone);
    expect(JSON.stringify(model)).toBe(json);
    expect(decodeWith(rfm)(json, "RFM").score(later)).toEqual(together);
  });

  it("scores beyond quantiles, or by quantiles plus 1 as R's rfm: the definitions", () => {
    const rules = { quantile: (value: number, quantile: number) => value > quantile, "rfm-r": (value: number, quantile: number) => value >= quantile + 1 };
    for (const binning of ["quantile", "rfm-r"] as const) {
      const scores = new RFM({ binning }).fit(CUSTOMERS).transform(CUSTOMERS).toRows(), count = (of: "recency" | "frequency" | "monetary", row: number): number => beyond(CUSTOMERS[row]![of], CUSTOMERS.map((one) => one[of]), rules[binning]);
      CUSTOMERS.forEach((_, row) => expect(scores[row]).toEqual([5 - count("recency", row), 1 + count("frequency", row), 1 + count("monetary", row)]));
    }
  });

  it("scores amounts of cents and of millions alike", () => {
    const small = CUSTOMERS.map((one) => ({ ...one, monetary: one.monetary / 1e6 })), scores = new RFM().fit(CUSTOMERS).score(CUSTOMERS);
    expect(new RFM().fit(small).score(small)).toEqual(scores);
    const distinct = CUSTOMERS.map((one, i) => ({ ...one, monetary: i / 1000 })), plusOne = new RFM({ binning: "rfm-r" }).fit(distinct);
    expect(plusOne.notes).toEqual([`monetary: nobody has the scores 2, 3, 4, 5; no two customers have the same value, the thresholds are ${plusOne.cuts.monetary.join(", ")}`]);
  });

  it("remarks on customers that cannot be compared with those of the fit", () => {
    const model = new RFM().fit(CUSTOMERS), longest = Math.max(...CUSTOMERS.map(({ recency }) => recency));
    expect(model.remarks(CUSTOMERS)).toEqual([]);
    expect(model.remarks(CUSTOMERS.map((one) => ({ ...one, recency: one.recency % 30 })))).toEqual([expect.stringMatching(/^the last orders of these customers are up to \d+ days back, those of the fit up to \d+/)]);
    expect(model.remarks(CUSTOMERS.map((one) => ({ ...one, recency: one.recency + longest })))).toEqual([expect.stringContaining("is the reference day right?")]);
  });

  it("scores by ranks as cutting the ranks of all customers does, for any values and ties", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 80 }), fc.integer({ min: 2, max: 9 }), (values, bins) => {
      fc.pre(new Set(values).size > 1);
      const ranks = values.map((value) => 1 + values.filter((other) => other < value).length), most = Math.max(...ranks);
      const expected = ranks.map((rank) => 1 + Array.from({ length: bins - 1 }, (_, i) => 1 + ((i + 1) * (most - 1)) / bins).filter((edge) => rank > edge).length);
      const customers = values.map((value) => ({ recency: value, frequency: value, monetary: value }));
      const scores = new RFM({ bins, binning: "rank", segments: [] }).fit(customers).score(customers);
      expect(scores.map((score) => score!.frequency)).toEqual(expected);
      expect(scores.map((score) => score!.recency)).toEqual(expected.map((score) => bins + 1 - score));
    }));
  });

  it("says which scores equal values leave to nobody, or refuses them", () => {
    const tied = CUSTOMERS.map((one, i) => ({ ...one, frequency: i % 10 === 0 ? 2 + (i % 7) : 1 }));
    expect(new RFM().fit(tied).notes).toEqual([expect.stringMatching(/^frequency: nobody has the scores? .*; 9\d % of the customers have the value 1$/)]);
    expect(codeOf(() => new RFM({ ties: "error" }).fit(tied))).toBe("TOO_FEW_DISTINCT");
    expect(new RFM({ ties: "error" }).fit(CUSTOMERS).notes).toEqual([]);
  });

  it("gives everybody the middle score where a measure is the same for all, one customer alone included", () => {
    const same = CUSTOMERS.map((one) => ({ ...one, monetary: 20 }));
    const model = new RFM().fit(same), more = model.score([{ recency: 1, frequency: 1, monetary: 19 }, { recency: 1, frequency: 1, monetary: 21 }]);
    expect(new Set(model.score(same).map((score) => score!.monetary))).toEqual(new Set([3]));
    expect(more.map((score) => score!.monetary)).toEqual([1, 5]);
    expect(new RFM().fit([{ recency: 3, frequency: 1, monetary: 9.5 }]).score([{ recency: 3, frequency: 1, monetary: 9.5 }])[0]!.cell).toBe("333");
    expect(new RFM({ bins: 4, segments: [] }).fit(same).score(same)[0]!.monetary).toBe(2);
  });

  it("takes cuts, columns, bins and segments of one's own", () => {
    const customers = [{ days: 5, n: 1, eur: 10 }, { days: 50, n: 3, eur: 99 }];
    const options: RFMOptions = { bins: 2, columns: { recency: "days", frequency: "n", monetary: "eur" }, cuts: { recency: [30], frequency: [2], monetary: [50] }, segments: [{ name: "fresh", recency: [2, 2] }, { name: "rich", cells: ["122"] }], otherwise: "rest" };
    const model = new RFM(options).fit(customers);
    expect(model.score(customers)).toEqual([{ recency: 2, frequency: 1, monetary: 1, cell: "211", segment: "fresh" }, { recency: 1, frequency: 2, monetary: 2, cell: "122", segment: "rich" }]);
    expect(model.segments).toEqual(["fresh", "rich", "rest"]);
    expect(model.notes).toContain('segments: 3 of 8 cells have no rule, they are "rest"');
  });

  it("gives null for a customer with a missing value where it scores, and refuses one where it labels", () => {
    const model = new RFM().fit(CUSTOMERS), rows = [{ recency: 4, frequency: null, monetary: 9 }, CUSTOMERS[0]!];
    expect(model.score(rows).map((score) => score === null)).toEqual([true, false]);
    for (const ask of ["predict", "transform", "segmentTable"] as const) expect(codeOf(() => model[ask](rows))).toBe("MISSING_VALUE");
    expect(codeOf(() => new RFM().fit(rows))).toBe("MISSING_VALUE");
  });

  it("reads the columns of estimator and model in one place, one column for several measures too", () => {
    const columns = { recency: "days", frequency: "n", monetary: "n" }, rows = [{ days: 4, n: 1 }, { days: 9, n: null }];
    expect(readMeasures("test", rows, columns)).toEqual({ recency: Float64Array.of(4, 9), frequency: Float64Array.of(1, NaN), monetary: Float64Array.of(1, NaN) });
    expect(() => readAllMeasures("test", rows, columns)).toThrow('test requires column "n" to have no missing value, got one at row index 1');
    expect(readAllMeasures("test", rows.slice(0, 1), columns)).toEqual(readMeasures("test", rows.slice(0, 1), columns));
  });

  it("is a stage: its scores are features for k-means, its segments labels for reports", () => {
    const pipeline = new Pipeline([new RFM(), new KMeans({ k: 3, seed: 1 })]).fit(CUSTOMERS);
    expect(new Set(pipeline.predict(CUSTOMERS)).size).toBe(3);
    const model = new RFM().fit(CUSTOMERS), report = new ClusterReporter({ columns: ["monetary"] }).fit(CUSTOMERS, model.predict(CUSTOMERS));
    expect(report.rows).toBe(200);
    expect(codeOf(() => new RFM().outputSchema({ columns: [{ name: "recency", kind: "numeric", type: "number" }], exact: true }))).toBe("MISSING_COLUMN");
  });

  it("shares the revenue among segments that have some: sums of returns have no part in it", () => {
    const segments = [{ name: "good", recency: [3, 3] }, { name: "fair", recency: [2, 2] }] as const, customers = [1, 1, 2, 3].map((recency) => ({ recency, frequency: 1, monetary: 1 }));
    const model = new RFM({ bins: 3, cuts: { recency: [2, 3] }, segments, otherwise: "rest" }).fit(customers), table = (...monetary: number[]): unknown => model.segmentTable(customers.map((one, i) => ({ ...one, monetary: monetary[i] }))).map(({ revenue, revenueShare }) => [revenue, revenueShare]);
    expect(table(20, 10, 10, 0)).toEqual([[30, 0.75], [10, 0.25], [0, 0]]);
    expect(table(40, -10, 10, -20)).toEqual([[30, 0.75], [10, 0.25], [-20, 0]]);
    expect(table(5, 0, -50, -60)).toEqual([[5, 1], [-50, 0], [-60, 0]]);
    expect(table(0, 0, -1, -1)).toEqual([[0, NaN], [-1, NaN], [-1, NaN]]);
  });

  it("copies rules whatever lists their scores are in, and leaves those of the caller as they are", () => {
    const recency = Uint8Array.of(4, 5), rules = [{ name: "fresh", recency: recency as unknown as [number, number] }, { name: "rich", cells: ["135"] }], recipe = new RFM({ segments: rules, cuts: { recency: undefined! } });
    recency[0] = 1;
    rules.pop();
    expect(recipe.segments).toEqual([{ name: "fresh", recency: [4, 5] }, { name: "rich", cells: ["135"] }]);
    const model = recipe.fit(CUSTOMERS);
    expect(decodeWith(rfm)(JSON.stringify(model), "RFM").score(CUSTOMERS)).toEqual(model.score(CUSTOMERS));
    expect(Object.isFrozen(recipe.segments[0]!.recency)).toBe(true);
  });

  it("refuses to decode a name for the others that the constructor refuses", () => {
    const json = JSON.stringify(new RFM().fit(CUSTOMERS).toJSON()).replace('"otherwise":"Others"', '"otherwise":""');
    expect(codeOf(() => decodeWith(rfm)(json, "RFM"))).toBe("INVALID_MODEL");
  });

  it("refuses odd options and customers", () => {
    const cyclic: Record<string, unknown> = { name: "a" }, ring: unknown[] = [];
    cyclic.self = cyclic;
    ring.push(ring);
    const odd: unknown[] = [
      { segments: null }, { columns: null }, { columns: { recency: null } }, { cuts: null }, { cuts: { recency: null } }, { otherwise: null }, { bins: null },
      { segments: [cyclic] }, { segments: ring }, { segments: [{ name: cyclic }] }, { segments: [{ name: "a", cells: ring }] }, { segments: [{ name: "a", recency: ring }] }, { columns: cyclic },
      { segments: 1n }, { segments: [1n] }, { segments: [{ name: 1n }] }, { segments: [{ name: "a", recency: [1n, 2n] }] }, { segments: [{ name: "a", cells: [111n] }] }, { segments: [, { name: "a" }] }, // eslint-disable-line no-sparse-arrays
      { cuts: { recency: [1n, 2n, 3n, 4n] } }, { cuts: { recency: [Symbol("a"), 2, 3, 4] } }, { cuts: { recency: [Object.create(null), 2, 3, 4] } },
      { bins: 1 }, { bins: 10 }, { bins: 4 }, { binning: "ntile" }, { ties: "break" }, { colour: 1 }, { otherwise: "" }, { otherwise: "Lost", segments: RFM_SEGMENTS_10 }, { columns: { recency: 7 } }, { columns: { days: "d" } },
      { cuts: { recency: [1, 2, 3] } }, { cuts: { recency: [1, 2, 2, 3] } }, { cuts: { recency: [4, 3, 2, 1] } }, { cuts: { days: [1, 2, 3, 4] } }, { cuts: { recency: "1" } },
      { segments: 7 }, { segments: [7] }, { segments: [{}] }, { segments: [{ name: "a", recency: [5, 4] }] }, { segments: [{ name: "a", recency: [0, 4] }] }, { segments: [{ name: "a", recency: 5 }] },
      { segments: [{ name: "a", cells: ["556"] }] }, { segments: [{ name: "a", cells: [] }] }, { segments: [{ name: "a", cells: ["555"], recency: [1, 2] }] }, { segments: [{ name: "a", colour: 1 }] },
      { segments: [{ name: "all" }, { name: "never", recency: [5, 5] }] },
    ];
    for (const options of odd) expect([options, codeOf(() => new RFM(options as RFMOptions))]).toEqual([options, "INVALID_OPTION"]);
    expect(codeOf(() => new RFM().fit([]))).toBe("EMPTY_DATA");
    expect(codeOf(() => new RFM().fit([{ recency: 1, frequency: 1 }]))).toBe("MISSING_COLUMN");
    expect(codeOf(() => new RFM().fit([{ recency: "1", frequency: 1, monetary: 2 }]))).toBe("COLUMN_TYPE");
  });
});

describe("checkRFMRules", () => {
  it("finds the cells without a rule and those with several, by going through all of them", () => {
    for (const rules of [RFM_SEGMENTS_10, RFM_SEGMENTS_11]) {
      const { gaps, overlaps } = checkRFMRules(rules), holding = new Map<string, Set<string>>();
      for (const r of [1, 2, 3, 4, 5]) for (const f of [1, 2, 3, 4, 5]) for (const m of [1, 2, 3, 4, 5]) {
        const inside = ([from, to]: readonly [number, number] = [1, 5], score = 0): boolean => from <= score && score <= to;
        const names = rules.filter(({ cells, recency, frequency, monetary }) => (cells ? cells.includes(`${r}${f}${m}`) : inside(recency, r) && inside(frequency, f) && inside(monetary, m))).map(({ name }) => name);
        holding.set(`${r}${f}${m}`, new Set(names));
      }
      expect(gaps).toEqual([...holding].filter(([, names]) => names.size === 0).map(([cell]) => cell));
      expect(overlaps).toEqual([...holding].filter(([, names]) => names.size > 1).map(([cell, names]) => ({ cell, names: [...names] })));
    }
  });
});

/** How many of the quantiles a value is beyond. */
function beyond(value: number, values: readonly number[], isBeyond: (value: number, quantile: number) => boolean): number {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.2, 0.4, 0.6, 0.8].filter((p) => {
    const at = (sorted.length - 1) * p, low = sorted[Math.floor(at)]!, high = sorted[Math.ceil(at)]!;
    return isBeyond(value, low + (high - low) * (at - Math.floor(at)));
  }).length;
}

const rounded = <T extends object>(cuts: T): unknown => JSON.parse(JSON.stringify(cuts, (_, value: unknown) => (typeof value === "number" ? Math.round(value * 1e9) / 1e9 : value)));
