import { describe, expect, it } from "vitest";
import {
  CosineTopN, decode, ElbowFinder, Imputer, KMeans, LabelEncoder, Matrix, OneHotEncoder, PCA, Pipeline, StandardScaler, Table,
} from "../../src";
import { RECORDS, ROWS } from "../conformance/stages";

describe("Pipeline", () => {
  const stages = () => [new LabelEncoder(), new StandardScaler(), new PCA({ components: 2 }), new KMeans({ k: 3, seed: 222 })] as const;

  it("fit(table) equals fitting stage by stage", () => {
    const table = Table.fromRecords(RECORDS), model = new Pipeline([...stages()]).fit(table), [encoder, scaler, pca, kMeans] = stages();
    const codes = encoder.fit(table).transform(table), z = scaler.fit(codes).transform(codes), points = pca.fit(z).transform(z);
    expect(model.predict(RECORDS)).toEqual(kMeans.fit(points).predict(points));
    expect(model.slice(0, -1).transform(table)).toEqual(points);
    expect(model.transform(table).columns).toBe(3);
    expect(model.stages.map(({ kind }) => kind)).toEqual(["LabelEncoder", "StandardScaler", "PCA", "KMeans"]);
  });

  it("fit(x) leaves ids out of the features", () => {
    const model = new Pipeline([new LabelEncoder(), new StandardScaler()]).fit(RECORDS);
    expect(model.transform(RECORDS).names).toEqual(["AGE", "ORDERS", "CITY", "VIP", "SIZE"]);
  });

  it("is itself a stage", () => {
    const inner = new Pipeline([new LabelEncoder(), new StandardScaler()]), nested = new Pipeline([inner, new KMeans({ k: 3, seed: 1 })]).fit(RECORDS);
    const flat = new Pipeline([new LabelEncoder(), new StandardScaler(), new KMeans({ k: 3, seed: 1 })]).fit(RECORDS);
    expect(nested.predict(RECORDS)).toEqual(flat.predict(RECORDS));
    expect(decode(JSON.stringify(nested), "Pipeline").predict(RECORDS)).toEqual(flat.predict(RECORDS));
  });

  it("fit(table) checks the columns of the whole chain before any stage works", () => {
    let touched = false;
    const spy = new Imputer(), fit = spy.fit.bind(spy);
    const watched = Object.create(spy, { outputSchema: { value: spy.outputSchema.bind(spy) }, fit: { value: (...args: Parameters<typeof fit>) => ((touched = true), fit(...args)) } }) as Imputer;
    const chain = (last: unknown): Pipeline<never> => new Pipeline([watched, last] as never);
    expect(() => chain(new StandardScaler()).fit(RECORDS as never)).toThrow(/StandardScaler requires numeric columns, got the text column "CITY"; encode it first/);
    expect(() => chain(new OneHotEncoder({ columns: ["TOWN"] })).fit(RECORDS as never)).toThrow(/OneHotEncoder requires the column "TOWN", got only "AGE"/);
    expect(() => new Pipeline([new LabelEncoder(), new PCA({ components: 9 })]).fit(RECORDS)).toThrow("PCA requires components to be an integer from 1 to 5 (columns), got 9");
    expect(touched).toBe(false);
  });

  it("fit(x) takes matrices and nested arrays where its first stage does", () => {
    const pipeline = new Pipeline([new StandardScaler(), new KMeans({ k: 3, seed: 1 })]);
    expect(pipeline.fit(ROWS).predict(ROWS)).toEqual(pipeline.fit(Matrix.fromRows(ROWS)).predict(ROWS));
  });

  it("predict(x) and transform(x) say which stage cannot", () => {
    const model = new Pipeline([new StandardScaler()]).fit(ROWS) as unknown as { predict(x: unknown): unknown };
    expect(() => model.predict(ROWS)).toThrow("Pipeline requires a stage that can predict, got StandardScaler, which cannot");
  });

  it("new Pipeline(stages) refuses what is no list of estimators", () => {
    expect(() => new Pipeline([] as never)).toThrow("Pipeline requires a list of at least one stage, got an array of 0");
    expect(() => new Pipeline([{}] as never)).toThrow("Pipeline requires estimators as stages, got an object at index 0");
    expect(() => new Pipeline([new StandardScaler().fit(ROWS)] as never)).toThrow(/estimators as stages/);
    expect(() => new Pipeline([new CosineTopN()] as never)).toThrow(/estimators as stages/);
  });

  it("slice(start, end) gives the stages between", () => {
    const model = new Pipeline([...stages()]).fit(RECORDS);
    expect(model.slice(1, 2).stages.map(({ kind }) => kind)).toEqual(["StandardScaler"]);
    expect(() => model.slice(4)).toThrow("Pipeline.slice requires a range with at least one stage, got none");
  });

  it("fit(x, { onProgress, signal }) hands both to the stages", () => {
    const seen = new Set<string>(), controller = new AbortController();
    const pipeline = new Pipeline([new StandardScaler(), new ElbowFinder({ maxK: 5, nInit: 2 })]);
    pipeline.fit(ROWS, { onProgress: ({ stage }) => seen.add(stage) });
    expect([...seen]).toEqual(["ElbowFinder"]);
    expect(() => pipeline.fit(ROWS, { signal: controller.signal, onProgress: () => controller.abort(new Error("enough")) })).toThrow("enough");
  });
});

describe("decode", () => {
  it("decode(json) refuses pipelines nested without end", () => {
    let nested = JSON.stringify(new StandardScaler().fit([[1]]));
    for (let i = 0; i < 40; i++) nested = `{"kind":"Pipeline","version":1,"stages":[${nested}]}`;
    expect(() => decode(nested)).toThrow("decode requires models nested at most 32 deep, got deeper ones");
  });

  it("decode(json) refuses claims of size before it makes room", () => {
    const claim = { kind: "KMeans", version: 1, centroids: { rows: 1e15, columns: 1e15, names: ["a"], data: [1] }, inertia: 0, iterations: 1, converged: true, sizes: [1] };
    expect(() => decode(claim)).toThrow(/names to be a list of 1000000000000000/);
  });

  it("decode(json) says what is wrong by name", () => {
    const json = JSON.parse(JSON.stringify(new KMeans({ k: 2 }).fit([[1], [5]]))) as Record<string, { data: unknown[]; rows: number }>;
    const bad = (data: unknown[]) => ({ ...json, centroids: { ...json.centroids, data } });
    expect(() => decode(bad([1]))).toThrow("KMeans centroids requires data to be a list of 2, got an array of 1; the file is damaged or was not written by segmentry");
    expect(() => decode(bad([1, null]))).toThrow("KMeans centroids requires data[1] to be a finite number, got null");
    expect(() => decode({ ...json, sizes: [1, -1] })).toThrow("KMeans requires sizes[1] to be a finite number of 0 or more, got -1");
    expect(() => decode({ ...json, version: 2 })).toThrow("decode requires KMeans version 1 or older, got version 2; update segmentry");
    expect(() => decode([])).toThrow("decode requires an object, got an array of 0");
    expect(() => decode(null)).toThrow("decode requires an object, got null");
    expect(() => decode("{")).toThrow(/decode requires JSON, got text that is not/);
  });
});
