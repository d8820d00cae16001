import type { Worker as NodeWorker } from "node:worker_threads";
import { describe, expectTypeOf, it } from "vitest";
import {
  ClusterReporter, CosineTopN, ElbowFinder, KMeans, LabelEncoder, Matrix, PCA, Pipeline, StandardScaler, Table,
  type ElbowFinderModel, type KMeansModel, type LabelEncoderModel, type LabelListModel, type PCAModel, type Segmentation,
} from "../../src";
import { fitAsync, segmentAsync, type AsyncFitOptions } from "../../src/workers";

const rows = [[1, 2], [3, 4]], records = [{ AGE: 20, CITY: "Rome" }];

describe("fitAsync types", () => {
  it("the model is that of the estimator's fit", () => {
    expectTypeOf(fitAsync(new KMeans({ k: 1 }), rows)).resolves.toEqualTypeOf<KMeansModel>();
    expectTypeOf(fitAsync(new ElbowFinder(), Matrix.fromRows(rows))).resolves.toEqualTypeOf<ElbowFinderModel>();
    expectTypeOf(fitAsync(new PCA(), { rows: 1, columns: 1, get: () => 1 })).resolves.toEqualTypeOf<PCAModel>();
    expectTypeOf(fitAsync(new LabelEncoder(), Table.fromRecords(records))).resolves.toEqualTypeOf<LabelEncoderModel>();
    expectTypeOf(fitAsync(new LabelEncoder(), ["a", "b"])).resolves.toEqualTypeOf<LabelListModel<string>>();
    expectTypeOf(segmentAsync(records, { k: 2 })).resolves.toEqualTypeOf<Segmentation>();
  });

  it("a pipeline's model can what its last stage can", async () => {
    const pipeline = new Pipeline([new LabelEncoder(), new StandardScaler(), new KMeans({ k: 2 })]), model = await fitAsync(pipeline, records);
    expectTypeOf(model.predict(records)).toEqualTypeOf<Int32Array>();
    const nested = await fitAsync(new Pipeline([pipeline]), records), scaled = await fitAsync(new Pipeline([new StandardScaler()]), rows);
    expectTypeOf(nested.transform(records)).toEqualTypeOf<Matrix>();
    // @ts-expect-error a scaler cannot predict
    scaled.predict(rows);
  });

  it("an input that fit would not take does not compile", () => {
    // @ts-expect-error a table that may hold text is no matrix
    () => fitAsync(new KMeans({ k: 1 }), Table.fromRecords(records));
    // @ts-expect-error records are no matrix
    () => fitAsync(new StandardScaler(), records);
    // @ts-expect-error the first stage takes a table
    () => fitAsync(new Pipeline([new LabelEncoder()]), "text");
  });

  it("what has no place in a worker does not compile", () => {
    // @ts-expect-error its fit is quick, and its model is its data
    () => fitAsync(new CosineTopN(), rows);
    // @ts-expect-error its fit takes labels
    () => fitAsync(new ClusterReporter(), records);
    // @ts-expect-error a model is no estimator
    () => fitAsync(new KMeans({ k: 1 }).fit(rows), rows);
    // @ts-expect-error there is no such option
    () => fitAsync(new KMeans({ k: 1 }), rows, { threads: 2 });
  });

  it("createWorker makes a worker of Node or of a browser", () => {
    expectTypeOf<() => NodeWorker>().toExtend<AsyncFitOptions["createWorker"]>();
    expectTypeOf<() => Worker>().toExtend<AsyncFitOptions["createWorker"]>();
    expectTypeOf<() => object>().not.toExtend<AsyncFitOptions["createWorker"]>();
  });
});
