import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, KMeans, LabelEncoder, Matrix, OneHotEncoder, OrdinalEncoder, PCA, Pipeline, StandardScaler, Table } from "../../src";
import { withoutEngine } from "../../src/engine";
import { expectClose, uniform } from "../support/fixtures";
import { shapes } from "../support/shapes";

const firstDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).findIndex((value, i) => !Object.is(value, b[i]));

/** What a call gives, or the message of what it throws. */
function outcome<T>(call: () => T): T | string {
  try {
    return call();
  } catch (error) {
    return (error as Error).message;
  }
}

const CITIES = ["Rome", "Oslo", "Lyon", "Nice"];
const customers = (n: number, seed = 1) => {
  const random = uniform(seed);
  return Array.from({ length: n }, () => ({ AGE: Math.floor(random() * 60) + 18, CITY: CITIES[Math.floor(random() * 4)]!, SPENT: random() * 1000, VIP: random() < 0.2 }));
};

describe("a pipeline, which streams rows from stage to stage", () => {
  it("fits and transforms to the bits of its stages by hand, with and without the engine, for any numbers", () => {
    fc.assert(fc.property(shapes(40), fc.boolean(), ({ x, rows, d }, whiten) => {
      const input = Matrix.fromData(x, rows, d), before = x.slice(), scaler = new StandardScaler(), pca = new PCA({ whiten });
      const byHand = () => {
        const scaling = scaler.fit(input), z = scaling.transform(input), axes = pca.fit(z);
        return { text: JSON.stringify([scaling, axes]), data: axes.transform(z).data };
      };
      const piped = () => {
        const model = new Pipeline([scaler, pca]).fit(input);
        return { text: JSON.stringify(model.stages), data: model.transform(input).data };
      };
      const expected = outcome(withoutEngine.bind(null, byHand) as typeof byHand);
      for (const found of [outcome(byHand), outcome(piped), outcome(() => withoutEngine(piped))]) {
        if (typeof expected === "string" || typeof found === "string") expect(found).toBe(expected);
        else {
          expect(found.text).toBe(expected.text);
          expect(firstDifference(found.data, expected.data)).toBe(-1);
        }
      }
      expect(firstDifference(x, before)).toBe(-1);
    }), { numRuns: 60 });
  });

  it("gives records, tables and decoded models the same labels as its stages by hand", () => {
    const many = customers(1500), table = Table.fromRecords(many), encoder = new LabelEncoder(), scaler = new StandardScaler();
    const pca = new PCA({ components: 2 }), kMeans = new KMeans({ k: 4, nInit: 1, swaps: 0, seed: 3 });
    const model = new Pipeline([encoder, scaler, pca, kMeans]).fit(table);
    const codes = encoder.fit(table), z = scaler.fit(codes.transform(table)), points = z.transform(codes.transform(table)), axes = pca.fit(points);
    const labels = kMeans.fit(axes.transform(points)).predict(axes.transform(points));
    expect(JSON.stringify(model.stages.slice(0, 3))).toBe(JSON.stringify([codes, z, axes]));
    for (const one of [model, decode(JSON.stringify(model), "Pipeline")]) {
      expect(one.predict(table)).toEqual(labels);
      expect(one.predict(many)).toEqual(labels);
      expect(many.slice(0, 300).map((customer) => one.predict([customer])[0])).toEqual([...labels.subarray(0, 300)]);
    }
  });

  it("streams what other stages give, and pipelines in pipelines", () => {
    const many = customers(600), flat = new Pipeline([new OneHotEncoder(), new StandardScaler(), new PCA({ components: 3 })]).fit(many);
    const nested = new Pipeline([new Pipeline([new OneHotEncoder(), new StandardScaler()]), new PCA({ components: 3 })]).fit(many);
    let value: unknown = many;
    for (const stage of flat.stages) value = (stage as unknown as { transform(x: unknown): unknown }).transform(value);
    expect(flat.transform(many)).toEqual(value);
    expect(nested.transform(many)).toEqual(value);
    expect(new Pipeline([new LabelEncoder()]).fit(many).transform(many)).toEqual(new LabelEncoder().fit(many).transform(many));
  });

  it("returns nothing that shares memory with the caller's data or with later results", () => {
    const input = Matrix.fromData(Float64Array.from({ length: 3000 }, uniform(4)), 1000, 3), model = new Pipeline([new StandardScaler(), new PCA()]).fit(input);
    const text = JSON.stringify(model), first = model.transform(input), copy = first.data.slice();
    input.data.fill(0);
    model.transform(input);
    expect(first.data).toEqual(copy);
    expect(JSON.stringify(model)).toBe(text);
  });

  describe("refuses what its stages refuse by hand, in the same words", () => {
    const fit = [{ A: 1, B: "x", C: true }, { A: 2, B: "y", C: false }, { A: 4, B: "x", C: true }];
    const encoders = [new LabelEncoder(), new LabelEncoder({ unseen: -1 }), new LabelEncoder({ columns: ["A", "B", "C"], unseen: 7 }), new OrdinalEncoder({ categories: { B: ["y", " ", "x"] } })];
    const odd: unknown[] = [
      [{ A: 1, B: "z", C: true }], [{ A: 1, B: " ", C: true }], [{ A: 1, B: null, C: true }], [{ A: "1", B: "x", C: true }], [{ A: 9, B: "x", C: true }],
      [{ A: NaN, B: "x", C: true }], [{ A: Infinity, B: "x", C: true }], [{ A: 3n, B: "x", C: false }], [{ A: 2, B: "x", C: 1 }], [{ A: 2, B: new Date(0), C: true }],
      [{ B: "x", C: true }], [{ A: 1, B: "x", C: true }, { B: "y", C: false }], [Object.create({ A: 1, B: "x", C: true })], [null], [[1, "x", true]], [], "text", null, 5,
      Table.fromRecords([{ A: 1, B: "x" }]), Table.fromRecords([{ A: null, B: "x", C: true }, { A: 1, B: "y", C: true }]), Table.fromRecords([{ A: "1", B: "x", C: true }]),
    ];
    for (const [e, encoder] of encoders.entries()) {
      it(`encoder ${e} in front`, () => {
        const model = new Pipeline([encoder, new StandardScaler(), new PCA()]).fit(fit), [codes, z, axes] = model.stages as unknown as { transform(x: unknown): Matrix }[];
        for (const input of odd) expect(outcome(() => (model as { transform(x: unknown): unknown }).transform(input))).toEqual(outcome(() => axes!.transform(z!.transform(codes!.transform(input)))));
      });
    }

    it("numbers", () => {
      const model = new Pipeline([new StandardScaler(), new PCA({ components: 1 }), new KMeans({ k: 2 })]).fit([[1, 2], [3, 4], [5, 7]]);
      const [z, axes, kMeans] = model.stages as unknown as { transform(x: unknown): unknown; predict(x: unknown): unknown }[];
      for (const input of [[[NaN, 1]], [[1, Infinity]], [[1e308, -1e308], [1, 1]], [[1]], [[1, 2, 3]], [], [["1", 2]], [[1, 2], [1]], Matrix.fromRows([[1, 2]], ["a", "b"]), new Float64Array(2), null]) {
        expect(outcome(() => (model as { predict(x: unknown): unknown }).predict(input))).toEqual(outcome(() => kMeans!.predict(axes!.transform(z!.transform(input)))));
      }
    });

    it("at fit", () => {
      expect(() => new Pipeline([new StandardScaler(), new PCA()]).fit([[1, 2], [NaN, 4]])).toThrow('StandardScaler requires finite numbers, got NaN at row index 1, column "x0"');
      expect(() => new Pipeline([new LabelEncoder(), new StandardScaler(), new PCA()]).fit([{ A: 1, B: "x" }, { A: null, B: "y" }])).toThrow('StandardScaler requires column "A" to have no missing value, got one at row index 1');
      expect(() => new Pipeline([new StandardScaler()]).fit(Matrix.fromData([1e308, -1e308], 2, 1))).toThrow(/finite variance/);
    });
  });
});

describe("PCA of many rows", () => {
  it("fit(x) agrees with itself at scales where squares overflow or vanish", () => {
    const random = uniform(11), x = Float64Array.from({ length: 1200 }, random), plain = new PCA().fit(Matrix.fromData(x, 400, 3));
    for (const scale of [1e-150, 1e-120, 1e120, 1e150]) {
      const model = new PCA().fit(Matrix.fromData(x.map((value) => value * scale), 400, 3));
      expectClose(model.components.data, plain.components.data, 1e-9, 1e-9);
      expectClose(model.explainedVarianceRatio, plain.explainedVarianceRatio, 1e-9);
    }
    expect(() => new PCA().fit(Matrix.fromData(x.map((value) => value * 1e300), 400, 3))).toThrow("PCA requires finite variances, got numbers whose squares overflow");
    expect(() => new PCA().fit(Matrix.fromData(x.map((value, p) => (p === 700 ? NaN : value)), 400, 3))).toThrow('got NaN at row index 233, column "x1"');
  });
});

describe("a OneHotEncoder in a pipeline", () => {
  const value = fc.oneof({ weight: 6, arbitrary: fc.constantFrom<unknown>("Rome", "Oslo", "Lyon", "Bonn") }, { weight: 1, arbitrary: fc.constantFrom<unknown>(null, "", "Nice", "(other)", "__proto__") });
  const rows = (of: fc.Arbitrary<unknown>) => fc.array(fc.record({ CITY: of, AGE: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 90 }) }, fc.constant(null)), VIP: fc.boolean(), N: fc.integer({ min: 0, max: 2 }) }), { minLength: 1, maxLength: 70 });

  it("gives the bits, and the refusals, of its stages by hand, whatever it does with what it does not know", () => {
    const options = fc.record({ unseen: fc.constantFrom("error" as const, "zeros" as const, "other" as const), drop: fc.constantFrom("first" as const, undefined), minFrequency: fc.constantFrom(undefined, 2, 5) });
    fc.assert(fc.property(rows(fc.constantFrom("Rome", "Oslo", "Lyon", "Bonn")), rows(value), options, (known, given, { drop, minFrequency, ...rest }) => {
      const schema = { N: "categorical", VIP: "categorical" } as const, fitted = Table.fromRecords(known.map((row) => ({ ...row, AGE: row.AGE ?? 7 })), { schema });
      const encoder = new OneHotEncoder({ ...rest, ...(drop ? { drop } : {}), ...(minFrequency ? { minFrequency } : {}) }), scaler = new StandardScaler(), pca = new PCA({ components: 1 });
      const byHand = outcome(() => {
        const hot = encoder.fit(fitted), scaling = scaler.fit(hot.transform(fitted)), axes = pca.fit(scaling.transform(hot.transform(fitted)));
        return { stages: JSON.stringify([hot, scaling, axes]), of: (input: Table) => axes.transform(scaling.transform(hot.transform(input))).data };
      });
      const piped = outcome(() => {
        const model = new Pipeline([encoder, scaler, pca]).fit(fitted);
        return { stages: JSON.stringify(model.stages), of: (input: Table) => model.transform(input).data };
      });
      if (typeof byHand === "string" || typeof piped === "string") return void expect(piped).toBe(byHand);
      expect(piped.stages).toBe(byHand.stages);
      const inputs = [outcome(() => Table.fromRecords(given, { schema })), fitted];
      for (const input of inputs) {
        if (typeof input === "string") continue;
        const expected = outcome(() => byHand.of(input)), found = outcome(() => piped.of(input));
        if (typeof expected === "string" || typeof found === "string") expect(found).toBe(expected);
        else expect(firstDifference(found, expected)).toBe(-1);
      }
    }), { numRuns: 400 });
  });
});
