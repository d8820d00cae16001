// Runs the check of each example against the package as it would be published: each is copied out of this repository and
// installed with the tarball in place of the folder that its package.json names.
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addToSummary, Checks, expect, inTemporaryDirectory, installInto, pack, ROOT, run } from "./tools.mjs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** Real files, for the examples that look at some: beside the repository, where they are there. */
const DATA = join(ROOT, "../shared/data");
const EXACT = /^\d+\.\d+\.\d+$/;
const MOST_MS = 15_000;
const WIDEST = 100;

const withoutChromium = () => (existsSync(CHROMIUM) ? undefined : `there is no Chromium at ${CHROMIUM} (set CHROMIUM)`);

/** Why an example cannot run here; undefined where it can. */
const HINDRANCES = {
  app: withoutChromium,
  browser: withoutChromium,
  "browser-workers": withoutChromium,
};

/** Copies the examples without what was installed or built in them. */
function copyExamples(project) {
  cpSync(join(ROOT, "examples"), join(project, "examples"), { recursive: true, filter: (path) => !/[\\/](?:node_modules|dist)$/.test(path) });
}

/** Exact versions, nothing published by accident, nothing run at install. */
function checkManifest(example) {
  const { private: isPrivate, dependencies = {}, devDependencies = {}, scripts = {} } = JSON.parse(readFileSync(join(example, "package.json"), "utf8"));
  const { segmentry, ...others } = { ...dependencies, ...devDependencies };
  const loose = Object.entries(others).filter(([, version]) => !EXACT.test(version)).map(([name, version]) => `${name} ${version}`);
  const hooks = Object.keys(scripts).filter((name) => /^(?:pre|post)?install$|^prepare$/.test(name));
  expect(isPrivate === true, "it is not private");
  expect(segmentry === "file:../..", `it depends on segmentry ${segmentry}, not file:../..`);
  expect(loose.length === 0, `it names no exact version of ${loose.join(", ")}`);
  expect(hooks.length === 0, `it runs ${hooks.join(", ")} where it is installed`);
  return `${Object.keys(others).join(", ")} in exact versions`;
}

function installExample(example, tarball) {
  const path = join(example, "package.json"), manifest = JSON.parse(readFileSync(path, "utf8"));
  manifest.dependencies.segmentry = `file:${tarball}`;
  writeFileSync(path, JSON.stringify(manifest));
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"], { cwd: example });
}

/** Runs the check of an example; what it prints is indented below the line of the example. */
function checkExample(example, tarball) {
  const started = performance.now();
  installExample(example, tarball);
  const installed = performance.now();
  const printed = run("npm", ["run", "--silent", "check"], { cwd: example, env: { CHROMIUM, ...(existsSync(DATA) && { SEGMENTRY_DATA: DATA }) } });
  const lines = printed.split("\n").filter((line) => /^(?:ok|skipped) /.test(line));
  expect(lines.some((line) => line.startsWith("ok ")), `its check printed no ok\n${printed}`);
  return [`installed in ${seconds(installed - started)}, checked in ${seconds(performance.now() - installed)}`, ...lines.map((line) => `         ${line}`)].join("\n");
}

function checkGuide(project) {
  const started = performance.now(), printed = run("node", ["examples/guide/run.mjs"], { cwd: project }), took = performance.now() - started;
  const widest = Math.max(...printed.split("\n").map((line) => line.length));
  const sizes = ["out/model.json", "out/report.html"].map((path) => `${path} ${statSync(join(project, path)).size} bytes`);
  expect(widest <= WIDEST, `it prints a line of ${widest} characters, more than ${WIDEST}`);
  expect(took <= MOST_MS, `it took ${seconds(took)}, more than ${seconds(MOST_MS)}`);
  expect(printed.includes("the same answer, bit for bit"), `the saved model gives another answer\n${printed}`);
  return `${seconds(took)}, ${printed.trimEnd().split("\n").length} lines; ${sizes.join(", ")}`;
}

function checkQuickstart(project) {
  const printed = run("node", ["examples/quickstart/quickstart.mjs"], { cwd: project });
  expect(/Int32Array\(1\) \[ 1 \]\n$/.test(printed), `it ended with another segment than 1\n${printed}`);
  return `${printed.trimEnd().split("\n").length} lines`;
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

await inTemporaryDirectory(async (directory) => {
  const checks = new Checks(), project = join(directory, "project"), skipped = [];
  const tarball = pack(directory);
  copyExamples(project);
  installInto(project, tarball);
  await checks.check("guide", () => checkGuide(project));
  await checks.check("quickstart", () => checkQuickstart(project));
  const names = readdirSync(join(project, "examples")).filter((name) => existsSync(join(project, "examples", name, "package.json")));
  for (const name of names) {
    const example = join(project, "examples", name), hindrance = HINDRANCES[name]?.();
    await checks.check(`${name}, package.json`, () => checkManifest(example));
    if (hindrance !== undefined && process.env.CI !== "true") {
      console.log(`skipped ${name}: ${hindrance}`);
      skipped.push({ name: `example ${name}`, reason: hindrance });
      continue;
    }
    await checks.check(name, () => {
      expect(hindrance === undefined, hindrance);
      return checkExample(example, tarball);
    });
  }
  addToSummary({ skipped });
  checks.finish();
});
