// Each step by axe in light and dark, and at the width of a phone without scrolling sideways.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expectQuiet, openPage, screenshot, small } from "./browser.mjs";
import { european } from "./commas.mjs";
import { findSegments, goTo, openFile } from "./flow.mjs";
import { orders } from "./real-files.mjs";

const STEPS = ["Customers", "Columns", "How many", "Segments", "Try one", "Take away"];
const SEEN = [[1280, "light"], [390, "dark"]], PICTURES = [[1280, "dark"], [390, "light"]];

async function faultsOf(page) {
  return page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 140)).join(" | ")}`)));
}

/** What comes beside the steps: a problem, what is said of orders, and of decimal commas. */
async function checkOthers(page, folder, look) {
  const file = join(folder, "orders.csv");
  await writeFile(file, "a,b\n1\n");
  await goTo(page, "Customers");
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("alert").waitFor();
  await look("problem");
  await writeFile(file, orders());
  await openFile(page, file);
  await look("offer");
  await page.getByRole("button", { name: "Make customers of the orders" }).click();
  await page.getByRole("heading", { name: /^Customers made of/ }).waitFor();
  await look("orders");
  await writeFile(file, european("’"));
  await goTo(page, "Customers");
  await openFile(page, file);
  await look("commas");
}

export async function checkAccess(browser, folder) {
  const opened = await openPage(browser), { page, context } = opened, axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"), found = [], over = [];
  await page.evaluate(axe);
  await openFile(page, await small(folder));
  await findSegments(page);
  for (const step of STEPS) {
    await goTo(page, step);
    if (step === "Try one") await page.locator("[data-segment]").waitFor();
    await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
    for (const [width, colorScheme] of [...SEEN, ...(process.env.SCREENSHOTS ? PICTURES : [])]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await page.waitForTimeout(150);
      if (SEEN.some(([wide, scheme]) => wide === width && scheme === colorScheme)) found.push(...(await faultsOf(page)).map((fault) => `${step}, ${width}, ${colorScheme}: ${fault}`));
      const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (surplus > 0) over.push(`${step} at ${width} by ${surplus}`);
      await screenshot(page, `${STEPS.indexOf(step) + 1}-${width}-${colorScheme}`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  const look = async (what) => {
    for (const [width, colorScheme] of SEEN) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await page.waitForTimeout(150);
      found.push(...(await faultsOf(page)).map((fault) => `${what}, ${width}, ${colorScheme}: ${fault}`));
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) over.push(`${what} at ${width}`);
      await screenshot(page, `${what}-${width}-${colorScheme}`);
    }
  };
  await checkOthers(page, folder, look);
  assert.deepEqual(found, []);
  assert.deepEqual(over, []);
  expectQuiet(opened);
  await context.close();
  console.log(`ok axe finds nothing, of any impact, at ${STEPS.length} steps, at a problem, at orders and at decimal commas, in light at 1280 and in dark at 390 pixels; none scrolls sideways`);
}
