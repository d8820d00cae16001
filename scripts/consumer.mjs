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
const ESM = `import { decode, KMeans, LabelEncoder, PCA, Pipeline, SegmentryError, StandardScaler } from "segmentry";
import { decode as decodeSmall } from "segmentry/predict";
import { parseCsv } from "segmentry/csv";
import * as cli from "segmentry/cli";
if (parseCsv("a;b\\n1;2").rows !== 1) throw new Error("segmentry/csv does not read");
if (Object.keys(cli).length === 0) throw new Error("segmentry/cli exports nothing");
${GUIDE}`;
const COMMONJS = `const { decode, KMeans, LabelEncoder, PCA, Pipeline, SegmentryError, StandardScaler } = require("segmentry");
const { decode: decodeSmall } = require("segmentry/predict");
if (require("segmentry/csv").parseCsv("a;b\\n1;2").rows !== 1) throw new Error("segmentry/csv does not read");
if (Object.keys(require("segmentry/cli")).length === 0) throw new Error("segmentry/cli exports nothing");
${GUIDE}`;
/** Programs that print the model, the customers and their labels as JSON. */
export const SMOKE = { "smoke.mjs": ESM, "smoke.cjs": COMMONJS };

/** Must type-check; what must not is marked. */
export const TYPED = `import { decode, KMeans, LabelEncoder, Matrix, PCA, Pipeline, SegmentryError, StandardScaler, Table, type KMeansModel } from "segmentry";
import { decode as decodeSmall } from "segmentry/predict";
import * as cli from "segmentry/cli";

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
export { cli, kind, labels, segments, SegmentryError };
`;
export const TYPED_COMMONJS = `${TYPED}
import segmentry = require("segmentry");
export const viaRequire: number = new segmentry.KMeans({ k: 1 }).fit([[1]]).k;
`;
