// Runs the packed package with the oldest Node that it supports and with a newer one, from ES modules and from CommonJS.
// The versions come from npm, as packages that hold the program alone.
import { join } from "node:path";
import { SMOKE } from "./consumer.mjs";
import { addToSummary, Checks, expect, inTemporaryDirectory, installInto, pack, run, writeFiles } from "./tools.mjs";

const VERSIONS = ["20.0.0", "22"];

/** The path of a Node of this version, or the reason why there is none. */
function fetchNode(directory, version) {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  try {
    writeFiles(directory, { "package.json": '{ "private": true }' });
    run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", `${name}@${version}`], { cwd: directory });
    const path = join(directory, "node_modules", name, "bin", "node");
    return { path, found: run(path, ["--version"]).trim() };
  } catch (error) {
    return { reason: `${name}@${version} cannot be fetched: ${error.message.split("\n").find((line) => line.includes("error")) ?? error.message}` };
  }
}

function smoke(path, found, project, file) {
  const { expected } = JSON.parse(run(path, [file], { cwd: project }));
  expect(expected.split(",").length > 0, "it labels nobody");
  return `${found} ${file}`;
}

await inTemporaryDirectory(async (directory) => {
  const checks = new Checks(), project = join(directory, "consumer");
  const packed = await checks.check("build, pack and install", () => {
    writeFiles(project, SMOKE);
    installInto(project, pack(directory));
  });
  if (!packed) return checks.finish();
  const skipped = [];
  for (const version of VERSIONS) {
    const { path, found, reason } = fetchNode(join(directory, `node-${version}`), version);
    if (reason !== undefined) {
      console.log(`skipped Node ${version}: ${reason}`);
      skipped.push({ name: `Node ${version}`, reason });
      continue;
    }
    for (const file of Object.keys(SMOKE)) await checks.check(`Node ${version}`, () => smoke(path, found, project, file));
    await checks.check(`Node ${version}`, () => `${found} segmentry --version: ${run(path, ["node_modules/segmentry/dist/bin.js", "--version"], { cwd: project }).trim()}`);
  }
  addToSummary({ skipped });
  return checks.finish();
});
