// Drives the built pages in headless Chromium, with and without cross-origin isolation, and compares the models with those of
// Node: npm run check
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { segment } from "segmentry";
import { preview } from "vite";
import { cases, customers } from "./src/cases.js";

const ISOLATING = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const expected = Object.fromEntries(Object.entries(cases()).map(([name, [estimator, input]]) => [name, JSON.stringify(estimator.fit(input))]));
const segmented = segment(customers(2000), { seed: 222 });
Object.assign(expected, { segment: JSON.stringify(segmented.model), labels: JSON.stringify([...segmented.labels]) });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  for (const headers of [{}, ISOLATING]) await withServer(headers, (url) => checkFits(url, headers === ISOLATING));
  await withServer({}, checkPage);
} finally {
  await browser.close();
}

async function withServer(headers, use) {
  const server = await preview({ preview: { port: 0, host: "127.0.0.1", headers }, logLevel: "error" });
  try {
    await use(server.resolvedUrls.local[0]);
  } finally {
    await server.close();
  }
}

function show(times) {
  return times.map((ms) => ms.toFixed(1)).join(", ");
}

/** The same models as Node's; aborts, deaths and the turns of the event loop. */
async function checkFits(url, isIsolated) {
  const page = await browser.newPage(), where = isIsolated ? "isolated, with shared memory" : "not isolated, without shared memory";
  await page.goto(new URL("check.html", url).href);
  await page.waitForFunction(() => "check" in globalThis);
  assert.equal(await page.evaluate(() => globalThis.crossOriginIsolated), isIsolated);
  const models = await page.evaluate(() => globalThis.check.models());
  for (const [name, json] of Object.entries(expected)) assert.ok(models[name] === json, `${name}: another model than in Node, ${where}`);
  console.log(`ok ${where}: ${Object.keys(expected).length} times the same JSON as Node, bit for bit`);
  const delays = [1, 20, 60, 400];
  assert.deepEqual(await page.evaluate((all) => globalThis.check.aborts(all), delays), delays.map(() => "TimeoutError"));
  assert.match(await page.evaluate(() => globalThis.check.dead()), /^WORKER_DIED: fitAsync requires a worker that lives until its work is done, got a script that cannot be loaded/);
  await waitForNoWorkers(page);
  const turns = [], idle = [];
  for (let i = 0; i < 3; i++) {
    turns.push(await page.evaluate(() => globalThis.check.longestTurn(true)));
    idle.push(await page.evaluate(() => globalThis.check.longestTurn(false)));
  }
  console.log(`ok ${where}: aborts and a missing script end in errors and leave no worker; longest turns with 1,000,000 x 8: ${show(turns)} ms; without work: ${show(idle)} ms`);
  await page.close();
}

/** The example itself, under a strict content security policy. */
async function checkPage(url) {
  const page = await browser.newPage(), faults = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(url);
  const csv = await readFile(new URL("../data/customers.csv", import.meta.url));
  await page.locator("#file").setInputFiles({ name: "customers.csv", mimeType: "text/csv", buffer: csv });
  await page.waitForFunction(() => document.getElementById("report").textContent !== "");
  assert.match(await page.locator("#report").innerText(), /604 /);
  await waitForNoWorkers(page);
  assert.deepEqual(faults, []);
  console.log("ok the page segments a file in a worker, with nothing on the console");
  await page.close();
}

/** Workers end a moment after they are told to. */
async function waitForNoWorkers(page) {
  for (let i = 0; i < 100 && page.workers().length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(page.workers().length, 0, "workers live on");
}
