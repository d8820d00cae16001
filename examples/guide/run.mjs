// The published guide's whole job on 2,000 made-up customers: npm start
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { reportToText, segment } from "segmentry";
import { compareLabels } from "segmentry/evaluate";
import { parseCsv } from "segmentry/csv";
import { explainCustomers, findSegments, rulesToText, segmentRules } from "segmentry/insights";
import { decodeSegmentation } from "segmentry/predict";
import { reportPage } from "segmentry/report";

const SEED = 222;
const SAMPLE = new URL("../data/customers.csv", import.meta.url);
const OUT = fileURLToPath(new URL("../../out", import.meta.url));
const NEW_CUSTOMER = {
  AGE: 29, GENDER: "F", COUNTRY: "Brazil", TRAFFIC_SOURCE: "Facebook", TOTAL_ORDERS: 2,
  MOST_FREQUENT_BRAND: "Abellune", MOST_FREQUENT_CATEGORY: "Dresses",
};

const table = parseCsv(await readFile(SAMPLE, "utf8"));
const result = findSegments(table, { recipe: "guide", seed: SEED });
const { model } = result;
let steps = 0;

step("What was read");
console.log(`${table.rows} customers, ${table.columns} columns; ${model.features.length} columns used.`);
for (const { column, reason } of result.leftOut) console.log(`Left out: ${column}, ${reason}`);
for (const note of result.notes) console.log(wrap(note));

step("Are there segments, and how many?");
const { verdict, segments, sweep, knee } = model.insights;
console.log(`${verdict.kind}: ${verdict.summary}`);
for (const reason of verdict.reasons) console.log(wrap(reason));
console.log();
const highest = Math.max(...sweep.map(({ inertia }) => inertia));
for (const { k, inertia, silhouette } of sweep) {
  const bar = "█".repeat(Math.round((50 * inertia) / highest)), index = silhouette === null ? "" : `, silhouette ${silhouette.toFixed(2)}`;
  console.log(`k = ${String(k).padStart(2)}  ${bar} ${inertia.toFixed(0)}${index}${k === result.k ? "  <- taken" : ""}${k === knee ? "  (knee)" : ""}`);
}

step("The segments");
for (const { segment: label, name, size, stabilityBand } of segments) console.log(`${label}: ${name} (${size} customers, ${stabilityBand})`);
console.log();
console.log(reportToText(result.report, { columns: 4 }));
console.log();
console.log(rulesToText(segmentRules(table, result.labels, { columns: model.features.map((column) => column.name), maxRules: 1 }), segments.map(({ name }) => name)).split("\n").map(wrap).join("\n"));
const usual = segment(table, { seed: SEED }), both = [...result.labels.keys()].filter((row) => result.labels[row] >= 0);
const { adjustedRand } = compareLabels(both.map((row) => result.labels[row]), both.map((row) => usual.labels[row]));
console.log(`\n${wrap(`The default recipe finds ${usual.k} segments: the same customers together by an adjusted Rand index of ${adjustedRand.toFixed(2)} (1 is the same, 0 is chance).`)}`);

step("A new customer");
const answer = locate(model, NEW_CUSTOMER);
console.log(Object.values(NEW_CUSTOMER).join(", "));
console.log(`Segment ${answer.segment}: ${answer.distance.toFixed(3)} from its centroid, ${answer.margin.toFixed(3)} nearer than segment ${answer.next}.`);
console.log(wrap(explainCustomers(model, [NEW_CUSTOMER])[0].text));

step("The five most similar customers");
console.log("By the cosine between points in the plane of the two components.");
const similar = result.similar([NEW_CUSTOMER], 5)[0];
const records = table.take(similar.map(({ index }) => index)).toRecords();
printColumns([
  ["", "new", ...similar.map(({ id }) => id)],
  ["similarity", "", ...similar.map(({ similarity }) => similarity.toFixed(6))],
  ...model.features.map(({ name }) => [name, NEW_CUSTOMER[name], ...records.map((record) => record[name])]),
]);

step("Saved");
await mkdir(OUT, { recursive: true });
const modelFile = await save("model.json", JSON.stringify(model));
await save("report.html", reportPage(model, { title: "The guide's customers" }));

step("The same customer, from the saved model");
const saved = decodeSegmentation(await readFile(modelFile, "utf8"));
const again = locate(saved, NEW_CUSTOMER);
const same = Object.keys(answer).every((name) => Object.is(again[name], answer[name]));
console.log(`Segment ${again.segment}: ${again.distance.toFixed(3)} from its centroid; ${same ? "the same answer, bit for bit." : "ANOTHER ANSWER."}`);
if (!same) process.exitCode = 1;

/** The segment of a customer, the distance to its centroid, and how much farther the next segment is. */
function locate(segmentation, customer) {
  const [distances] = segmentation.transform([customer]).toRows();
  const [segment, next] = distances.map((_, label) => label).sort((a, b) => distances[a] - distances[b]);
  return { segment, distance: distances[segment], next, margin: distances[next] - distances[segment] };
}

/** Writes a file as a whole or not at all. */
async function save(name, text) {
  const path = join(OUT, name);
  await writeFile(`${path}.tmp`, text);
  await rename(`${path}.tmp`, path);
  console.log(`${relative(process.cwd(), path)}: ${(text.length / 1000).toFixed(1)} kB`);
  return path;
}

function step(title) {
  steps++;
  console.log(`${steps > 1 ? "\n" : ""}${steps}. ${title}\n`);
}

function wrap(text) {
  return text.replace(/(.{1,98})(?:\s+|$)/g, "$1\n").trimEnd();
}

function printColumns(rows) {
  const widths = rows[0].map((_, j) => Math.max(...rows.map((row) => String(row[j]).length)));
  for (const row of rows) console.log(row.map((cell, j) => String(cell).padEnd(widths[j])).join("  ").trimEnd());
}
