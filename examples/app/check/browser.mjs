// A headless Chromium, pages whose complaints and requests are remembered, and a server for the built page.
import assert from "node:assert/strict";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { preview } from "vite";

const APP = fileURLToPath(new URL("..", import.meta.url)), PAGE = join(APP, "dist/index.html");
export const FROM_DISK = pathToFileURL(PAGE).href;
export const SAMPLE = join(APP, "../data/customers.csv");

export const launch = (options = {}) => chromium.launch({
  ...options,
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

/** Within the packages of this example, so that code that is run there finds them. */
export const temporary = () => mkdtemp(join(APP, "node_modules/.check-"));

/** Serves the built page; `close` takes the network away. */
export async function serve() {
  const { httpServer } = await preview({ root: APP, preview: { port: 0, host: "127.0.0.1" }, logLevel: "error" });
  const close = () => new Promise((resolve) => {
    httpServer.close(resolve);
    httpServer.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${httpServer.address().port}/`, close };
}

/** A page in a browser of its own; `faults` are what it and others there complained of, `requests` all that it or its workers asked for. */
export async function openPage(browser, url = FROM_DISK, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options }), page = await context.newPage(), faults = [], requests = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  context.on("weberror", (fault) => faults.push(String(fault.error())));
  await page.goto(url);
  await page.locator("h1").waitFor();
  return { context, page, faults, requests };
}

/** The first customers of the sample: the same columns, a fraction of the time. */
export async function small(folder) {
  const path = join(folder, "some-customers.csv");
  await writeFile(path, `${(await readFile(SAMPLE, "utf8")).split("\n").slice(0, 501).join("\n")}\n`);
  return path;
}

/** Nothing on the console, and no request but for the page itself. */
export function expectQuiet({ faults, requests }, url = FROM_DISK) {
  assert.deepEqual(faults, []);
  const others = requests.filter((request) => !/^(?:blob|data):/.test(request) && ![url, `${url}sw.js`].includes(request.replace(/#.*$/, "")));
  assert.deepEqual(others, [], "it asked for more than itself");
}

/** Pictures to look at, where a folder for them is named. */
export async function screenshot(page, name) {
  const { SCREENSHOTS } = process.env;
  if (SCREENSHOTS) await page.screenshot({ path: join(SCREENSHOTS, `segmentry-app-${name}.png`), fullPage: true });
}
