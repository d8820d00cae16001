// npm run bench:http [-- --rounds N] [--seconds S] [--soak S] [--no-python] [--markdown FILE] [--loops]
import { readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, platform, release, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { decodeSegmentation } from "../../dist/predict.js";
import { makeEnvironment, versionsIn } from "../../scripts/python.mjs";
import { inTemporaryDirectory, ROOT, run } from "../../scripts/tools.mjs";
import { processorTime } from "../harness/machine.mjs";
import { installFrom } from "../harness/packages.mjs";
import { measureAll } from "./measure.mjs";
import { readCustomers, writeBodies } from "./bodies.mjs";
import { loopDelays } from "./loops.mjs";
import { loopText, report, writeLoops, writeSection } from "./report.mjs";

const HTTP = join(ROOT, "bench", "http"), CUSTOMERS = join(ROOT, "examples", "data", "customers.csv"), REQUIREMENTS = join(HTTP, "requirements.txt");

/** Single predictions a second, where it is not measured how many there can be: some half of what an ordinary machine does. */
const LOOPS_RATE = 4000;

const { values: options } = parseArgs({ options: {
  rounds: { type: "string", default: "5" }, seconds: { type: "string", default: "5" }, soak: { type: "string", default: "0" },
  "no-python": { type: "boolean", default: false }, markdown: { type: "string" }, loops: { type: "boolean", default: false },
} });
const [rounds, seconds, soakFor] = ["rounds", "seconds", "soak"].map((name) => readCount(name, name === "soak" ? 0 : 1));

const packages = installFrom(HTTP, "the load generator into bench/http/node_modules");
if (packages.reason !== undefined) throw new Error(`the load generator cannot be installed: ${packages.reason}`);
const python = options["no-python"] || options.loops ? { reason: "asked to run without" } : makeEnvironment(join(HTTP, ".venv"), REQUIREMENTS, "the Python service");

await inTemporaryDirectory(async (directory) => {
  const model = join(directory, "model.json");
  run(process.execPath, [join(ROOT, "dist", "bin.js"), "fit", CUSTOMERS, "-o", model, "--seed", "222", "--quiet"]);
  if (options.loops) {
    const { loops } = await loopDelays({ directory, model, bodies: writeBodies(directory, readCustomers(CUSTOMERS)), rate: LOOPS_RATE, rounds, seconds, say: (text) => console.log(text) });
    console.log(`\n${loopText(loops)}`);
    if (options.markdown !== undefined) writeFileSync(options.markdown, writeLoops(readFileSync(options.markdown, "utf8"), loops));
    return;
  }
  const before = processorTime();
  const measured = await measureAll({
    directory, model, customers: CUSTOMERS, python: python.command, rounds, seconds, soakFor, decoded: decodeSegmentation(readFileSync(model, "utf8")),
    say: (text) => console.log(text),
  });
  const after = processorTime(), otherLoad = Math.max(0, (after.busy - before.busy - measured.cpu) / (after.all - before.all));
  const { lines, isReached } = report({ ...measured, machine: machine(), otherLoad, rounds, seconds, absent: python.reason });
  console.log(`\n${lines.text.join("\n")}`);
  if (options.markdown !== undefined) {
    writeFileSync(options.markdown, writeSection(readFileSync(options.markdown, "utf8"), lines.markdown));
    console.log(`\nwrote ${options.markdown}`);
  }
  if (!isReached) console.log("\nNot all targets are reached.");
});

function machine() {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")), ours = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")).packages;
  const { dependencies } = JSON.parse(readFileSync(join(HTTP, "package.json"), "utf8")), fastify = ours["node_modules/fastify"]?.version;
  const list = (versions) => Object.entries(versions).map(([name, number]) => `${name} ${number}`).join(", ");
  return [
    `${cpus()[0].model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()} ${arch()}`,
    `segmentry ${version}, Node ${process.versions.node}${fastify === undefined ? "" : `, fastify ${fastify}`}, ${list(dependencies)}`,
    python.command === undefined ? "without Python" : list(versionsIn(python.command, REQUIREMENTS)),
  ];
}

function readCount(name, least) {
  const count = Number(options[name]);
  if (!Number.isInteger(count) || count < least) throw new Error(`--${name} requires a whole number from ${least}, got ${options[name]}`);
  return count;
}
