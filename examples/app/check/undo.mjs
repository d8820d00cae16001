// What a click takes away comes back, and what cannot come back is asked for twice. Long words and markup break nothing meanwhile.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectQuiet, openPage, screenshot, small } from "./browser.mjs";
import { choose, findSegments, goOn, goTo, heading, openFile, rename } from "./flow.mjs";

const LONG = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenauszahlungsstelle", MARKUP = "<img src=x onerror=alert(1)> & \"more\"";

/** Names of columns and values that a page may break at, or be broken by. */
function awkward() {
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const line = (_, i) => [i % 3 * 1000 + i % 17, `<b>${i % 3}</b>`, `${"a long answer ".repeat(30)}${i % 2}`].map((value) => quoted(String(value))).join();
  return `${[[LONG, MARKUP, "comment"].map(quoted).join(), ...Array.from({ length: 300 }, line)].join("\n")}\n`;
}

export async function checkUndo(browser, folder) {
  const opened = await openPage(browser), { page, context } = opened, file = join(folder, "awkward.csv");
  await openFile(page, await small(folder));
  await page.getByLabel("COUNTRY", { exact: true }).uncheck();
  await page.getByRole("button", { name: "Tick as suggested" }).click();
  assert.ok(await page.getByLabel("COUNTRY", { exact: true }).isChecked());
  await findSegments(page);
  await goOn(page, /^Your \d+ segments$/);
  await rename(page, 0, "A name to come back");
  await writeFile(file, awkward());
  await goTo(page, "Customers");
  await openFile(page, file);
  await findSegments(page);
  await choose(page, 12);
  await page.getByText("12 segments, a number that was not compared").waitFor();
  for (const [step, ready] of [["Segments", ".card"], ["Try one", "[data-segment]"], ["Take away", ".item"]]) {
    await goTo(page, step);
    await page.locator(ready).first().waitFor();
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.waitForTimeout(100);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${step} scrolls sideways at ${width}`);
    }
    await screenshot(page, `awkward-${step}`);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  await goTo(page, "Columns");
  await page.getByRole("button", { name: "Bring them back" }).click();
  await heading(page, /^Your \d+ segments$/);
  assert.equal(await page.locator(".card").first().getAttribute("aria-label"), "A name to come back");
  await goTo(page, "Customers");
  await page.getByRole("button", { name: "Forget it" }).click();
  await page.waitForFunction(() => document.activeElement?.textContent === "Forget all of it");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.textContent === "Forget it");
  await page.getByRole("button", { name: "Forget it" }).click();
  await page.getByRole("button", { name: "Forget all of it" }).click();
  await page.locator(".before h2").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Forget awkward.csv" }).click();
  await page.getByRole("button", { name: "Forget all of it" }).click();
  await page.locator(".shelf").waitFor({ state: "detached" });
  await page.reload();
  await heading(page, "What kinds of customers do you have?");
  assert.equal(await page.locator(".before").count(), 0);
  expectQuiet(opened);
  await context.close();
  console.log("ok segments that gave way to another file come back with their names; forgetting is asked for twice; long words and markup break no step");
}
