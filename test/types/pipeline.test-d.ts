import { describe, expectTypeOf, it } from "vitest";
import {
  CosineTopN, decode, ElbowFinder, Imputer, KMeans, LabelEncoder, Matrix, OneHotEncoder, PCA, Pipeline, StandardScaler, Table,
  type ClusterReport, type DistantNeighbor, type Frame, type KMeansModel, type LabelListModel, type SegmentationModel, type SimilarNeighbor, type TableInput,
} from "../../src";

describe("Pipeline types", () => {
  it("the guide's chain fits together", () => {
    const model = new Pipeline([new LabelEncoder(), new StandardScaler(), new PCA({ components: 2 }), new KMeans({ k: 5, seed: 222 })]).fit([{ AGE: 1 }]);
    expectTypeOf(model.predict).parameter(0).toEqualTypeOf<TableInput>();
    expectTypeOf(model.predict([{ AGE: 1 }])).toEqualTypeOf<Int32Array>();
    expectTypeOf(model.transform([{ AGE: 1 }])).toEqualTypeOf<Matrix>();
  });

  it("encoders chain, and pipelines nest", () => {
    const inner = new Pipeline([new Imputer(), new LabelEncoder({ columns: ["GENDER"] }), new OneHotEncoder()]);
    const outer = new Pipeline([inner, new StandardScaler(), new ElbowFinder()]);
    expectTypeOf(outer.fit([{ AGE: 1 }]).predict([{ AGE: 1 }])).toEqualTypeOf<Int32Array>();
  });

  it("a scaler before the encoder does not compile", () => {
    // @ts-expect-error a scaler gives a matrix, an encoder takes a table
    new Pipeline([new StandardScaler(), new LabelEncoder(), new KMeans({ k: 5 })]);
  });

  it("text must be encoded before it is scaled", () => {
    // @ts-expect-error an imputer gives a table that may hold text
    new Pipeline([new Imputer(), new StandardScaler()]);
    // @ts-expect-error a table that may hold text is no matrix
    () => new StandardScaler().fit(Table.fromRecords([{ CITY: "Rome" }]));
    expectTypeOf(new OneHotEncoder().fit([{ CITY: "Rome" }]).transform([{ CITY: "Rome" }])).toEqualTypeOf<Frame<"numeric">>();
  });

  it("an encoder after the first does not take a matrix", () => {
    // @ts-expect-error PCA gives a matrix
    new Pipeline([new LabelEncoder(), new StandardScaler(), new PCA(), new OneHotEncoder()]);
  });

  it("a stage that is no estimator does not compile", () => {
    // @ts-expect-error a model is no estimator
    () => new Pipeline([new StandardScaler().fit([[1]])]);
    // @ts-expect-error an empty pipeline
    () => new Pipeline([]);
  });

  it("a pipeline that ends in a scaler has no predict", () => {
    const model = new Pipeline([new LabelEncoder(), new StandardScaler()]).fit([{ AGE: 1 }]);
    expectTypeOf(model.transform([{ AGE: 1 }])).toEqualTypeOf<Matrix>();
    // @ts-expect-error StandardScaler has no predict
    () => model.predict([{ AGE: 1 }]);
  });

  it("an estimator has no predict", () => {
    // @ts-expect-error fit first
    () => new KMeans({ k: 2 }).predict([[1]]);
    // @ts-expect-error k is needed
    () => new KMeans({ seed: 1 });
  });
});

describe("stage types", () => {
  it("LabelEncoder of a list keeps the type of its values", () => {
    expectTypeOf(new LabelEncoder().fit(["a", "b"])).toEqualTypeOf<LabelListModel<string>>();
    expectTypeOf(new LabelEncoder().fit([1, 2]).inverseTransform([0])).toEqualTypeOf<(number | null)[]>();
  });

  it("CosineTopN gives similarities or distances by its metric", () => {
    expectTypeOf(new CosineTopN().fit([[1]]).query([[1]])).toEqualTypeOf<SimilarNeighbor[][]>();
    expectTypeOf(new CosineTopN({ metric: "euclidean" }).fit([[1]]).query([[1]])).toEqualTypeOf<DistantNeighbor[][]>();
  });

  it("ElbowFinder may have no best", () => {
    const elbow = new ElbowFinder().fit([[1]]);
    expectTypeOf(elbow.k).toEqualTypeOf<number | null>();
    expectTypeOf(elbow.best).toEqualTypeOf<KMeansModel | null>();
  });

  it("decode(json, kind) gives the model of the kind", () => {
    expectTypeOf(decode("", "KMeans")).toEqualTypeOf<KMeansModel>();
    expectTypeOf(decode("", "Segmentation")).toEqualTypeOf<SegmentationModel>();
    const any = decode("");
    if (any.kind === "ClusterReport") expectTypeOf(any).toEqualTypeOf<ClusterReport>();
  });

  it("matrices come as rows, typed rows, Matrix and what has the shape of an ml-matrix matrix", () => {
    const scaler = new StandardScaler();
    scaler.fit([[1, 2]] as readonly (readonly number[])[]);
    scaler.fit([Float64Array.of(1)]);
    scaler.fit(Matrix.fromRows([[1]]));
    scaler.fit({ rows: 1, columns: 1, get: (_i: number, _j: number) => 1 });
    // @ts-expect-error text is no number
    () => scaler.fit([["1"]]);
  });

  it("records may be of any interface", () => {
    interface Customer { age: number; city: string }
    const customers: Customer[] = [{ age: 1, city: "Rome" }];
    expectTypeOf(Table.fromRecords(customers)).toEqualTypeOf<Table>();
  });
});
