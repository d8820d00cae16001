import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DATA, readNumbers } from "../harness/data.mjs";
import { customersCsv } from "./customers.mjs";
import { factorRows } from "./factors.mjs";
import { mixture, roughLabels, startingCentroids } from "./mixtures.mjs";

/** What each file of bench/data is made of; float64 or int32, little-endian, or CSV. */
const FILES = {
  "customers.csv": () => customersCsv({ seed: 1001, rows: 80_061, brands: 2500 }),
  "w2.f64": () => mixture({ seed: 2001, rows: 1_000_000, columns: 8, clouds: 20, spread: 1 }),
  "w2-start10.f64": () => startOf("w2.f64", { columns: 8, k: 10, seed: 62_041 }),
  "w3a.f64": () => mixture({ seed: 3001, rows: 100_000, columns: 32, clouds: 20, spread: 0.6 }),
  "w3a-start20.f64": () => startOf("w3a.f64", { columns: 32, k: 20, seed: 93_051 }),
  "w3b.f64": () => mixture({ seed: 3002, rows: 10_000, columns: 100, clouds: 100, spread: 0.4 }),
  "w3b-start100.f64": () => startOf("w3b.f64", { columns: 100, k: 100, seed: 93_162 }),
  "w4.f64": () => factorRows({ seed: 4001, rows: 1_000_000, columns: 32, factors: 10, noise: 0.7 }),
  "w6-labels.i32": () => {
    const columns = 8, data = numbersOf("w2.f64").subarray(0, 20_000 * columns);
    return roughLabels({ data, columns, centroids: startingCentroids({ data, columns, k: 8, seed: 6 }), steps: 15 });
  },
};

/** Writes those of the named files that are not there yet. */
export function generate(names) {
  for (const name of names) {
    if (existsSync(join(DATA, name))) continue;
    console.log(`making bench/data/${name}`);
    mkdirSync(DATA, { recursive: true });
    const content = FILES[name](), unfinished = join(DATA, `${name}.unfinished`);
    writeFileSync(unfinished, typeof content === "string" ? content : Buffer.from(content.buffer));
    renameSync(unfinished, join(DATA, name));
  }
}

function numbersOf(name) {
  generate([name]);
  return readNumbers(name);
}

const startOf = (name, options) => startingCentroids({ data: numbersOf(name), ...options });
