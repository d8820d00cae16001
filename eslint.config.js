import { readdirSync } from "node:fs";
import { join } from "node:path";
import js from "@eslint/js";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import { defineConfig } from "eslint/config";
import importX from "eslint-plugin-import-x";
import globals from "globals";
import ts from "typescript-eslint";

const UNUSED = { argsIgnorePattern: "^_", varsIgnorePattern: "^_$", destructuredArrayIgnorePattern: "^_", ignoreRestSiblings: true };
const SOURCE = ["src/**/*.ts"];
/** What runs in the report's page alone, where there is a DOM; the library holds it as text. */
const PAGE_SCRIPT = "src/page/browser/**";
const LEAVES = ["cli", "http", "sql", "node", "workers"];
/** Files that front ends bundle: models, and what gathers them. */
const MODELS = ["src/{core,stages,selection,report,recipes}/**/model.ts", "src/{core,stages,selection,report,recipes}/**/*-model.ts"];
const MODEL_LISTS = ["src/{predict,models}.ts", "src/exports/{models,predict,further-codecs}.ts"];

/**
 * What each folder of src may import, beside itself. Dependencies point one way:
 * math, errors <- engine, data <- core <- stages, orders <- selection, report <- recipes, explore <- contract <- insights <- page <- service <- index <- leaves.
 */
const BELOW = {
  math: [],
  errors: [],
  engine: ["errors", "math"],
  data: ["errors", "math"],
  core: ["data", "engine", "errors", "math"],
  stages: ["core", "data", "engine", "errors", "math"],
  selection: ["stages", "core", "data", "engine", "errors", "math"],
  report: ["selection", "stages", "core", "data", "errors", "math"],
  orders: ["core", "data", "errors"],
  explore: ["report", "data", "errors", "math"],
  contract: ["recipes", "selection", "stages", "core", "data", "errors", "math"],
  insights: ["contract", "recipes", "report", "selection", "stages", "core", "data", "engine", "errors", "math"],
  page: ["insights", "recipes", "report", "selection", "core", "data", "errors", "predict.ts"],
  service: ["page", "insights", "contract", "recipes", "report", "selection", "stages", "core", "data", "engine", "errors", "predict.ts"],
  recipes: ["report", "selection", "stages", "core", "data", "errors", "math"],
};

/** The packages that each folder of src may import. */
const PACKAGES = {
  math: ["ml-matrix", "seedrandom"],
  data: ["papaparse"],
  stages: ["ml-distance"],
};

const folders = readdirSync("src", { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const unknown = folders.filter((name) => !(name in BELOW) && !LEAVES.includes(name) && name !== "exports");
if (unknown.length > 0) throw new Error(`eslint.config.js requires each folder of src to have its place in BELOW or LEAVES, got ${unknown.join(", ")}`);

const layerZones = Object.entries(BELOW).map(([layer, below]) => ({
  target: `./src/${layer}`,
  from: "./src",
  except: [layer, ...below].map((name) => `./${name}`),
  message: `src/${layer} imports ${below.length > 0 ? `only itself and ${below.join(", ")}` : "nothing of ours"}: dependencies point one way.`,
}));

const stageZones = readdirSync("src/stages").map((stage) => ({
  target: `./src/stages/${stage}`,
  from: "./src/stages",
  except: [`./${stage}`],
  message: "Stages never import each other: what two of them need belongs into src/core, src/data or src/math.",
}));

const leafZones = LEAVES.map((leaf) => ({
  target: ["./src/*.ts", ...[...Object.keys(BELOW), "exports", ...LEAVES].filter((name) => name !== leaf).map((name) => `./src/${name}/**/*`)],
  from: `./src/${leaf}/**/*`,
  message: `Nothing imports the leaf src/${leaf}: it has its own subpath export.`,
}));

const modelZones = [
  {
    target: MODELS.map((path) => `./${path}`),
    from: ["./src/engine/**/*", "./src/**/estimator.ts", "./src/{stages,selection,report,recipes}/**/index.ts", "./src/recipes/segment/**/*"],
    message: "A model never imports an estimator, nor an index that exports one, nor the engine: a front end would bundle the solver.",
  },
  {
    target: MODELS.map((path) => `./${path}`),
    from: "./src/math/{random,draw,seeding,swap,lloyd,points,plain-points,add-clusters,principal,relocate,distinct}.ts",
    message: "A model never imports what only fitting needs: a front end would bundle the solver, random numbers or ml-matrix.",
  },
  {
    target: MODEL_LISTS.map((path) => `./${path}`),
    from: "./src/**/*",
    except: ["src/{core,data,errors}/**/*", "src/stages/*/metrics.ts", ...MODELS, ...MODEL_LISTS].map((path) => join(import.meta.dirname, path)),
    message: "What segmentry/predict is made of imports only models, src/core, src/data and src/errors.",
  },
  {
    target: MODEL_LISTS.map((path) => `./${path}`),
    from: "./src/data/csv{.ts,/**/*}",
    message: "segmentry/predict holds no CSV parser.",
  },
];

/** In these files no import by name but of the allowed packages: no Node built-in, no package of another layer. */
function packagesOf(who, files, allowed = []) {
  const others = allowed.length > 0 ? `(?!(?:${allowed.join("|")})(?:/|$))` : "";
  const message = `${who} imports ${allowed.length > 0 ? `no package but ${allowed.join(" and ")}` : "no package"}, and no Node built-in: those belong into a leaf (${LEAVES.join(", ")}).`;
  return {
    files,
    rules: {
      "no-restricted-imports": ["error", { patterns: [{ regex: `^(?![./])${others}`, message }] }],
      "no-restricted-syntax": ["error", { selector: String.raw`ImportExpression:not([source.value=/^\.{1,2}\u002F/])`, message: `The core loads nothing by a name at run time. ${message}` }],
    },
  };
}

const platformGlobals = (() => {
  const shared = new Set(Object.keys({ ...globals["shared-node-browser"], ...globals.es2025 }));
  const refuse = (names, what) => names.filter((name) => !shared.has(name)).map((name) => ({ name, message: `${what} The core runs anywhere: this belongs into a leaf (${LEAVES.join(", ")}).` }));
  const node = refuse(Object.keys(globals.node), "Only Node has it.");
  const taken = new Set(node.map(({ name }) => name));
  return [...node, ...refuse(Object.keys(globals.browser).filter((name) => !taken.has(name)), "Only browsers have it.")];
})();

const testModifiers = [
  { selector: "CallExpression > MemberExpression.callee[object.name=/^(describe|it|test|suite)$/][property.name='only']", message: "Remove .only: the other tests would not run." },
  { selector: "CallExpression > MemberExpression.callee[object.name=/^(describe|it|test|suite)$/][property.name=/^(skip|todo)$/]", message: 'Say why: call context.skip("reason") inside the test.' },
  { selector: "CallExpression[callee.type='MemberExpression'][callee.property.name='skip'][arguments.length=0]", message: 'Say why: context.skip("reason").' },
];

export default defineConfig(
  { ignores: ["**/dist", "coverage", "docs/api", "out", "**/.venv", "**/node_modules", "src/engine/assembly", "src/engine/wasm.ts", "src/page/assets.ts"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    rules: {
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      eqeqeq: "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "object-shorthand": "error",
      "no-unused-vars": ["error", UNUSED],
    },
  },
  {
    files: ["src/**/*.ts", "test/**/*.ts", "*.config.ts"],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/no-unused-vars": ["error", UNUSED],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // Interfaces of plain functions (a metric, a stream of random numbers) are taken apart all the time.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/no-deprecated": "error",
    },
  },
  {
    files: SOURCE,
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()], "import-x/parsers": { "@typescript-eslint/parser": [".ts"] } },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones: [...layerZones, ...stageZones, ...leafZones, ...modelZones] }],
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "import-x/no-unresolved": "error",
      "import-x/no-extraneous-dependencies": "error",
      "import-x/no-mutable-exports": "error",
      "import-x/no-default-export": "error",
      "max-lines": ["error", { max: 300 }],
    },
  },
  packagesOf("What gathers the exports", ["src/*.ts", "src/exports/**/*.ts"]),
  ...Object.keys(BELOW).map((folder) => packagesOf(`src/${folder}`, [`src/${folder}/**/*.ts`], PACKAGES[folder])),
  packagesOf("A model", [...MODELS, "src/stages/*/metrics.ts"]),
  {
    files: SOURCE,
    ignores: [...LEAVES.map((leaf) => `src/${leaf}/**`), PAGE_SCRIPT],
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", { globals: platformGlobals, checkGlobalObject: true }],
    },
  },
  {
    files: ["src/**/*.d.ts"],
    rules: { "import-x/no-default-export": "off" },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...testModifiers],
      // Tests hand in wrong values on purpose, and read JSON.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      // The examples in the documentation are run from their text.
      "no-new-func": "off",
      "@typescript-eslint/explicit-module-boundary-types": "off",
    },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: { globals: globals.node },
  },
  {
    files: ["scripts/check-report.mjs", "examples/**/*.{js,mjs}"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  {
    files: ["examples/**/*.{ts,tsx}", "scripts/**/*.ts", "bench/**/*.ts"],
    extends: [ts.configs.recommended],
  },
);
