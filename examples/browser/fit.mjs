// Fits the model that the page answers from: npm run fit
import { readFile, writeFile } from "node:fs/promises";
import { segment } from "segmentry";
import { parseCsv } from "segmentry/csv";

const customers = parseCsv(await readFile(new URL("../data/customers.csv", import.meta.url), "utf8"));
const { model } = segment(customers, { recipe: "guide", seed: 222 });
await writeFile("public/model.json", JSON.stringify(model));
console.log(`public/model.json: ${model.k} segments of ${model.report.rows} customers`);
