// Fits in Node and in headless Chromium, there also under a content security policy that forbids WebAssembly, and compares
// the JSON of the models, bit for bit: npm run check:browser, after npm run build.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import * as segmentry from "../dist/index.js";
import * as insights from "../dist/insights.js";
import * as prepare from "../dist/prepare.js";
import * as report from "../dist/report.js";
import { models } from "./browser-cases.mjs";
import { addToSummary, Checks, expect, inTemporaryDirectory, ROOT } from "./tools.mjs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const POLICIES = {
  "with WebAssembly": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  "under a policy that forbids WebAssembly": "default-src 'none'; script-src 'self'; connect-src 'self'",
};
const PAGE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>models</title><script type="module" src="script.js"></script>';
const SCRIPT = `
  import * as segmentry from ${JSON.stringify(join(ROOT, "dist/index.js"))};
  import * as prepare from ${JSON.stringify(join(ROOT, "dist/prepare.js"))};
  import * as insights from ${JSON.stringify(join(ROOT, "dist/insights.js"))};
  import * as report from ${JSON.stringify(join(ROOT, "dist/report.js"))};
  import { models } from ${JSON.stringify(join(ROOT, "scripts/browser-cases.mjs"))};
  let result;
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    result = { wasm: true };
  } catch {
    result = { wasm: false };
  }
  try {
    result.models = models(segmentry, prepare, insights, report);
  } catch (error) {
    result.error = String(error.stack);
  }
  await fetch("result", { method: "POST", body: JSON.stringify(result) });
`;

async function bundle() {
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir: ROOT }, bundle: true, minify: true, format: "esm", platform: "browser", target: "es2022", write: false,
  });
  return outputFiles[0].text;
}

/** Serves the page, and resolves to what its script sends back. */
async function withPage(script, policy, open) {
  let send;
  const result = new Promise((resolve) => (send = resolve));
  const server = createServer((request, response) => {
    if (request.method !== "POST") {
      const isScript = request.url === "/script.js";
      response.writeHead(200, { "Content-Type": isScript ? "text/javascript" : "text/html", "Content-Security-Policy": policy });
      response.end(isScript ? script : PAGE);
      return;
    }
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk)).on("end", () => {
      response.end();
      send(JSON.parse(Buffer.concat(chunks).toString()));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await open(`http://127.0.0.1:${server.address().port}/`, result);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Opens the page in a Chromium of its own until the result is there. */
async function runInChromium(url, result) {
  return inTemporaryDirectory(async (profile) => {
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", `--user-data-dir=${profile}`];
    // A group of its own: what is started may be a script that starts the browser, which starts more.
    const browser = spawn(CHROMIUM, [...flags, url], { stdio: "ignore", detached: true });
    const ended = new Promise((resolve, reject) => browser.once("error", reject).once("exit", resolve));
    try {
      return await Promise.race([result, ended.then(() => Promise.reject(new Error("Chromium ended without a result")))]);
    } finally {
      process.kill(-browser.pid, "SIGKILL");
      await ended.catch(() => undefined);
    }
  });
}

/** Refuses models that differ from Node's. */
function compare(expected, { models: found, error }) {
  expect(!error, error);
  const different = Object.keys(expected).filter((name) => found[name] !== expected[name]);
  expect(different.length === 0, `other bits than in Node: ${different.join(", ")}`);
  return `${Object.keys(expected).length} models, the same ${Object.values(expected).join("").length} bytes of JSON as in Node`;
}

if (!existsSync(CHROMIUM)) {
  console.log(`skipped: there is no ${CHROMIUM}; name another by the environment variable CHROMIUM`);
  addToSummary({ skipped: [{ name: "models in Chromium", reason: `there is no ${CHROMIUM}` }] });
} else {
  const checks = new Checks(), expected = models(segmentry, prepare, insights, report), script = await bundle();
  for (const [name, policy] of Object.entries(POLICIES)) {
    await checks.check(`Chromium ${name}`, async () => {
      const found = await withPage(script, policy, runInChromium);
      expect(found.wasm === (policy === POLICIES["with WebAssembly"]), `WebAssembly is ${found.wasm ? "there" : "missing"}`);
      return compare(expected, found);
    });
  }
  checks.finish();
}
