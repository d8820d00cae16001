// The sources of a project that uses the installed package.

/** Fits the pipeline of the guide, reads its model back, and has two errors thrown. */
const GUIDE = `
const customers = Array.from({ length: 60 }, (_, i) => ({ GENDER: i % 2 ? "M" : "F", AGE: 20 + (i * 7) % 50, INCOME: 15 + (i * 11) % 120, SCORE: (i * 37) % 100 }));
const pipeline = new Pipeline([new LabelEncoder(), new StandardScaler(), new PCA({ components: 2 }), new KMeans({ k: 5, seed: 222 })]);
const model = pipeline.fit(customers);
const text = JSON.stringify(model), expected = Array.from(model.predict(customers)).join();
if (Array.from(decode(JSON.parse(text)).predict(customers)).join() !== expected) throw new Error("decoded model differs");
if (Array.from(decodeSmall(JSON.parse(text)).predict(customers)).join() !== expected) throw new Error("model decoded by segmentry/predict differs");
try { new KMeans({ k: 0 }).fit([[1], [2]]); throw new Error("k: 0 was not refused"); } catch (error) { if (!(error instanceof SegmentryError)) throw error; }
try { decodeSmall({}); throw new Error("{} was not refused"); } catch (error) { if (!(error instanceof SegmentryError)) throw error; }
console.log(JSON.stringify({ text, customers, expected }));
`;
/** In a worker the guide's pipeline gives the same model; a process that has fitted in one ends by itself. */
const WORKERS = `
const rows = Array.from({ length: 60 }, (_, i) => [i % 7, (i * 11) % 13]), options = { k: 3, seed: 222 };
const checkWorkers = async () => {
  const inWorker = await fitAsync(new KMeans(options), rows, { signal: AbortSignal.timeout(60_000) });
  if (JSON.stringify(inWorker) !== JSON.stringify(new KMeans(options).fit(rows))) throw new Error("a worker fits another model");
  const refused = await fitAsync(new KMeans({ k: 99 }), rows).catch((error) => error);
  if (!(refused instanceof SegmentryError)) throw refused;
  if ((await segmentAsync(rows.map(([A, B]) => ({ A, B })), { k: 2 })).k !== 2) throw new Error("segmentAsync finds other segments");
};
`;
/** The handler answers; without Fastify its plugin can be imported and says what to install. */
const SERVICE = `
const checkService = async () => {
  const model = segment([20, 21, 22, 70, 71, 72].map((AGE) => ({ AGE })), { k: 2 }).model, { handler } = await createService({ models: { shop: model } });
  const answer = await handler(new Request("http://localhost/predict", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ AGE: 66 }) }));
  if ((await answer.json()).segment !== 1) throw new Error("segmentry/http answers otherwise");
  const refused = await createServer({ models: { shop: model } }).catch((error) => error);
  if (!/npm install fastify/.test(refused.message)) throw refused;
};
`;
const ESM = `import { decode, KMeans, LabelEncoder, PCA, Pipeline, segment, SegmentryError, StandardScaler } from "segmentry";
import { decode as decodeSmall } from "segmentry/predict";
import { parseCsv } from "segmentry/csv";
import * as cli from "segmentry/cli";
import { createServer } from "segmentry/fastify";
import { createService } from "segmentry/http";
import { fitAsync, segmentAsync } from "segmentry/workers";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
if (parseCsv("a;b\\n1;2").rows !== 1) throw new Error("segmentry/csv does not read");
if (Object.keys(cli).length === 0) throw new Error("segmentry/cli exports nothing");
${WORKERS}
${SERVICE}
await checkService();
await checkWorkers();
const script = createRequire(import.meta.url).resolve("segmentry/worker");
if ((await fitAsync(new KMeans(options), rows, { createWorker: () => new Worker(script) })).k !== 3) throw new Error("segmentry/worker is no worker");
${GUIDE}`;
const COMMONJS = `const { decode, KMeans, LabelEncoder, PCA, Pipeline, segment, SegmentryError, StandardScaler } = require("segmentry");
const { decode: decodeSmall } = require("segmentry/predict");
if (require("segmentry/csv").parseCsv("a;b\\n1;2").rows !== 1) throw new Error("segmentry/csv does not read");
if (Object.keys(require("segmentry/cli")).length === 0) throw new Error("segmentry/cli exports nothing");
const { createServer } = require("segmentry/fastify"), { createService } = require("segmentry/http");
const { fitAsync, segmentAsync } = require("segmentry/workers");
${WORKERS}
${SERVICE}
void checkService().then(checkWorkers);
${GUIDE}`;
/** Programs that print the model, the customers and their labels as JSON. */
export const SMOKE = { "smoke.mjs": ESM, "smoke.cjs": COMMONJS };

/** Must type-check; what must not is marked. */
export const TYPED = `import { decode, KMeans, LabelEncoder, Matrix, PCA, Pipeline, SegmentryError, StandardScaler, Table, type KMeansModel } from "segmentry";
import { decode as decodeSmall } from "segmentry/predict";
import * as cli from "segmentry/cli";
import { fitAsync, segmentAsync, type WorkerLike } from "segmentry/workers";

const x = Matrix.fromRows([[1, 2], [3, 4], [9, 9]], ["a", "b"]);
const model: KMeansModel = new KMeans({ k: 2, seed: 222 }).fit(x);
const labels: Int32Array = model.predict([[1, 2]]);
const pipeline = new Pipeline([new LabelEncoder(), new StandardScaler(), new PCA({ components: 1 }), new KMeans({ k: 2, seed: 222 })]);
const fitted = pipeline.fit(Table.fromRecords([{ AGE: 20, GENDER: "F" }, { AGE: 30, GENDER: "M" }, { AGE: 70, GENDER: "M" }]));
const segments: Int32Array = fitted.predict([{ AGE: 40, GENDER: "F" }]);
const kind: string = decode(JSON.parse(JSON.stringify(fitted))).kind + decodeSmall(JSON.stringify(model)).kind;
// @ts-expect-error an estimator cannot predict
new KMeans({ k: 2 }).predict([[1, 2]]);
// @ts-expect-error there is no such option
new KMeans({ clusters: 2 });
declare const createWorker: () => WorkerLike;
const later: Promise<KMeansModel> = fitAsync(new KMeans({ k: 2 }), x, { workers: 2, createWorker, signal: new AbortController().signal });
const size: Promise<number> = segmentAsync([{ AGE: 20 }]).then((result) => result.k);
export { later, size, cli, kind, labels, segments, SegmentryError };
`;
export const TYPED_COMMONJS = `${TYPED}
import segmentry = require("segmentry");
export const viaRequire: number = new segmentry.KMeans({ k: 1 }).fit([[1]]).k;
`;
