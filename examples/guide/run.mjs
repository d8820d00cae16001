// The published guide's whole job on 2,000 made-up customers: npm start
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { reportToMarkdown, reportToText, segment } from "segmentry";
import { parseCsv } from "segmentry/csv";
import { decodeSegmentation } from "segmentry/predict";

const SEED = 222;
const SAMPLE = new URL("../data/customers.csv", import.meta.url);
const OUT = fileURLToPath(new URL("../../out", import.meta.url));
const NEW_CUSTOMER = {
  AGE: 29, GENDER: "F", COUNTRY: "Brazil", TRAFFIC_SOURCE: "Facebook", TOTAL_ORDERS: 2,
  MOST_FREQUENT_BRAND: "Abellune", MOST_FREQUENT_CATEGORY: "Dresses",
};

const table = parseCsv(await readFile(SAMPLE, "utf8"));
const result = segment(table, { recipe: "guide", seed: SEED });
const { model } = result;
let steps = 0;

step("What was read");
console.log(`${table.rows} customers, ${table.columns} columns; ${model.features.length} columns used.`);
for (const { column, reason } of result.leftOut) console.log(`Left out: ${column}, ${reason}`);
for (const note of result.notes) console.log(wrap(note));

step("How many segments: the elbow");
const highest = Math.max(...result.curve.map(({ inertia }) => inertia));
for (const { k, inertia } of result.curve) {
  const bar = "█".repeat(Math.round((60 * inertia) / highest));
  console.log(`k = ${String(k).padStart(2)}  ${bar} ${inertia.toFixed(0)}${k === result.k ? "  <- knee" : ""}`);
}

step("The segments");
console.log(reportToText(result.report, { columns: 4 }));
const usual = segment(table, { seed: SEED });
const alike = agreement(result, usual);
console.log(`\nThe default recipe finds ${usual.k} segments; ${(100 * alike).toFixed(0)} % of the customers are in the matching one.`);

step("A new customer");
const answer = locate(model, NEW_CUSTOMER);
console.log(Object.values(NEW_CUSTOMER).join(", "));
console.log(`Segment ${answer.segment}: ${answer.distance.toFixed(3)} from its centroid, ${answer.margin.toFixed(3)} nearer than segment ${answer.next}.`);

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
await save("report.md", reportToMarkdown(result.report));

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

/** The share of customers in the segment of `b` in which most of their segment of `a` are. */
function agreement(a, b) {
  const counts = Array.from({ length: a.k }, () => new Array(b.k).fill(0)), others = b.labels;
  a.labels.forEach((label, row) => label >= 0 && counts[label][others[row]]++);
  const sum = (values) => values.reduce((total, value) => total + value);
  return sum(counts.map((row) => Math.max(...row))) / sum(counts.flat());
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
