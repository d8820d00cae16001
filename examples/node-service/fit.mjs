// Fits the model that the service answers from: npm run fit
import { readFile, rename, writeFile } from "node:fs/promises";
import { segment } from "segmentry";
import { parseCsv } from "segmentry/csv";

const MODEL = process.env.MODEL ?? "model.json";
const customers = parseCsv(await readFile(new URL("../data/customers.csv", import.meta.url), "utf8"));
const { model } = segment(customers, { seed: 222 });

// Renamed when complete: a service that reloads meanwhile never reads half a model.
await writeFile(`${MODEL}.tmp`, JSON.stringify(model));
await rename(`${MODEL}.tmp`, MODEL);
console.log(`${MODEL}: ${model.k} segments of ${model.report.rows} customers`);
