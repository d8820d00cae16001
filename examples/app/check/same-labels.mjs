// All that is taken away gives the same segments as the page, for every customer.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { parseCsv } from "segmentry/csv";
import { decodeSegmentation } from "segmentry/predict";
import { take } from "./flow.mjs";

const LABELS = { segment: "numeric", segment_name: "categorical" };
const namesOf = (model) => decodeSegmentation(model).insights.segments.map(({ name }) => name);
const escapeHTML = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/**
 * Takes model, customers and report from the last step, runs the code that stands there in Node, and compares the labels.
 *
 * @param file the file that the page was given
 * @param names the names of the segments in the page
 * @param customersOf the customers of the labelled file, as the model wants them
 */
export async function expectSameLabels(page, file, folder, names, customersOf = (text) => parseCsv(text, { schema: LABELS })) {
  const base = basename(file).replace(/\.csv$/, ""), at = (name) => join(folder, name);
  const model = await take(page, "model", at(`${base}-model.json`)), csv = await take(page, "csv", at(`${base}-segments.csv`)), report = await take(page, "report", at(`${base}-report.html`));
  assert.deepEqual([model.name, csv.name, report.name], [`${base}-model.json`, `${base}-segments.csv`, `${base}-report.html`]);
  const labelled = parseCsv(csv.text, { schema: LABELS }), labels = labelled.column("segment");

  await copyFile(file, at(basename(file))).catch(() => undefined);
  await writeFile(at("segments.mjs"), (await page.locator("#code").innerText()).replace("console.log(labels);", "console.log(JSON.stringify([...labels]));"));
  const { stdout } = await promisify(execFile)(process.execPath, ["segments.mjs"], { cwd: folder, maxBuffer: 2 ** 28 });
  assert.deepEqual(JSON.parse(stdout), labels, "Node gives other segments");

  const embedded = /<script type="application\/json" id="model">([^]*?)<\/script>/.exec(report.text)[1];
  assert.deepEqual([...decodeSegmentation(embedded).predict(customersOf(csv.text))], labels, "the report gives other segments");
  for (const [where, given] of [["the model", namesOf(model.text)], ["the report", namesOf(embedded)], ["the file", names.map((_, label) => labelled.column("segment_name")[labels.indexOf(label)])]]) assert.deepEqual(given, names, `${where} has other names`);
  assert.ok(report.text.includes(`<span class="text">${escapeHTML(names[0])}</span>`), `the report does not show the name ${names[0]}`);
  return { rows: labels.length, k: names.length, model: JSON.parse(model.text), csv: csv.text };
}
