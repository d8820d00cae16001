import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const RESULTS = join(import.meta.dirname, "..", "results");

/** Keeps the result of a workload in bench/results, in place of the last. */
export function keepResult(result) {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, `${result.name}.json`), JSON.stringify(result, null, 2));
}

/** The last results of the named workloads, where there are any. */
export function keptResults(names) {
  const files = names.map((name) => join(RESULTS, `${name}.json`)).filter((file) => existsSync(file));
  return files.map((file) => JSON.parse(readFileSync(file, "utf8")));
}
