import { formatShare } from "../../src/report/render/format";
import { describe, expect, it } from "vitest";
import { segment } from "../../src";
import { parseCsv } from "../../src/csv";
import { addCustomers, borderlineCustomers, evaluateHeldOut, explainCustomers, findSegments, representatives } from "../../src/insights";
import { decodeSegmentation } from "../../src/predict";
import { readInsights } from "../../src/report-page";
import { codeOf, NO_DATA, sharedData, uniform } from "../support/fixtures";

/** Three kinds of customers, 40 of each, with a column that was not used and one that says nothing. */
function customers(size = 40): Record<string, unknown>[] {
  const random = uniform(3), kinds = [{ AGE: 22, ORDERS: 9, PAYS: "card" }, { AGE: 45, ORDERS: 1, PAYS: "cash" }, { AGE: 70, ORDERS: 5, PAYS: "invoice" }];
  return Array.from({ length: 3 * size }, (_, i) => {
    const { AGE, ORDERS, PAYS } = kinds[i % 3]!;
    return { CUSTOMER_ID: `c${i}`, AGE: AGE + Math.round(6 * random()), ORDERS: ORDERS + Math.round(2 * random()), PAYS: random() < 0.9 ? PAYS : "card", LUCK: Math.round(100 * random()) };
  });
}

/** Columns without anything in common, as those of the guide's database. */
function independent(size: number, seed: number): Record<string, unknown>[] {
  const random = uniform(seed), pick = (values: readonly string[]): string => values[Math.floor(values.length * random() ** 1.5)]!;
  return Array.from({ length: size }, (_, i) => ({
    USER_ID: i, AGE: 12 + Math.floor(59 * random()), GENDER: random() < 0.5 ? "F" : "M", COUNTRY: pick(["China", "United States", "Brasil", "France", "Spain", "Japan"]),
    TRAFFIC_SOURCE: pick(["Search", "Organic", "Email", "Display", "Facebook"]), TOTAL_ORDERS: 1 + Math.floor(4 * random() ** 3), BRAND: pick([..."ABCDEFGHIJKLMNOP"].map((letter) => `Brand ${letter}`)),
  }));
}

const USED = { columns: ["AGE", "ORDERS"], seed: 222, maxK: 6 };

describe("findSegments", () => {
  it("gives a verdict, and names, rules, stability and differences of each segment", () => {
    const { model, labels } = findSegments(customers(), USED), insights = model.insights!;
    expect(insights.verdict).toMatchObject({ kind: "clear", k: 3 });
    expect(model.k).toBe(3);
    expect(insights.segments.map(({ size }) => size)).toEqual([40, 40, 40]);
    for (const one of insights.segments) {
      expect(one.stability).toBeGreaterThan(0.9);
      expect(one.stabilityBand).toBe("highly stable");
      expect(one.rules[0]!.covers).toBeGreaterThan(0.9);
      expect(one.rules[0]!.conditions.length).toBeLessThanOrEqual(3);
      expect(one.silhouette).toBeGreaterThan(0.5);
    }
    const old = labels[2]!, oldest = insights.segments[old]!;
    expect(oldest.apart.map(({ column }) => column)).toContain("PAYS");
    expect(oldest.apart.map(({ column }) => column)).not.toContain("LUCK");
    expect(oldest.apart.map(({ column }) => column)).not.toContain("CUSTOMER_ID");
    expect(oldest.name).toMatch(/invoice|age/i);
    expect(insights.sweep.map(({ k }) => k)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(insights.heldOut).toMatchObject({ rows: 36, agreement: 1 });
    expect(insights.rules.heldOut).toBeGreaterThan(30);
  });

  it("notes the columns that tell no segment from the others", () => {
    const { model } = findSegments(customers(), { ...USED, columns: ["AGE", "ORDERS", "LUCK"], k: 3, resamples: 1 });
    expect(model.notes.join(" ")).toMatch(/LUCK: hardly different between segments/);
    expect(findSegments(customers(), { ...USED, resamples: 1 }).model.notes.join(" ")).not.toContain("hardly different");
  });

  it("keeps the insights in the JSON of the model, bit for bit, and nobody's id", () => {
    const { model } = findSegments(customers(), USED), text = JSON.stringify(model), read = decodeSegmentation(text);
    expect(JSON.stringify(read)).toBe(text);
    expect(read.insights).toEqual(model.insights);
    expect(text).not.toMatch(/c\d+"/);
    expect(Object.isFrozen(read.insights)).toBe(true);
  });

  it("names nobody whose name stands in a column that was left out, also where a segment has few customers", () => {
    const rows = Array.from({ length: 120 }, (_, i) => ({ NAME: `Person${i} Miller`, AGE: [22, 45, 70][i % 3]! + ((i * 7) % 5), INCOME: i < 4 ? 900 + i : [9, 1, 5][i % 3]! + ((i * 5) % 3) }));
    const { model } = findSegments(rows, { k: 4, resamples: 1 });
    expect(Math.min(...model.insights!.segments.map(({ size }) => size))).toBe(4);
    expect(JSON.stringify(model)).not.toContain("Miller");
  });

  it("lists no values for a form that hardly anybody has", () => {
    const rows = Array.from({ length: 150 }, (_, i) => ({ CITY: i === 7 ? "Xville" : ["Rome", "Oslo"][i % 2]!, AGE: [22, 60][i % 2]! + ((i * 7) % 5) }));
    expect(findSegments(rows, { k: 2, resamples: 1 }).model.insights!.inputs[0]).toMatchObject({ name: "CITY", values: ["Rome", "Oslo"], typical: "Rome" });
  });

  it("finds what segment finds where nobody can be held out: few distinct customers, a value of few", () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ A: i < 2 ? i + 1 : 0 })), flag = Array.from({ length: 12 }, (_, i) => ({ A: i === 3 ? 1 : 0 }));
    for (const [customers, options] of [[rows, { k: 3 }], [flag, { maxK: 3 }]] as const) {
      const seeds = Array.from({ length: 6 }, (_, seed) => findSegments(customers, { ...options, seed, holdout: 0.6, resamples: 1, references: 49 }));
      expect(seeds.map(({ labels }) => labels)).toEqual(seeds.map(({ k }, seed) => segment(customers, { k, seed }).labels));
      expect(seeds.map(({ model }) => model.insights!.heldOut)).toContain(null);
    }
  });

  it("gives the same bits for the same seed", () => {
    expect(JSON.stringify(findSegments(customers(), USED).model)).toBe(JSON.stringify(findSegments(customers(), USED).model));
  });

  it("labels as segment does with the same k", () => {
    expect(findSegments(customers(), { ...USED, k: 4 }).labels).toEqual(segment(customers(), { columns: ["AGE", "ORDERS"], seed: 222, k: 4 }).labels);
  });

  it("says that there are no segments where columns have nothing in common, and takes k all the same", () => {
    for (const recipe of ["default", "guide"] as const) {
      const { model } = findSegments(independent(800, 5), { recipe, seed: 222, maxK: 8, resamples: 2 });
      expect(model.insights!.verdict.kind).toBe("none");
      expect(model.notes.join(" ")).toContain("There are no segments");
    }
    const { model } = findSegments(independent(400, 6), { seed: 222, k: 4, maxK: 6, resamples: 2 });
    expect([model.k, model.insights!.verdict.kind]).toEqual([4, "none"]);
  });

  it("finds the five segments of the Mall data", (context) => {
    const text = sharedData("mall_customers/Mall_Customers.csv");
    if (text === null) return context.skip(NO_DATA);
    const { model } = findSegments(parseCsv(text), { columns: ["Annual Income (k$)", "Spending Score (1-100)"], seed: 222 });
    expect(model.insights!.verdict).toMatchObject({ kind: "clear", k: 5 });
    expect(model.insights!.segments.map(({ name }) => name)).toEqual(["Average", "High spending score and annual income", "Low spending score, high annual income", "Low annual income and spending score", "Low annual income, high spending score"]);
  });

  it("leaves out the sample and the held-out customers where they are not asked for", () => {
    const { insights } = findSegments(customers(), { ...USED, sample: 0, holdout: 0, resamples: 1 }).model;
    expect([insights!.sample, insights!.heldOut]).toEqual([null, null]);
  });

  it("takes markup and commands in values as text", () => {
    const evil = customers().map((one) => ({ ...one, PAYS: `<script>alert("${String(one.PAYS)}")</script>` }));
    const { model } = findSegments(evil, { ...USED, columns: ["AGE", "ORDERS", "PAYS"], resamples: 1 });
    expect(JSON.stringify(model.insights)).toContain("<script>alert(");
  });

  it("works where there is little to find out", () => {
    const few = [1, 1, 2, 2, 9, 9].map((AGE) => ({ AGE })), { model } = findSegments(few, { k: 1, maxK: 3 });
    expect(model.insights!.segments).toMatchObject([{ name: "Average", silhouette: null, stability: null, borderline: null }]);
    expect(findSegments(few, { maxK: 3, minK: 2 }).model.k).toBeGreaterThanOrEqual(2);
    expect(findSegments(few.slice(0, 3)).model.insights!.verdict).toBeDefined();
  });

  it("refuses bad options", () => {
    const refused = (options: object): string => codeOf(() => findSegments(customers(5), options));
    expect(refused({ references: 3 })).toBe("INVALID_OPTION");
    expect(refused({ resamples: 0 })).toBe("INVALID_OPTION");
    expect(refused({ holdout: 1 })).toBe("INVALID_OPTION");
    expect(refused({ minShare: -1 })).toBe("INVALID_OPTION");
    expect(refused({ words: { hoch: "x" } })).toBe("INVALID_OPTION");
    for (const words of [{ high: 5 }, { columns: { AGE: 5 } }, { columns: null }, { values: { AGE: "old" } }, { values: { AGE: { old: 5 } } }]) expect(refused({ words })).toBe("INVALID_OPTION");
    expect(refused({ kay: 3 })).toBe("INVALID_OPTION");
  });

  it("stops where it is told to, and tells how far it is", () => {
    const steps = new Set<string>(), controller = new AbortController();
    findSegments(customers(10), { ...USED, onProgress: ({ stage, done, total }) => steps.add(`${stage} ${done <= total}`) });
    expect([...steps]).toEqual(expect.arrayContaining(["sweep true", "findSegments true"]));
    controller.abort(new Error("enough"));
    expect(() => findSegments(customers(10), { ...USED, signal: controller.signal })).toThrow("enough");
  });
});

describe("explainCustomers", () => {
  const rows = customers(), wide = { seed: 222, k: 3, maxK: 4, resamples: 1, columns: ["AGE", "ORDERS", "PAYS", "LUCK"] };

  it("agrees with predict, and its columns add up to the difference of the squared distances", () => {
    for (const options of [wide, { ...wide, recipe: "guide" as const }]) {
      const { model } = findSegments(rows, options), explained = explainCustomers(model, rows, { n: 0 }), labels = model.predict(rows);
      explained.forEach(({ segment: label, distances, contributions, margin }, i) => {
        expect(label).toBe(labels[i]);
        const [first, second] = distances, sum = contributions.reduce((total, { amount }) => total + amount, 0);
        expect(sum).toBeCloseTo(second!.distance ** 2 - first!.distance ** 2, 9);
        expect(margin).toBeCloseTo((second!.distance - first!.distance) / (second!.distance + first!.distance), 12);
        expect(contributions.map(({ column }) => column).sort()).toEqual(["AGE", "LUCK", "ORDERS", "PAYS"]);
      });
    }
  });

  it("agrees with predict where two segments are equally far", () => {
    for (let t = 1; t < 40; t++) {
      const all = Array.from({ length: 40 }, (_, i) => ({ A: (i % 2) * t + ((i * 7) % 5), B: ((i * 3) % 7) + 0.1 * t })), { model, labels } = segment(all, { k: 2, seed: t });
      const mean = (column: "A" | "B", s: number): number => all.reduce((sum, one, i) => sum + (labels[i] === s ? one[column] : 0), 0) / labels.filter((label) => label === s).length;
      const middle = [{ A: (mean("A", 0) + mean("A", 1)) / 2, B: (mean("B", 0) + mean("B", 1)) / 2 }], label = model.predict(middle)[0]!, [explained] = explainCustomers(model, middle, { n: 0 });
      expect([explained!.segment, explained!.distances[0]!.segment, borderlineCustomers(model, middle)[0]!.segment]).toEqual([label, label, label]);
      expect(representatives(model, middle).map(({ length }) => length)).toEqual([1 - label, label]);
    }
  });

  it("calls columns by the names that customers have, dates of two days as well", () => {
    const dated = Array.from({ length: 40 }, (_, i) => ({ AGE: 20 + 30 * (i % 2) + (i % 5), SINCE: i % 4 < 2 ? "2024-01-01" : "2024-06-01" })), { model } = segment(dated, { k: 3 });
    expect(model.features.map(({ name }) => name)).toEqual(["AGE", "SINCE"]);
    for (const { contributions } of explainCustomers(model, dated.slice(0, 6), { n: 0 })) expect(contributions.map(({ column }) => column).sort()).toEqual(["AGE", "SINCE"]);
  });

  it("gives the nearest customers in the space of the segments: the customer itself first", () => {
    const { model } = findSegments(rows, wide), [one] = explainCustomers(model, [rows[7]!], { among: rows, n: 3 });
    expect(one!.nearest[0]).toMatchObject({ id: "c7", distance: 0 });
    expect(one!.nearest.map(({ distance }) => distance)).toEqual([...one!.nearest.map(({ distance }) => distance)].sort((a, b) => a - b));
    expect(explainCustomers(model, [rows[7]!], { n: 2 })[0]!.nearest.map(({ id }) => id)).toEqual([null, null]);
  });

  it("says between which segments a customer is", () => {
    const { model } = segment([...Array(10).keys(), ...Array.from(Array(10).keys(), (i) => i + 30)].map((AGE) => ({ AGE })), { k: 2 });
    const [middle, clear] = explainCustomers(model, [{ AGE: 19 }, { AGE: 3 }]);
    expect(middle!.between).toEqual(expect.arrayContaining(["Segment 0", "Segment 1"]));
    expect([clear!.between, clear!.margin > 0.5]).toEqual([null, true]);
    expect(middle!.text).toContain('Between "Segment');
  });

  it("explains a model of one segment, and refuses what is none", () => {
    const { model } = segment([{ AGE: 1 }, { AGE: 2 }], { k: 1 });
    expect(explainCustomers(model, [{ AGE: 1 }])[0]).toMatchObject({ segment: 0, margin: 1, between: null, contributions: [] });
    expect(codeOf(() => explainCustomers({} as never, [{ AGE: 1 }]))).toBe("INVALID_OPTION");
    expect(codeOf(() => explainCustomers(model, [{ X: 1 }]))).toBe("MISSING_COLUMN");
  });
});

describe("representatives and borderlineCustomers", () => {
  const rows = customers(), { model } = segment(rows, { columns: ["AGE", "ORDERS"], k: 3, seed: 222 }), distances = model.transform(rows).toRows(), labels = model.predict(rows);

  it("are the nearest to the middle, and to a border", () => {
    representatives(model, rows, 2).forEach((found, s) => {
      const own = distances.map((row, i) => ({ i, distance: row[s]! })).filter(({ i }) => labels[i] === s).sort((a, b) => a.distance - b.distance);
      expect(found.map(({ row }) => row)).toEqual(own.slice(0, 2).map(({ i }) => i));
      expect(found[0]!.id).toBe(`c${found[0]!.row}`);
    });
    const margins = distances.map((row) => row.slice().sort((a, b) => a - b)).map(([a, b]) => (b! - a!) / (b! + a!));
    expect(borderlineCustomers(model, rows, 3).map(({ margin }) => margin)).toEqual([...margins].sort((a, b) => a - b).slice(0, 3).map((margin) => expect.closeTo(margin, 12) as number));
  });

  it("refuse what they cannot use", () => {
    expect(codeOf(() => representatives(model, rows, 0))).toBe("INVALID_OPTION");
    expect(codeOf(() => borderlineCustomers({ kind: "KMeans" } as never, rows))).toBe("INVALID_OPTION");
    expect(codeOf(() => representatives(model, [{ AGE: 1 }]))).toBe("MISSING_COLUMN");
  });
});

describe("addCustomers", () => {
  const { model } = findSegments(customers(), { ...USED, resamples: 1 });

  it("takes a few customers, of one segment as well", () => {
    for (const count of [1, 2, 3, 4]) {
      const added = readInsights(addCustomers(model, customers().filter((_, i) => i % 3 === 0).slice(0, count), { ids: true }))!;
      expect(added.sample).toMatchObject({ of: count, silhouettes: [], ids: ["c0", "c3", "c6", "c9"].slice(0, count) });
    }
  });

  it("leaves no ids behind where none are asked for", () => {
    const named = addCustomers(model, customers(), { ids: true });
    expect(JSON.stringify(named)).toMatch(/"c\d+"/);
    expect(JSON.stringify(addCustomers(named, customers()))).not.toMatch(/"c\d+"/);
  });
});

describe("evaluateHeldOut", () => {
  it("scores segments that hold, and ones that do not", () => {
    const good = evaluateHeldOut(customers(), { k: 3, columns: ["AGE", "ORDERS"], seed: 1 }), random = uniform(5), crowd = Array.from({ length: 200 }, () => ({ A: random(), B: random(), C: random() })), bad = evaluateHeldOut(crowd, { k: 7, seed: 1 });
    expect(good).toMatchObject({ rows: 36, agreement: 1 });
    expect(good.within).toBeGreaterThan(0.8);
    expect(bad.agreement).toBeLessThan(0.8);
  });

  it("leaves out customers of a category that none of the others has where codes know no place for it", () => {
    const rows = customers().map((one, i) => ({ ...one, CITY: i % 12 === 5 ? `City ${i}` : ["Rome", "Oslo"][i % 2]! })), guide = evaluateHeldOut(rows, { k: 3, recipe: "guide", columns: ["AGE", "ORDERS", "CITY"] });
    expect(guide.rows).toBeLessThan(36);
    expect(evaluateHeldOut(rows, { k: 3, columns: ["AGE", "ORDERS", "CITY"] }).rows).toBe(36);
    expect(findSegments(rows, { ...USED, recipe: "guide", columns: ["AGE", "ORDERS", "CITY"], k: 3, resamples: 1 }).model.insights!.heldOut).not.toBeNull();
  });

  it("takes an id that was asked for as a column", () => {
    expect(evaluateHeldOut(Array.from({ length: 60 }, (_, i) => ({ CUSTOMER_ID: i })), { k: 2, columns: ["CUSTOMER_ID"] }).rows).toBe(18);
  });

  it("refuses to hold out nobody, or nearly all", () => {
    expect(codeOf(() => evaluateHeldOut(customers(), { k: 3, holdout: 0 }))).toBe("EMPTY_DATA");
    expect(codeOf(() => evaluateHeldOut(customers(1), { k: 2, holdout: 0.1 }))).toBe("EMPTY_DATA");
    expect(codeOf(() => evaluateHeldOut(customers(), { k: 3, holdout: 0.99 }))).toBe("EMPTY_DATA");
    expect(codeOf(() => evaluateHeldOut(customers(), { k: 3, holdout: 2 }))).toBe("INVALID_OPTION");
    for (const options of [{}, undefined, null]) expect(codeOf(() => evaluateHeldOut(customers(), options as never))).toBe("INVALID_OPTION");
  });
});

describe("the heatmap", () => {
  it("has the share of a value in every segment, also where it is not among the most frequent there", () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({ AGE: [20, 45, 70][i % 3]! + (i % 5), CITY: i % 3 === 0 ? ["Rome", "Oslo", "Lyon", "Bonn", "Nice", "Bern"][Math.floor(i / 3) % 6]! : ["Kiel", "Rome", "Linz", "Graz", "Oslo"][(i % 7) % 5]!, VIP: i % 4 === 0 }));
    const { model, labels } = findSegments(rows, { k: 3, seed: 1, sample: 0 }), heatmap = model.insights!.heatmap.filter(({ value }) => value !== null);
    expect(heatmap.length).toBeGreaterThan(2);
    for (const { column, value, texts } of heatmap) {
      const shares = Array.from({ length: 3 }, (_, segment) => {
        const own = rows.filter((__, i) => labels[i] === segment);
        return own.filter((row) => String(row[column as "CITY"]) === value).length / own.length;
      });
      expect(texts).toEqual(shares.map(formatShare));
    }
  });
});
