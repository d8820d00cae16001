import { describe as group, expect, it } from "vitest";
import * as orders from "../../src/orders";
import * as prepare from "../../src/prepare";
import * as segmentry from "../../src";
import {
  ColumnSelector, CosineTopN, ClusterReporter, ElbowFinder, Imputer, KMeans, LabelEncoder, Matrix, OneHotEncoder, OrdinalEncoder, PCA, Pipeline, StandardScaler,
  type AnyEstimator,
} from "../../src";
import { RFM } from "../../src/orders";
import {
  ColumnDropper, ColumnImputer, ColumnParser, CorrelationFilter, DateToDays, Deduplicator, FrequencyEncoder, MinMaxScaler, PowerTransformer, QuantileTransformer, RareLevelGrouper, RobustScaler,
  TrainedRange, VarianceThreshold, Winsorizer,
} from "../../src/prepare";
import { describe } from "../../src/workers/recipe/describe";
import { ESTIMATORS, rebuild } from "../../src/workers/recipe/rebuild";
import { DATED, RECORDS, ROWS, STAGES } from "../conformance/stages";

/** Every estimator with every option another than its default. */
const OPTIONS: Record<string, [AnyEstimator, "matrix" | "table"]> = {
  ColumnDropper: [new ColumnDropper({ nearConstant: 0.8, idLike: 0.9, keep: ["USER_ID"] }), "table"],
  ColumnImputer: [new ColumnImputer({ strategies: { AGE: "drop", SIZE: { constant: "S" } }, numeric: "mean", categorical: "error", indicator: ["AGE"] }), "table"],
  ColumnParser: [new ColumnParser({ columns: { SIZE: { as: "boolean", true: ["S"], false: ["M"] }, CITY: "number", ORDERS: { as: "number", locale: "de" } }, unreadable: "missing", missing: ["?"] }), "table"],
  CorrelationFilter: [new CorrelationFilter({ threshold: 0.5, method: "spearman", prefer: ["x2"] }), "matrix"],
  DateToDays: [new DateToDays({ columns: ["SINCE"], reference: "2022-01-01", outside: "clip" }), "table"],
  Deduplicator: [new Deduplicator({ by: ["CITY"], keep: { lowest: "AGE" } }), "table"],
  FrequencyEncoder: [new FrequencyEncoder({ columns: ["CITY"], normalize: false, unseen: 3 }), "table"],
  RareLevelGrouper: [new RareLevelGrouper({ columns: ["CITY"], top: 1, minFrequency: 2, other: "?", unseen: "error" }), "table"],
  TrainedRange: [new TrainedRange({ columns: ["AGE"], outside: "error" }), "table"],
  VarianceThreshold: [new VarianceThreshold({ threshold: 1 }), "matrix"],
  ColumnSelector: [new ColumnSelector({ columns: ["SIZE", "AGE"] }), "table"],
  ElbowFinder: [new ElbowFinder({ minK: 1, maxK: 5, sensitivity: 0.5, nInit: 2, swaps: 1, maxIterations: 7, tolerance: 0.01, init: "random", seed: "s" }), "matrix"],
  Imputer: [new Imputer({ columns: ["AGE"], numeric: 3, categorical: { constant: "none" } }), "table"],
  KMeans: [new KMeans({ k: 2, nInit: 3, swaps: 0, maxIterations: 5, tolerance: 0, init: "random", seed: 9 }), "matrix"],
  "KMeans from centroids": [new KMeans({ k: 2, init: Matrix.fromRows(ROWS.slice(4, 6)) }), "matrix"],
  LabelEncoder: [new LabelEncoder({ columns: ["CITY"], unseen: -1 }), "table"],
  OneHotEncoder: [new OneHotEncoder({ columns: ["CITY", "SIZE"], unseen: "other", drop: "first", minFrequency: 0.1, maxCategories: 2 }), "table"],
  OrdinalEncoder: [new OrdinalEncoder({ categories: { SIZE: ["L", "M", "S"] }, unseen: 7 }), "table"],
  PCA: [new PCA({ components: 0.9, whiten: true }), "matrix"],
  MinMaxScaler: [new MinMaxScaler({ range: [2, 3], clip: true, columns: ["x1"] }), "matrix"],
  PowerTransformer: [new PowerTransformer({ lambda: 0.5, standardize: false, columns: ["x1"] }), "matrix"],
  QuantileTransformer: [new QuantileTransformer({ quantiles: 7, output: "normal", columns: ["x1"] }), "matrix"],
  RFM: [new RFM({ bins: 4, binning: "rank", ties: "report", segments: [{ name: "a", recency: [2, 3] }, { name: "b", cells: ["111"] }], otherwise: "c", columns: { recency: "AGE", frequency: "ORDERS", monetary: "ORDERS" }, cuts: { recency: [38, 40, 45] } }), "table"],
  RobustScaler: [new RobustScaler({ quantileRange: [0.1, 0.8], columns: ["x1"] }), "matrix"],
  Winsorizer: [new Winsorizer({ quantileRange: [0.1, 0.8], columns: ["x1"] }), "matrix"],
  StandardScaler: [new StandardScaler({ columns: ["x0"] }), "matrix"],
  "nested Pipeline": [new Pipeline([new Pipeline([new ColumnSelector({ columns: ["AGE", "CITY"] }), new Imputer({ numeric: "mean" }), new OneHotEncoder({ drop: "first" })]), new StandardScaler(), new KMeans({ k: 2, seed: 3 })]), "table"],
};

const text = (estimator: AnyEstimator, takes: "matrix" | "table", records = DATED): string => JSON.stringify(estimator.fit((takes === "matrix" ? ROWS : records) as never));
const anew = (estimator: AnyEstimator): AnyEstimator => rebuild(structuredClone(describe("fitAsync", estimator)), ESTIMATORS);

group("describe(estimator)", () => {
  for (const { name, estimator, takes, records = RECORDS } of STAGES) {
    if (!estimator || !("outputSchema" in estimator())) continue;
    it(`gives a ${name} that fits the same model when rebuilt`, () => {
      expect(text(anew(estimator() as AnyEstimator), takes, records)).toBe(text(estimator() as AnyEstimator, takes, records));
    });
  }

  for (const [name, [estimator, takes]] of Object.entries(OPTIONS)) {
    it(`keeps all options of ${name}`, () => {
      expect(text(anew(estimator), takes)).toBe(text(estimator, takes));
      expect(describe("fitAsync", anew(estimator))).toEqual(describe("fitAsync", estimator));
    });
  }

  it("keeps every option that a constructor knows", () => {
    for (const [kind, Estimator] of Object.entries(ESTIMATORS)) {
      let known: string[] = [];
      try {
        new Estimator({ "no such option": 1 } as never);
      } catch (error) {
        known = /options among (.*), got/.exec((error as Error).message)![1]!.split(", ");
      }
      const { options, matrices } = describe("fitAsync", OPTIONS[kind]![0]);
      expect(Object.keys({ ...options, ...matrices }).sort()).toEqual(known.sort());
    }
  });

  it("knows every estimator that is public", () => {
    const isEstimator = (value: unknown): boolean => typeof value === "function" && typeof (value.prototype as AnyEstimator | undefined)?.fit === "function" && "outputSchema" in (value.prototype as object);
    const all = Object.entries({ ...segmentry, ...orders, ...prepare }).filter(([, value]) => isEstimator(value)).map(([name]) => name);
    expect(all.length).toBeGreaterThan(9);
    expect(all.sort()).toEqual([...Object.keys(ESTIMATORS), "Pipeline"].sort());
    for (const [kind, [estimator]] of Object.entries(OPTIONS)) if (!kind.includes(" ")) expect(describe("fitAsync", estimator).kind).toBe(kind);
  });

  it("refuses what is no estimator of this library, derived ones too", () => {
    class Derived extends KMeans {}
    for (const odd of [null, 5, "KMeans", {}, new CosineTopN(), new ClusterReporter(), new KMeans({ k: 1 }).fit([[1]]), new Derived({ k: 1 }), new Pipeline([new StandardScaler(), new Derived({ k: 1 })])]) {
      expect(() => describe("fitAsync", odd)).toThrow(expect.objectContaining({ name: "SegmentryError", code: "UNSUPPORTED" }));
    }
  });

  it("refuses options that cannot be sent", () => {
    expect(() => describe("fitAsync", new KMeans({ k: (() => 1) as never }))).toThrow("fitAsync requires k to be a plain value, got a function");
  });
});
