import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findSegments } from "../../dist/insights.js";
import { seededRandom } from "../../scripts/random.mjs";

/** Of the model whose JSON is as long as that of any that people are likely to have. */
const CUSTOMERS = 3000, COLUMNS = 100, SEGMENTS = 100;

/** Writes a model of 100 segments by 100 columns, a quarter of them text, and lists of its customers: files, and the length of the model's. */
export function writeWide(directory) {
  const random = seededRandom(222), valueOf = (i, j) => (j % 4 === 0 ? `v${Math.floor(random() * 8)}` : random() * 100 + ((i * 7 + j) % SEGMENTS) * 10);
  const customers = Array.from({ length: CUSTOMERS }, (_, i) => Object.fromEntries(Array.from({ length: COLUMNS }, (_, j) => [`C${j}`, valueOf(i, j)])));
  const text = JSON.stringify(findSegments(customers, { k: SEGMENTS, seed: 222 }).model), files = { model: text, thousand: JSON.stringify([JSON.stringify(customers.slice(0, 1000))]), nothing: JSON.stringify([""]) };
  const written = Object.fromEntries(Object.entries(files).map(([name, content]) => {
    const file = join(directory, `wide-${name}.json`);
    writeFileSync(file, content);
    return [name, file];
  }));
  return { ...written, what: `a model of ${(text.length / 1e6).toFixed(1)} MB (${SEGMENTS} segments by ${COLUMNS} columns)` };
}
