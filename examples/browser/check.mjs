// Drives the built page in headless Chromium and compares its answers with those of Node: npm run check
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { decodeSegmentation } from "segmentry/predict";
import { preview } from "vite";

const CUSTOMER = {
  AGE: 57, GENDER: "M", COUNTRY: "France", TRAFFIC_SOURCE: "Email", TOTAL_ORDERS: 8,
  MOST_FREQUENT_BRAND: "Oakmerrow", MOST_FREQUENT_CATEGORY: "Suits",
};
const model = decodeSegmentation(await readFile("public/model.json", "utf8"));

const server = await preview({ preview: { port: 0, host: "127.0.0.1" }, logLevel: "error" });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } }), faults = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(server.resolvedUrls.local[0]);
  await page.locator("#answer").waitFor();

  for (const [name, value] of Object.entries(CUSTOMER)) await fill(page, name, value);
  const segment = await page.locator("#answer").getAttribute("data-segment");
  const distances = await page.locator("#distances data").evaluateAll((all) => all.map(({ value }) => Number(value)));
  assert.equal(Number(segment), model.predict([CUSTOMER])[0]);
  assert.deepEqual(distances, model.transform([CUSTOMER]).row(0));
  console.log(`ok same segment and distances as Node, bit for bit: segment ${segment}, ${distances.map((d) => d.toFixed(2)).join(", ")}`);
  await screenshot(page, "light");
  await page.emulateMedia({ colorScheme: "dark" });
  await screenshot(page, "dark");

  for (const { cluster } of model.report.clusters) {
    await page.getByRole("button", { name: `Typical of segment ${cluster}` }).click();
    assert.equal(await page.locator("#answer").getAttribute("data-segment"), String(cluster));
  }
  console.log("ok typical customers fall into their segments");

  await fill(page, "MOST_FREQUENT_BRAND", "Nobody");
  assert.match(await page.getByRole("alert").innerText(), /"MOST_FREQUENT_BRAND" to hold categories it knows .* got "Nobody"/);
  await screenshot(page, "error");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Typical of segment 1" }).click();
  assert.equal(await page.getByRole("alert").isVisible(), false);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  await screenshot(page, "narrow");
  console.log("ok an unknown brand is refused in words, and a known one answered again");

  assert.deepEqual(faults, []);
  console.log("ok nothing on the console, under a policy without eval and inline code");
} finally {
  await browser.close();
  await server.close();
}

const scripts = (await readdir("dist/assets")).filter((name) => name.endsWith(".js"));
for (const name of scripts) {
  const code = await readFile(join("dist/assets", name));
  console.log(`ok ${name}: ${code.length} bytes, ${gzipSync(code, { level: 9 }).length} gzip -9`);
}

async function fill(page, name, value) {
  const field = page.locator(`[name="${name}"]`), isSelect = await field.evaluate(({ tagName }) => tagName === "SELECT");
  await (isSelect ? field.selectOption(String(value)) : field.fill(String(value)));
}

async function screenshot(page, name) {
  const path = join(process.env.SCREENSHOTS ?? tmpdir(), `segmentry-browser-${name}.png`);
  await page.screenshot({ path, fullPage: true });
}
