// Sends bodies of every kind to running services of this build and checks all answers against the contract and the model:
// npm run fuzz:http [-- --bodies N] [--seed S] [--only INDEX]; or --faults [--named TEXT]
import { parseArgs } from "node:util";
import { injectFaults } from "./fuzz/faults.mjs";
import { Fuzz } from "./fuzz/fuzz.mjs";
import { fitOdd, fitSample, startTarget } from "./fuzz/targets.mjs";
import { Checks, inTemporaryDirectory } from "./tools.mjs";

const { values: options } = parseArgs({ options: {
  bodies: { type: "string", default: "100000" }, seed: { type: "string", default: "1" }, only: { type: "string" }, faults: { type: "boolean", default: false }, named: { type: "string" }, clients: { type: "string", default: "8" },
} });
const [bodies, seed, clients] = ["bodies", "seed", "clients"].map((name) => readCount(name, name === "clients" ? 1 : 0)), only = options.only === undefined ? undefined : readCount("only", 0);

await inTemporaryDirectory(async (directory) => {
  if (options.faults) return injectFaults(directory, new Checks(), { seed, only: options.named });
  const targets = [];
  try {
    targets.push(await startTarget("sample", fitSample(directory)), await startTarget("odd", fitOdd(directory)));
    const fuzz = new Fuzz(targets, { seed, clients, say: (text) => console.log(text) });
    const isRight = only === undefined ? await fuzz.run(bodies) : await fuzz.replay(only);
    if (!isRight) process.exitCode = 1;
  } finally {
    for (const { service } of targets) await service.stop();
  }
});

function readCount(name, least) {
  const count = Number(options[name]);
  if (!Number.isInteger(count) || count < least) throw new Error(`--${name} requires a whole number from ${least}, got ${options[name]}`);
  return count;
}
