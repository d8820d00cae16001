import { readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { builtinModules } from "node:module";
import { basename, resolve } from "node:path";
import { defineConfig, type Options } from "tsup";

type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];
type TsupPlugin = NonNullable<Options["plugins"]>[number];

const LEAVES = ["src/cli/", "src/http/", "src/sql/", "src/node/", "src/workers/"];
const CSV = "src/data/csv/";
const INTERNAL = "internal-";
const PUBLIC = { index: "src/index.ts", predict: "src/predict.ts", csv: "src/csv.ts", orders: "src/orders.ts", prepare: "src/prepare.ts", explore: "src/explore.ts", evaluate: "src/evaluate.ts", insights: "src/insights.ts", report: "src/report-page.ts", http: "src/service.ts", fastify: "src/http/index.ts", cli: "src/cli/index.ts" };
/** For browsers, as ES modules alone: bundlers find the script of workers by import.meta.url. */
const WEB_WORKERS = { workers: "src/workers/index.ts", worker: "src/workers/worker.ts" };
const NODE_WORKERS = { "workers-node": "src/workers/node.ts", "worker-node": "src/workers/worker-node.ts" };

/**
 * The CSV reader, and every module of the core that imports a package, become chunks of their own, so that a bundler drops
 * them with the package where nothing of them is used: "sideEffects": false counts for whole files. The entries made for it
 * are not kept.
 */
function internalEntries(): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const name of readdirSync("src", { recursive: true, encoding: "utf8" })) {
    const path = `src/${name.replaceAll("\\", "/")}`;
    if (!path.endsWith(".ts") || path.endsWith(".d.ts") || [CSV, ...LEAVES].some((folder) => path.startsWith(folder))) continue;
    const importsPackage = /^(?:import|export) (?!type )[^;]*?from "[^."]/m.test(readFileSync(path, "utf8"));
    if (importsPackage) entries[INTERNAL + path.slice("src/".length, -".ts".length).replaceAll("/", "-")] = path;
  }
  return entries;
}

/** The browser build of Papa Parse is the same parser without Node's stream. */
const browserPapaParse: EsbuildPlugin = {
  name: "browser-papaparse",
  setup(build) {
    build.onResolve({ filter: /^papaparse$/ }, ({ resolveDir, kind }) =>
      build.resolve("papaparse/papaparse.min.js", { resolveDir, kind }));
  },
};

/** The sources of ml-matrix, of which the decompositions that nobody uses are left out: its one file of CommonJS has them all. */
const treeOfMlMatrix: EsbuildPlugin = {
  name: "tree-of-ml-matrix",
  setup(build) {
    build.onResolve({ filter: /^ml-matrix$/ }, () => ({ path: resolve("node_modules/ml-matrix/src/index.js"), sideEffects: false }));
  },
};

/** `require("events")` inside bundled CommonJS becomes an import: an ES module has no require. */
const importedBuiltins: EsbuildPlugin = {
  name: "imported-builtins",
  setup(build) {
    const builtin = new RegExp(`^(?:node:)?(?:${builtinModules.join("|")})$`);
    build.onResolve({ filter: builtin }, ({ path, kind }) =>
      kind === "require-call" ? { path: path.replace(/^node:/, ""), namespace: "required-builtin" } : undefined);
    build.onLoad({ filter: /.*/, namespace: "required-builtin" }, ({ path }) =>
      ({ contents: `module.exports = require("imported:${path}").default;` }));
    build.onResolve({ filter: /^imported:/ }, ({ path }) => ({ path: path.slice("imported:".length), namespace: "imported-builtin" }));
    build.onLoad({ filter: /.*/, namespace: "imported-builtin" }, ({ path }) => ({ contents: `export { default } from "node:${path}";` }));
  },
};

/** Deletes the files of the internal entries: what they export lives in chunks. */
const dropInternalEntries: TsupPlugin = {
  name: "drop-internal-entries",
  async buildEnd({ writtenFiles }) {
    for (const { name } of writtenFiles) if (basename(name).startsWith(INTERNAL)) await rm(name);
  },
};

const common: Options = {
  // Hundreds of lines of file names would push what npm start prints off the screen.
  silent: true,
  outDir: "dist",
  target: "es2022",
  platform: "node",
  removeNodeProtocol: false,
  splitting: true,
  // By Rollup after esbuild: drops the imports that esbuild adds for order alone, and writes CommonJS without lowering its syntax.
  treeshake: { moduleSideEffects: false },
  // The maps would be two thirds of the tarball, and the code is not minified.
  sourcemap: false,
  clean: false,
  // Read, then deleted, by scripts/third-party-licenses.mjs.
  metafile: true,
  dts: { entry: { ...PUBLIC, ...WEB_WORKERS }, compilerOptions: { stripInternal: true } },
  plugins: [dropInternalEntries],
  esbuildPlugins: [browserPapaParse, treeOfMlMatrix, importedBuiltins],
  noExternal: ["ml-matrix"],
};

export default defineConfig(async () => {
  await rm("dist", { recursive: true, force: true });
  const entry = { ...PUBLIC, ...NODE_WORKERS, ...internalEntries() };
  return [
    { ...common, format: "esm", entry: { ...entry, ...WEB_WORKERS, bin: "src/cli/bin.ts" } },
    // ml-distance is an ES module only, which Node below 20.19 cannot require.
    // import.meta is empty there, which src/workers/threads/node.ts knows.
    { ...common, format: "cjs", entry, noExternal: ["ml-matrix", /^ml-distance/], esbuildOptions: (options) => void (options.logOverride = { "empty-import-meta": "silent" }) },
  ];
});
