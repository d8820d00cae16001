// Builds examples/app against the library in dist into dist/app, for `segmentry app`: one page that holds all it needs.
// The packages that are part of it are named in dist/metafile-app.json, for scripts/third-party-licenses.mjs.
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const ROOT = fileURLToPath(new URL("..", import.meta.url)), APP = join(ROOT, "examples/app"), TARGET = join(ROOT, "dist/app");

/** Where each entry of the package is in dist, by its own exports. */
const { exports } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const alias = Object.entries(exports).filter(([, target]) => target.import?.default).map(([name, target]) => ({ find: new RegExp(`^${join("segmentry", name).replaceAll("\\", "/")}$`), replacement: join(ROOT, target.import.default) }));

/** Remembers which files of packages had bytes in what was built. */
function bundled(paths) {
  return {
    name: "bundled",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) for (const [path, { renderedLength = 1 } = {}] of Object.entries(file.modules ?? {})) if (renderedLength > 0) paths.add(path);
    },
  };
}

const paths = new Set();
await build({
  root: APP, configFile: join(APP, "vite.config.ts"), logLevel: "error", resolve: { alias },
  build: { outDir: TARGET, emptyOutDir: true }, plugins: [bundled(paths)], worker: { plugins: () => [bundled(paths)] },
});

const inputs = Object.fromEntries([...paths].filter((path) => path.includes("node_modules")).map((path) => [relative(ROOT, path.replace(/^\0/, "").replace(/\?.*$/, "")).replaceAll("\\", "/"), { bytesInOutput: 1 }]));
writeFileSync(join(ROOT, "dist/metafile-app.json"), JSON.stringify({ outputs: { "app/index.html": { inputs } } }));
rmSync(join(APP, "node_modules/.vite"), { recursive: true, force: true });
const page = readFileSync(join(TARGET, "index.html"));
console.log(`app: ${page.length} bytes, ${gzipSync(page, { level: 9 }).length} gzip -9, and a service worker of ${statSync(join(TARGET, "sw.js")).size}`);
