import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Pipeline, KMeans } from "../../src";
import type { ColumnMaps } from "../../src/core";
import { MinMaxScaler, PowerTransformer, QuantileTransformer, RobustScaler, Winsorizer, type PowerTransformerModel } from "../../src/prepare";
import { normalCdf, normalQuantile } from "../../src/math/normal";
import { inverseYeoJohnson, yeoJohnson, yeoJohnsonExponent } from "../../src/math/yeo-johnson";
import { codeOf, expectClose, fixtures, uniform } from "../support/fixtures";

interface Case { name: string; kind: string; x: number[][]; transformed: number[][]; fresh: number[][]; freshTransformed: number[][]; lambdas?: number[] }
interface Scaler { fit(x: number[][]): ColumnMaps<object> }

const SCALERS: Record<string, () => Scaler> = {
  MinMaxScaler: () => new MinMaxScaler(),
  "MinMaxScaler, from -1 to 1": () => new MinMaxScaler({ range: [-1, 1] }),
  "MinMaxScaler, clipped": () => new MinMaxScaler({ clip: true }),
  RobustScaler: () => new RobustScaler(),
  "RobustScaler, 10 to 90 %": () => new RobustScaler({ quantileRange: [0.1, 0.9] }),
  PowerTransformer: () => new PowerTransformer(),
  "PowerTransformer, not standardized": () => new PowerTransformer({ standardize: false }),
  QuantileTransformer: () => new QuantileTransformer(),
  "QuantileTransformer, 5 quantiles": () => new QuantileTransformer({ quantiles: 5 }),
  "QuantileTransformer, normal": () => new QuantileTransformer({ output: "normal" }),
};

describe("scalers of columns", () => {
  for (const { name, kind, x, transformed, fresh, freshTransformed, lambdas } of fixtures<Case>("column-scalers")) {
    it(`transform(x) agrees with scikit-learn, for the rows of the fit and beyond: ${name}`, () => {
      const model = SCALERS[kind]!().fit(x), isPower = lambdas !== undefined;
      // An exponent is known to about the root of the accuracy of the likelihood, which is flat at its maximum.
      if (isPower) expectClose((model as PowerTransformerModel).parameters.map((of) => of!.lambda), lambdas.map((lambda, j) => (isConstant(x, j) ? 1 : lambda)), 1e-5, 1e-5);
      const relative = isPower ? 1e-4 : 1e-9;
      expectClose(model.transform(x).data, transformed.flat(), relative, relative);
      const skip = (row: number[][]): number[] => row.flatMap((values) => values.map((value, j) => (isPower && isConstant(x, j) ? 0 : value)));
      expectClose(skip(model.transform(fresh).toRows()), skip(freshTransformed), relative, relative);
    });
  }

  it("inverseTransform(z) undoes transform(x), within the range of the fit", () => {
    const random = uniform(8), x = Array.from({ length: 50 }, () => [Math.exp(4 * random()), 10 * random() - 5]);
    for (const [name, make] of Object.entries(SCALERS)) {
      const model = make().fit(x);
      // The ends of a normal output are cut off.
      const near = name.endsWith("normal") ? 1e-4 : 1e-6;
      if (!/5 quantiles/.test(name)) expectClose(model.inverseTransform(model.transform(x)).data, x.flat(), near, near);
    }
  });

  it("fit(x) looks at the columns asked for, and leaves the others alone", () => {
    const x = [[1, 10], [2, 20], [3, 60]];
    for (const make of [() => new MinMaxScaler({ columns: ["x1"] }), () => new RobustScaler({ columns: ["x1"] }), () => new Winsorizer({ columns: ["x1"] }), () => new PowerTransformer({ columns: ["x1"] }), () => new QuantileTransformer({ columns: ["x1"] })]) {
      const model = make().fit(x), rows = model.transform(x).toRows();
      expect(rows.map(([first]) => first)).toEqual([1, 2, 3]);
      expect(rows.map(([, second]) => second)).not.toEqual([10, 20, 60]);
      expect(model.parameters[0]).toBeNull();
      expect(codeOf(() => make().fit([[1]]))).toBe("MISSING_COLUMN");
    }
  });

  it("refuse what they learn where it overflows, and give the ends of a normal output back", () => {
    for (const make of [() => new RobustScaler(), () => new Winsorizer({ quantileRange: [0.2, 0.7] })]) expect(codeOf(() => make().fit([[-1.7e308], [1.7e308]]))).toBe("NOT_FINITE");
    const x = [...Array.from({ length: 999 }, (_, i) => [10 + i]), [1_000_000]], model = new QuantileTransformer({ output: "normal" }).fit(x);
    expectClose(model.inverseTransform(model.transform(x)).data, x.flat(), 1e-9, 1e-9);
  });

  it("fits into a pipeline, whose columns are checked before any work", () => {
    const random = uniform(5), customers = Array.from({ length: 60 }, () => [Math.exp(6 * random()), 1 + Math.floor(9 * random())]);
    const model = new Pipeline([new Winsorizer(), new PowerTransformer(), new KMeans({ k: 3, seed: 1 })]).fit(customers);
    expect(new Set(model.predict(customers)).size).toBe(3);
    expect(codeOf(() => new Pipeline([new MinMaxScaler({ columns: ["money"] }), new KMeans({ k: 2 })]).fit(customers))).toBe("MISSING_COLUMN");
  });

  it("refuses odd options", () => {
    const odd: (() => unknown)[] = [
      () => new MinMaxScaler({ range: [1, 1] }), () => new MinMaxScaler({ range: [0] as never }), () => new MinMaxScaler({ clip: 1 as never }), () => new MinMaxScaler({ colour: 1 } as never),
      () => new RobustScaler({ quantileRange: [0.75, 0.25] }), () => new RobustScaler({ quantileRange: [25, 75] }), () => new Winsorizer({ quantileRange: [-0.1, 0.9] }), () => new Winsorizer({ quantileRange: "all" as never }),
      () => new PowerTransformer({ lambda: NaN }), () => new PowerTransformer({ lambda: "box-cox" as never }), () => new PowerTransformer({ standardize: "yes" as never }),
      () => new QuantileTransformer({ quantiles: 1 }), () => new QuantileTransformer({ output: "even" as never }), () => new QuantileTransformer({ columns: ["a", "a"] }),
    ];
    expect(odd.map(codeOf)).toEqual(odd.map(() => "INVALID_OPTION"));
    expect(codeOf(() => new PowerTransformer({ lambda: 9 }).fit([[1e80], [1]]))).toBe("NOT_FINITE");
  });
});

describe("Winsorizer", () => {
  it("transform(x) cuts off at the quantiles of the fit, whatever comes later", () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }), fc.double({ min: -1e9, max: 1e9, noNaN: true }), (values, later) => {
      const model = new Winsorizer({ quantileRange: [0.1, 0.9] }).fit(values.map((value) => [value])), { low, high } = model.parameters[0]!;
      const sorted = [...values].sort((a, b) => a - b), out = model.transform([...values, later].map((value) => [value])).toRows().flat();
      expect(out.every((value, i) => value === Math.min(high, Math.max(low, [...values, later][i]!)))).toBe(true);
      expect(low).toBeGreaterThanOrEqual(sorted[0]!);
      expect(high).toBeLessThanOrEqual(sorted.at(-1)!);
      expect(values.filter((value) => value < low).length).toBeLessThanOrEqual(Math.ceil(0.1 * (values.length - 1)));
    }));
  });
});

describe("yeoJohnson", () => {
  it("is what the paper says, increasing, and undone by its inverse", () => {
    const numbers = fc.double({ min: -1e4, max: 1e4, noNaN: true }), exponents = fc.double({ min: -3, max: 5, noNaN: true });
    fc.assert(fc.property(numbers, numbers, exponents, (a, b, lambda) => {
      const paper = a >= 0 ? (lambda === 0 ? Math.log(a + 1) : ((a + 1) ** lambda - 1) / lambda) : lambda === 2 ? -Math.log(1 - a) : -((1 - a) ** (2 - lambda) - 1) / (2 - lambda);
      if (Math.abs(lambda) > 1e-3 && Math.abs(lambda - 2) > 1e-3) expectClose([yeoJohnson(a, lambda)], [paper], 1e-9, 1e-9);
      if (a < b) expect(yeoJohnson(a, lambda)).toBeLessThanOrEqual(yeoJohnson(b, lambda));
      if (lambda >= 0 && lambda <= 2) expectClose([inverseYeoJohnson(yeoJohnson(a, lambda), lambda)], [a], 1e-6, 1e-6);
    }));
  });

  it("yeoJohnsonExponent(values) is no less likely than any exponent of a fine grid", () => {
    const random = uniform(3), makers = [() => Math.exp(6 * random()), () => random() - 0.5, () => -Math.exp(3 * random()), () => Math.floor(8 * random() ** 3)];
    for (const make of makers) {
      const values = Float64Array.from({ length: 200 }, make), best = yeoJohnsonExponent(values);
      const likelihood = (lambda: number): number => {
        const out = Array.from(values, (value) => yeoJohnson(value, lambda)), mean = out.reduce((sum, one) => sum + one, 0) / 200;
        return -100 * Math.log(out.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 200) + (lambda - 1) * values.reduce((sum, value) => sum + Math.sign(value) * Math.log1p(Math.abs(value)), 0);
      };
      for (let lambda = best - 2; lambda <= best + 2; lambda += 0.05) expect(likelihood(best)).toBeGreaterThanOrEqual(likelihood(lambda) - 1e-4);
    }
  });
});

describe("yeoJohnsonExponent", () => {
  it("is that of scikit-learn 1.9.1 for money with a floor, and of its negative", () => {
    const random = uniform(3), money = Float64Array.from({ length: 600 }, () => 20_000 * (1 - random()) ** (-1 / 3));
    expect(yeoJohnsonExponent(money)).toBeCloseTo(-2.113, 3);
    expect(yeoJohnsonExponent(money.map((value) => -value))).toBeCloseTo(4.113, 3);
  });

  it("is 1 where values would overflow or run into each other, and for a constant", () => {
    const random = uniform(4);
    for (const make of [() => 1e13 + random(), () => -1e12 - random(), () => 7]) expect(yeoJohnsonExponent(Float64Array.from({ length: 50 }, make))).toBe(1);
    const huge = new PowerTransformer().fit(Array.from({ length: 50 }, () => [Math.exp(600 * random())])).transform([[1], [Math.exp(590)]]).toRows().flat();
    expect(huge.every(Number.isFinite) && huge[0]! < huge[1]!).toBe(true);
  });
});

describe("normalQuantile", () => {
  it("gives published quantiles, and undoes normalCdf", () => {
    // R: qnorm(c(0.5, 0.75, 0.975, 0.999, 1e-7))
    expectClose([0.5, 0.75, 0.975, 0.999, 1e-7].map(normalQuantile), [0, 0.674489750196082, 1.95996398454005, 3.09023230616781, -5.19933758219273], 1e-13, 1e-15);
    fc.assert(fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (x) => expectClose([normalQuantile(normalCdf(Math.min(x, -x)))], [Math.min(x, -x)], 1e-11, 1e-12)));
    expect([normalQuantile(0), normalQuantile(1), normalCdf(0)]).toEqual([-Infinity, Infinity, 0.5]);
  });
});

const isConstant = (x: number[][], j: number): boolean => x.every((row) => row[j] === x[0]![j]);
