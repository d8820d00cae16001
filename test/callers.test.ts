import { describe, expect, it } from "vitest";
import {
  ClusterReporter, CosineTopN, decode, ElbowFinder, findKnee, Imputer, KMeans, LabelEncoder, Matrix, OneHotEncoder, OrdinalEncoder, PCA, Pipeline, segment,
  SegmentryError, silhouetteScore, StandardScaler, Table,
} from "../src";
import { ODD } from "./callers";

const rows = [[1, 2], [3, 4], [8, 9]], records = [{ A: 1, B: "x" }, { A: 2, B: "y" }, { A: 9, B: "x" }];

type Calls = Record<string, (odd: never) => unknown>;
const CALLS: Calls = {
  "Matrix.fromRows(odd)": (odd) => Matrix.fromRows(odd),
  "Matrix.fromRows(rows, odd)": (odd) => Matrix.fromRows(rows, odd),
  "Matrix.fromData(odd)": (odd) => Matrix.fromData(odd, 1, 1),
  "Table.fromRecords(odd)": (odd) => Table.fromRecords(odd),
  "Table.fromRecords(records, odd)": (odd) => Table.fromRecords(records, odd),
  "Table.fromColumns(odd)": (odd) => Table.fromColumns(odd),
  "Table.fromColumns({ A: odd })": (odd) => Table.fromColumns({ A: odd }),
  "new KMeans(odd)": (odd) => new KMeans(odd),
  "new KMeans({ k: odd }).fit(rows)": (odd) => new KMeans({ k: odd }).fit(rows),
  "new KMeans({ init: odd })": (odd) => new KMeans({ k: 1, init: odd }).fit(rows),
  "KMeans.fit(odd)": (odd) => new KMeans({ k: 1 }).fit(odd),
  "KMeans.fit(rows, odd)": (odd) => new KMeans({ k: 1 }).fit(rows, odd),
  "KMeans.fit(rows, { weights: odd })": (odd) => new KMeans({ k: 1 }).fit(rows, { weights: odd }),
  "KMeans.fit(rows, { signal: odd })": (odd) => new KMeans({ k: 1 }).fit(rows, { signal: odd }),
  "Pipeline.fit(records, odd)": (odd) => new Pipeline([new LabelEncoder(), new StandardScaler()]).fit(records, odd),
  "new Pipeline(odd)": (odd) => new Pipeline(odd),
  "new Pipeline([KMeans k: odd]).fit(rows)": (odd) => new Pipeline([new StandardScaler(), new KMeans({ k: odd })]).fit(rows),
  "new PCA({ components: odd })": (odd) => new PCA({ components: odd }).fit(rows),
  "ElbowFinder.fit(rows, odd)": (odd) => new ElbowFinder({ maxK: 3 }).fit(rows, odd),
  "LabelEncoder.fit(odd)": (odd) => new LabelEncoder().fit(odd),
  "new LabelEncoder({ columns: odd })": (odd) => new LabelEncoder({ columns: odd }).fit(records),
  "new OneHotEncoder({ minFrequency: odd })": (odd) => new OneHotEncoder({ minFrequency: odd }),
  "new OrdinalEncoder({ categories: odd })": (odd) => new OrdinalEncoder({ categories: odd }).fit(records),
  "new Imputer({ numeric: odd })": (odd) => new Imputer({ numeric: odd }),
  "CosineTopN.fit(rows, odd)": (odd) => new CosineTopN().fit(rows, odd),
  "ClusterReporter.fit(records, odd)": (odd) => new ClusterReporter().fit(records, odd),
  "findKnee(odd)": (odd) => findKnee(odd),
  "findKnee(y, odd)": (odd) => findKnee([3, 2, 1], odd),
  "silhouetteScore(odd, labels)": (odd) => silhouetteScore(odd, [0, 1, 1]),
  "silhouetteScore(rows, odd)": (odd) => silhouetteScore(rows, odd),
  "silhouetteScore(rows, labels, odd)": (odd) => silhouetteScore(rows, [0, 1, 1], odd),
  "segment(odd)": (odd) => segment(odd),
  "segment(records, odd)": (odd) => segment(records, odd),
  "segment(records, { columns: odd })": (odd) => segment(records, { k: 2, columns: odd }),
  "decode(odd)": (odd) => decode(odd),
};

describe("callers without types", () => {
  for (const [name, call] of Object.entries(CALLS)) {
    it(`${name} is answered or refused in words, whatever it is`, () => {
      let refused = 0;
      for (const odd of ODD) {
        try {
          call(odd as never);
        } catch (error) {
          if (!(error instanceof SegmentryError)) expect.fail(`${name} with ${String(odd)}: ${String(error)}`);
          refused++;
        }
      }
      expect(refused).toBeGreaterThan(5);
    });
  }

  it("huge counts are refused before any room is made for them", () => {
    for (const k of [1e8, 1e10, Infinity]) {
      expect(() => new Pipeline([new StandardScaler(), new KMeans({ k })]).fit(rows)).toThrow(/k to be an integer from 1 to 3 \(rows\)/);
    }
    expect(() => new Pipeline([new OneHotEncoder(), new PCA({ components: 1e10 })]).fit(records)).toThrow(/components to be an integer from 1 to 3/);
    expect(() => new Pipeline([new StandardScaler(), new ElbowFinder({ minK: 1e10, maxK: 1e10 + 1 })]).fit(rows)).toThrow(/maxK to be at most/);
  });

  it("numbers whose squares overflow or vanish are refused, not lost", () => {
    expect(() => new PCA().fit([[1e200, 1], [-1e200, 2], [3, 4]])).toThrow(/PCA requires finite variances/);
    expect(() => new PCA().fit([[1e308, 1, 2, 3], [-1e308, 2, 5, 6]])).toThrow(/PCA requires finite variances/);
    expect(() => new KMeans({ k: 2 }).fit([[0], [1]]).predict([[1e200]])).toThrow(/finite distances/);
    expect(() => new KMeans({ k: 2 }).fit([0, 1, 2, 10, 11, 12].map((x) => [x * 1e-165]))).toThrow(/distances that do not vanish/);
    expect(() => new StandardScaler().fit([[1e-170], [9e-170]])).toThrow(/a variance above 0/);
    expect(new PCA().fit([[1e-120, 0], [2e-120, 2e-120], [3e-120, 4e-120]]).components.toRows()[0]!.map((entry) => entry.toFixed(2))).toEqual(["0.45", "0.89"]);
  });

  it("ids of more than 53 bits stay what they are", () => {
    const ids = [9007199254740993n, 9007199254740992n];
    expect(Table.fromRecords(ids.map((USER_ID) => ({ USER_ID }))).column("USER_ID")).toEqual(["9007199254740993", "9007199254740992"]);
    expect(() => Table.fromRecords(ids.map((SPENT) => ({ SPENT })))).toThrow(/column "SPENT" to hold numbers, got 9007199254740993/);
  });

  it("models are frozen, and giving away given centroids gives nothing away", () => {
    const estimator = new KMeans({ k: 1, init: [[1, 1]] }), model = estimator.fit(rows);
    if (typeof estimator.init !== "string") estimator.init.data.fill(99);
    expect(estimator.fit(rows).toJSON()).toEqual(model.toJSON());
    expect(() => ((model as { inertia: number }).inertia = -5)).toThrow(TypeError);
    for (const one of [model, decode(JSON.stringify(model)), new LabelEncoder().fit(records), segment(records, { k: 2 }).model]) expect(Object.isFrozen(one)).toBe(true);
  });
});
