// npm run bench:verdict [-- FAMILY...] [--seeds N] [--keep FILE]: how often the verdict of assessClusters is right. What is in
// FILE, of lines of JSON, is not tried again.
import { fork } from "node:child_process";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { FAMILIES } from "./families.mjs";
import { tableOf } from "./table.mjs";

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { seeds: { type: "string", default: "100" }, keep: { type: "string" } } });
const seeds = Number(options.seeds), names = positionals.length > 0 ? positionals : Object.keys(FAMILIES), unknown = names.filter((name) => !(name in FAMILIES));
if (!Number.isInteger(seeds) || seeds < 1) throw new Error(`--seeds requires a whole number from 1, got ${options.seeds}`);
if (unknown.length > 0) throw new Error(`there is no family ${unknown.join(", ")}; there are ${Object.keys(FAMILIES).join(", ")}`);

const found = options.keep !== undefined && existsSync(options.keep) ? readFileSync(options.keep, "utf8").trim().split("\n").map((line) => JSON.parse(line)) : [];
const tasks = tasksOf(new Set(found.map(({ name, seed }) => `${name} ${seed}`))), many = tasks.length, started = performance.now();
await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(tableOf(names.map((name) => [FAMILIES[name], found.filter((one) => one.name === name)])));
console.log(`\n${many} data sets, ${Math.round((performance.now() - started) / 1000)} s in all`);

/** Seed by seed, so that a part of them is a part of each family. */
function tasksOf(known) {
  const all = Array.from({ length: seeds }, (_, seed) => names.filter((name) => seed < seeds * FAMILIES[name].share).map((name) => ({ name, seed }))).flat();
  return all.filter(({ name, seed }) => !known.has(`${name} ${seed}`));
}

/** A process that takes one task after the other. */
function work() {
  return new Promise((resolve, reject) => {
    const child = fork(new URL("try.mjs", import.meta.url)), next = () => (tasks.length > 0 ? child.send(tasks.shift()) : child.disconnect());
    child.on("message", (one) => {
      found.push(one);
      if (options.keep !== undefined) appendFileSync(options.keep, `${JSON.stringify(one)}\n`);
      next();
    });
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a process ended with ${code}`))));
    next();
  });
}
