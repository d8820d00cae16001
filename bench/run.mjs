// npm run bench [-- NAME...] [--rounds N] [--no-python] [--markdown FILE]
import { parseArgs } from "node:util";
import { generate } from "./generate/index.mjs";
import { describeMachine } from "./harness/machine.mjs";
import { writeMarkdown } from "./harness/markdown.mjs";
import { Pool } from "./harness/pool.mjs";
import { printSection, printSummary } from "./harness/print.mjs";
import { keepResult } from "./harness/results.mjs";
import { runTasks } from "./harness/run-workload.mjs";

const NAMES = ["w1", "w2", "w3a", "w3b", "kpp", "w4", "w5", "w6", "small", "predict", "csv", "growth"];
/** Only by name: what it prints is no comparison. */
const ASIDE = ["workers"];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string" }, "no-python": { type: "boolean", default: false }, markdown: { type: "string" } },
});
const names = positionals.length > 0 ? positionals : NAMES, rounds = readRounds(options.rounds);
const unknown = names.filter((name) => ![...NAMES, ...ASIDE].includes(name));
if (unknown.length > 0) throw new Error(`there is no benchmark ${unknown.join(", ")}; there are ${[...NAMES, ...ASIDE].join(", ")}`);

const pool = Pool.prepare({ withPython: !options["no-python"] }), withPython = pool.absent.python === undefined;
const machine = describeMachine({ withPython });
console.log(machine.join("\n"));
if (!withPython) console.log(`Python contestants are absent: ${pool.absent.python}`);
if (pool.absent.js !== undefined) console.log(`JavaScript contestants are absent: ${pool.absent.js}`);

const results = [];
for (const name of names) {
  const { default: workload } = await import(`./workloads/${name}.mjs`), started = performance.now();
  console.log(`\n== ${workload.title}`);
  for (const note of workload.notes ?? []) console.log(note);
  generate(workload.data ?? []);
  const run = workload.run ?? ((context) => runTasks(workload, pool, context));
  const { sections, otherLoad } = await run({ rounds, onTask: printSection });
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${seconds} s in all${otherLoad === undefined ? "" : `; ${Math.round(100 * otherLoad)} % of the cores were busy with something else`}`);
  const { title, notes = [] } = workload, date = new Date().toISOString().slice(0, 10);
  const result = { name, title, notes, date, machine, seconds, otherLoad, sections };
  results.push(result);
  if (NAMES.includes(name)) keepResult(result);
}
printSummary(results);
if (options.markdown !== undefined) writeMarkdown(options.markdown, NAMES);

function readRounds(text) {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`--rounds requires a whole number from 1, got ${text}`);
  return count;
}
