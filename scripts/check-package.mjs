// Packs the package as it would be published and checks the tarball: what is in it, that its exports and types are right,
// that it works from ES modules, CommonJS, TypeScript and a bundler, its program, and the sizes of its bundles.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { SMOKE, TYPED, TYPED_COMMONJS } from "./consumer.mjs";
import { Checks, expect, findTarball, inTemporaryDirectory, installInto, pack, ROOT, run, writeFiles } from "./tools.mjs";

const SHIPPED = /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/THIRD_PARTY_LICENSES\.md|dist\/app\/(?:index\.html|sw\.js)|dist\/[\w-]+\.(?:js|cjs|d\.ts|d\.cts))$/;
const REQUIRED = ["package.json", "README.md", "LICENSE", "CHANGELOG.md", "dist/THIRD_PARTY_LICENSES.md", "dist/bin.js", "dist/app/index.html", "dist/app/sw.js",
  ...["index", "predict", "csv", "orders", "prepare", "explore", "evaluate", "insights", "report", "http", "fastify", "cli"].flatMap((entry) => [".js", ".cjs", ".d.ts", ".d.cts"].map((ending) => `dist/${entry}${ending}`)),
  ...["workers", "worker"].flatMap((entry) => [".js", "-node.js", "-node.cjs", ".d.ts", ".d.cts"].map((ending) => `dist/${entry}${ending}`))];
const RUNTIME_DEPENDENCIES = ["ml-distance", "seedrandom"];

/** Bytes, minified and gzip -9. */
const BUDGETS = [
  {
    name: "decode + predict through segmentry/predict", most: 8_000,
    code: 'import { decode } from "segmentry/predict"; globalThis.result = Array.from(decode(JSON.parse(globalThis.text)).predict(globalThis.rows));',
  },
  { name: "import { KMeans }", most: 40_000, code: 'export { KMeans } from "segmentry";' },
  { name: "import { fitAsync } from segmentry/workers, without the worker", most: 16_000, code: 'export { fitAsync } from "segmentry/workers";' },
  { name: "everything", most: 80_000, code: 'export * from "segmentry";' },
  { name: "decodeSegmentation through segmentry/predict", most: 10_500, code: 'export { decodeSegmentation } from "segmentry/predict";' },
  { name: "import { findSegments } from segmentry/insights", most: 92_000, code: 'export { findSegments } from "segmentry/insights";' },
  { name: "import { reportPage } from segmentry/report", most: 40_000, code: 'export { reportPage } from "segmentry/report";' },
  { name: "import { createService } from segmentry/http", most: 60_000, code: 'export { createService } from "segmentry/http";' },
  { name: "decodeAny through segmentry/predict", most: 24_000, code: 'export { decodeAny } from "segmentry/predict";' },
];

/** Bytes of the engine alone, gzip -9. */
const ENGINE_BUDGET = 30_000;

/** Bytes of the app's page, gzip -9. */
const APP_BUDGET = 260_000;

const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false, noEmit: true, target: "es2022", lib: ["es2022", "dom"], types: [] };
const typescriptProject = (module, moduleResolution, files) => JSON.stringify({ compilerOptions: { ...compilerOptions, module, moduleResolution }, files });

function files(directory) {
  return readdirSync(directory, { recursive: true }).filter((path) => statSync(join(directory, path)).isFile());
}

/** Bundles code that imports the installed package for browsers: a Node built-in among what it imports fails. */
async function bundle(project, code, options = {}) {
  const result = await build({
    stdin: { contents: code, resolveDir: project }, absWorkingDir: project, bundle: true, minify: true, format: "esm",
    platform: "browser", target: "es2022", write: false, metafile: true, logLevel: "silent", legalComments: "none", ...options,
  });
  expect(result.warnings.length === 0, result.warnings.map(({ text }) => text).join("; "));
  const { inputs } = Object.values(result.metafile.outputs)[0];
  const packages = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter((name) => name !== undefined);
  return { text: result.outputFiles[0].text, packages: [...new Set(packages)] };
}

const zipped = (text) => gzipSync(text, { level: 9 }).length;
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

function checkContents(tarball, installed) {
  const names = files(installed).map((path) => path.replaceAll("\\", "/"));
  const surplus = names.filter((name) => !SHIPPED.test(name)), missing = REQUIRED.filter((name) => !names.includes(name));
  expect(surplus.length === 0, `ships ${surplus.join(", ")}`);
  expect(missing.length === 0, `lacks ${missing.join(", ")}`);
  const size = names.reduce((sum, name) => sum + statSync(join(installed, name)).size, 0);
  return `${names.length} files, ${kB(statSync(tarball).size)} packed, ${kB(size)} unpacked`;
}

function checkManifest(installed) {
  const { dependencies = {}, scripts = {} } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const names = Object.keys(dependencies).sort();
  expect(names.join() === RUNTIME_DEPENDENCIES.join(), `depends on ${names.join(", ")}`);
  const hooks = ["preinstall", "install", "postinstall"].filter((name) => name in scripts);
  expect(hooks.length === 0, `runs ${hooks.join(", ")} where it is installed`);
  return `depends on ${names.join(", ")} only, runs nothing when installed`;
}

/** The app is one page that holds all it needs, under a policy that lets it ask for nothing but what `segmentry app FILE` serves. */
function checkApp(installed) {
  const page = readFileSync(join(installed, "dist/app/index.html"), "utf8"), policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
  for (const part of ["default-src 'none'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'"]) expect(policy.includes(part), `its policy lacks ${part}: ${policy}`);
  expect(!/unsafe-(?:inline|eval')|https?:/.test(policy.replace("'wasm-unsafe-eval'", "")), `its policy is ${policy}`);
  expect(!new RegExp(ROOT).test(page), "it holds a path of this machine");
  expect(!/<(?:script|link|img)\b[^>]*\b(?:src|href)="(?!data:)/.test(page), "it loads a file");
  const bytes = zipped(page);
  expect(bytes <= APP_BUDGET, `${bytes} bytes are above the budget of ${APP_BUDGET}`);
  return `${kB(page.length)}, ${bytes} of ${APP_BUDGET} bytes zipped`;
}

/** No machine's path, no map, no code made from text in what is shipped. */
function checkCode(installed) {
  const code = files(join(installed, "dist")).filter((name) => /\.c?js$/.test(name));
  for (const name of code) {
    const text = readFileSync(join(installed, "dist", name), "utf8");
    for (const [what, pattern] of [["a path of this machine", new RegExp(`${ROOT}|file://`)], ["eval", /\beval\s*\(/], ["new Function", /\bnew Function\b/]]) {
      expect(!pattern.test(text), `dist/${name} holds ${what}`);
    }
  }
  return `${code.length} files without eval, new Function or a path of this machine`;
}

async function checkPublint(tarball) {
  const bytes = readFileSync(tarball);
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) }, strict: true });
  // Suggestions are printed but do not fail.
  const faults = messages.filter(({ type }) => type !== "suggestion");
  const texts = messages.map((message) => `${message.type}: ${formatMessage(message, pkg, { color: false })}`);
  expect(faults.length === 0, texts.join("; "));
  return texts.length > 0 ? texts.join("; ") : "nothing to remark";
}

function checkAttw(tarball) {
  // node16 leaves out the resolution of TypeScript before 4.7, which knows no subpath exports.
  run(join(ROOT, "node_modules/.bin/attw"), [tarball, "--profile", "node16", "--exclude-entrypoints", "package.json", "--no-definitely-typed", "--format", "ascii", "--no-emoji", "--no-color"]);
  return "no problems in node16 and bundler resolution";
}

function checkSmoke(project, file) {
  const { text, expected } = JSON.parse(run("node", [file], { cwd: project }));
  return `the guide's pipeline labels ${expected.split(",").length} customers alike from a model of ${kB(text.length)} of JSON`;
}

function checkTypes(project, name, module, moduleResolution, sources) {
  writeFiles(project, { [`tsconfig.${name}.json`]: typescriptProject(module, moduleResolution, sources) });
  run("node", [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", `tsconfig.${name}.json`], { cwd: project });
  return sources.join(", ");
}

async function checkBundle(project, code, forbidden) {
  const { text, packages } = await bundle(project, code);
  const wrong = packages.filter((name) => forbidden.includes(name));
  expect(wrong.length === 0, `it holds ${wrong.join(", ")}`);
  // Packages that are part of dist are known by a text of theirs.
  const made = Object.entries({ papaparse: "BAD_DELIMITERS", commander: "CommanderError", "ml-matrix": "Matrix is not a square matrix" }).filter(([name, mark]) => forbidden.includes(name) && text.includes(mark)).map(([name]) => name);
  expect(made.length === 0, `it holds ${made.join(", ")}`);
  for (const [what, pattern] of [["eval", /\beval\(/], ["new Function", /\bnew Function\b/], ["a Node built-in", /["'`]node:/], ["require", /\brequire\(["'`]/]]) {
    expect(!pattern.test(text), `it holds ${what}`);
  }
  return `${kB(text.length)} minified, of ${packages.join(", ")}`;
}

/** The script of workers is all side effects, which a bundler must not drop. */
async function checkWorkerBundle(project) {
  const { text } = await bundle(project, 'import "segmentry/worker";');
  expect(text.includes("addEventListener(\"message\""), "it listens to no message");
  return checkBundle(project, 'import "segmentry/worker";', ["commander", "papaparse"]);
}

/** Runs the bundle for front ends with the globals of ECMAScript alone: no process, no window, no console. */
async function checkBareEngine(project) {
  const { text, customers, expected } = JSON.parse(run("node", ["smoke.mjs"], { cwd: project }));
  const { text: code } = await bundle(project, BUDGETS[0].code, { format: "iife" });
  const context = vm.createContext({ text, rows: undefined }, { codeGeneration: { strings: false, wasm: false } });
  vm.runInContext(`rows = JSON.parse(${JSON.stringify(JSON.stringify(customers))})`, context);
  vm.runInContext(code, context);
  expect(context.result.join() === expected, "its labels differ from those found where the model was fitted");
  return "same labels, with the globals of ECMAScript alone and no code from strings";
}

/** From the sources: what a bundle of each model.ts would hold. */
async function checkModelsReach() {
  const models = files(join(ROOT, "src")).filter((name) => /^(?:core|stages|selection|report|recipes)\b.*[\\/-]model\.ts$/.test(name)).sort();
  expect(models.length > 0, "there are none");
  for (const name of models) {
    const result = await build({ entryPoints: [join(ROOT, "src", name)], absWorkingDir: ROOT, bundle: true, format: "esm", platform: "browser", write: false, metafile: true, logLevel: "silent" });
    const { inputs } = Object.values(result.metafile.outputs)[0];
    const reached = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
    const wrong = reached.filter((path) => /node_modules|estimator\.ts$|src\/data\/csv|src\/math\/(?:random|seeding|lloyd|principal)\.ts$/.test(path));
    expect(wrong.length === 0, `src/${name} reaches ${wrong.join(", ")}`);
  }
  return `${models.length} models reach no estimator, no solver, no random numbers and no package`;
}

function checkBin(project) {
  const { version } = JSON.parse(readFileSync(join(project, "node_modules/segmentry/package.json"), "utf8"));
  const bin = join(project, "node_modules/.bin/segmentry");
  const printed = run(bin, ["--version"], { cwd: project }).trim();
  expect(printed.includes(version), `--version prints ${printed}, not ${version}`);
  const help = run(bin, ["--help"], { cwd: project });
  expect(/usage/i.test(help), "--help prints no usage");
  return `--version prints ${printed}, --help ${help.trim().split("\n").length} lines`;
}

/** As src/engine/text-bytes.ts reads it. */
function bytesOfText(text) {
  let lift = 0;
  return Uint8Array.from([...text].flatMap((character) => {
    const code = character.charCodeAt(0), index = code < 92 ? code - 35 : code - 36, byte = index + lift - 10;
    lift = index > 87 ? 88 * (index - 87) : 0;
    return index > 87 ? [] : [byte];
  }));
}

/** The engine is one constant of the shipped code; predict-only bundles have no part of it. */
async function checkEngine(project, installed) {
  const code = files(join(installed, "dist")).filter((name) => name.endsWith(".js")).map((name) => readFileSync(join(installed, "dist", name), "utf8")).join("");
  const engines = [...code.matchAll(/"(-\|6\|H\|B[#-[\]-~]+)"/g)].map(([, text]) => bytesOfText(text));
  expect(engines.length === 1 && WebAssembly.validate(engines[0]), `dist holds ${engines.length} engines`);
  const bytes = gzipSync(engines[0], { level: 9 }).length;
  expect(bytes <= ENGINE_BUDGET, `${bytes} bytes are above the budget of ${ENGINE_BUDGET}`);
  const { text } = await bundle(project, BUDGETS[0].code);
  expect(!text.includes("-|6|H|B"), "a bundle that only predicts holds it");
  return `${engines[0].length} bytes of WebAssembly, ${bytes} of ${ENGINE_BUDGET} zipped, absent where one only predicts`;
}

async function checkBudget(project, { name, most, code }, rows) {
  const { text } = await bundle(project, code);
  const bytes = zipped(text);
  rows.push({ bundle: name, minified: text.length, "gzip -9": bytes, budget: most, headroom: most - bytes });
  expect(bytes <= most, `${bytes} bytes are ${bytes - most} above the budget of ${most}`);
  return `${bytes} of ${most} bytes`;
}

async function main(directory) {
  const checks = new Checks(), project = join(directory, "consumer"), rows = [];
  const packed = await checks.check("build, pack and install", () => {
    writeFiles(project, { ...SMOKE, "typed.mts": TYPED, "typed.cts": TYPED_COMMONJS, "typed.ts": TYPED });
    installInto(project, pack(directory));
  });
  if (!packed) return checks.finish();
  const tarball = findTarball(directory), installed = join(project, "node_modules/segmentry");
  await checks.check("contents of the tarball", () => checkContents(tarball, installed));
  await checks.check("package.json", () => checkManifest(installed));
  await checks.check("the app", () => checkApp(installed));
  await checks.check("shipped code", () => checkCode(installed));
  await checks.check("publint", () => checkPublint(tarball));
  await checks.check("are the types wrong", () => checkAttw(tarball));
  await checks.check("from ES modules", () => checkSmoke(project, "smoke.mjs"));
  await checks.check("from CommonJS", () => checkSmoke(project, "smoke.cjs"));
  await checks.check("from TypeScript, node16", () => checkTypes(project, "node16", "node16", "node16", ["typed.mts", "typed.cts"]));
  await checks.check("from TypeScript, bundler", () => checkTypes(project, "bundler", "esnext", "bundler", ["typed.ts"]));
  await checks.check("bundle of segmentry for browsers", () => checkBundle(project, 'export * from "segmentry";', ["commander"]));
  await checks.check("bundle of segmentry/predict for browsers", () => checkBundle(project, 'export * from "segmentry/predict";', ["commander", "papaparse", "ml-matrix", "ml-distance", "seedrandom"]));
  await checks.check("bundle of KMeans for browsers", () => checkBundle(project, BUDGETS[1].code, ["commander", "papaparse", "ml-matrix", "ml-distance"]));
  await checks.check("bundle of fitAsync for browsers", () => checkBundle(project, 'export { fitAsync } from "segmentry/workers";', ["commander", "papaparse", "ml-matrix", "ml-distance", "seedrandom"]));
  await checks.check("bundle of segmentry/http for other runtimes", () => checkBundle(project, 'export * from "segmentry/http";', ["commander", "papaparse", "fastify", "prom-client"]));
  await checks.check("bundle of the worker for browsers", () => checkWorkerBundle(project));
  await checks.check("bundle of segmentry/predict in a bare engine", () => checkBareEngine(project));
  await checks.check("models from the sources", checkModelsReach);
  await checks.check("segmentry on the command line", () => checkBin(project));
  await checks.check("the engine", () => checkEngine(project, installed));
  for (const budget of BUDGETS) await checks.check(`budget of ${budget.name}`, () => checkBudget(project, budget, rows));
  console.log(`\nBundles in bytes, made by esbuild from ${relative(directory, tarball)}:`);
  console.table(rows);
  return checks.finish();
}

if (process.argv[1] === import.meta.filename) await inTemporaryDirectory(main);
