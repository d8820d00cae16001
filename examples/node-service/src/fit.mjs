// Writes the model: npm run fit, or npm run fit -- customers.csv
import { createReadStream, existsSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { readCsv } from "segmentry/csv";
import { findSegments } from "segmentry/insights";
import { hasMailing, mailingOf } from "./campaign.mjs";
import { readConfig } from "./config.mjs";

const file = process.argv[2] ?? new URL("../../data/customers.csv", import.meta.url), { model: path } = readConfig(process.env);
if (!existsSync(file)) {
  console.error(`There is no file ${file}: name that of your customers, as in npm run fit -- customers.csv`);
  process.exit(1);
}
const { model } = findSegments(await readCsv(createReadStream(file)), { seed: 222 });
const { verdict, segments } = /** @type {import("segmentry/report").Insights} */ (model.insights);

// Renamed when complete: a service that watches it never reads half a model.
await writeFile(`${path}.tmp`, JSON.stringify(model));
await rename(`${path}.tmp`, path);

console.log(`${path}: ${model.report.rows} customers. ${verdict.kind}: ${verdict.summary}`);
for (const { name, size } of segments) console.log(`${size} ${name}: ${mailingOf(name)}${hasMailing(name) ? "" : ", as src/campaign.mjs has no mailing for it"}`);
