// Several tabs of the page: one keeps at a time, and another takes nothing from it without something new.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectQuiet, openPage, serve } from "./browser.mjs";
import { findSegments, goTo, heading, openFile, rename } from "./flow.mjs";

const START = "What kinds of customers do you have?", COLUMNS = "What should count?";
const note = (page) => page.locator(".keeps-nothing");
const saved = (page) => page.waitForTimeout(500);

async function customers(folder, name, columns) {
  const path = join(folder, name), line = (_, i) => columns.map((_column, j) => (i % 2) * 100 + ((i * (7 + j)) % 11)).join();
  await writeFile(path, `${[columns.join(), ...Array.from({ length: 60 }, line)].join("\n")}\n`);
  return path;
}

export async function checkTabs(browser, folder) {
  const server = await serve(), files = [await customers(folder, "first.csv", ["age", "orders"]), await customers(folder, "second.csv", ["visits", "spent"])];
  await checkTwo(browser, server.url, files);
  await checkFull(browser, server.url, files);
  await checkWithoutLocks(browser, server.url, files);
  await server.close();
}

/** With what each of two tabs has: segments of the first file, and the second file. */
async function checkTwo(browser, url, files) {
  const opened = await openPage(browser, url), { page, context } = opened, second = await context.newPage();
  await openFile(page, files[0]);
  await findSegments(page);
  await goTo(page, "Segments");
  await rename(page, 0, "Of the first");
  await saved(page);

  await begin(second, url);
  assert.match(await note(second).innerText(), /Another tab of this page keeps/);
  await openFile(second, files[1]);
  await goTo(second, "Customers");
  assert.match(await second.locator(".before .meta").innerText(), /not kept/);
  await second.getByRole("button", { name: "Forget it" }).click();
  await second.getByRole("button", { name: "Forget all of it" }).click();
  await second.getByText("Forgotten here; what another tab keeps is not.").waitFor();
  await openFile(second, files[1]);
  await second.getByLabel("visits", { exact: true }).uncheck();
  await saved(second);
  await page.reload();
  await expectFirst(page);

  await page.close();
  await goTo(second, "Customers");
  await second.getByRole("button", { name: "Go on with it" }).click();
  await second.getByLabel("visits", { exact: true }).check();
  await saved(second);
  const third = await context.newPage();
  await third.goto(url);
  await expectFirst(third);
  await third.close();

  await findSegments(second);
  assert.equal(await note(second).count(), 0);
  await second.reload();
  await heading(second, "How many segments?");
  await goTo(second, "Customers");
  assert.match(await second.locator(".before").innerText(), /second\.csv.*2 segments.*kept in this browser/s);
  expectQuiet(opened, url);
  await context.close();
  console.log("ok of two tabs one keeps, and the other says so; nothing but segments found in the other, once the first is closed, replaces those of the first");
}

async function begin(page, url) {
  await page.goto(url);
  await heading(page, START);
}

async function expectFirst(page) {
  await heading(page, "Your 2 segments");
  assert.equal(await page.locator(".card").first().getAttribute("aria-label"), "Of the first");
  assert.equal(await note(page).count(), 0);
}

/** A tab that finds no room lets another keep. */
async function checkFull(browser, url, files) {
  const opened = await openPage(browser, url), { page, context } = opened, devtools = await context.newCDPSession(page), second = await context.newPage();
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(url).origin, quotaSize: 1 });
  await openFile(page, files[0]);
  await note(page).waitFor();
  assert.match(await note(page).innerText(), /keep nothing/);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(url).origin });
  await begin(second, url);
  await openFile(second, files[1]);
  assert.equal(await note(second).count(), 0);
  await second.reload();
  await heading(second, COLUMNS);
  expectQuiet(opened, url);
  await context.close();
  console.log("ok a tab that finds no room says so, and another keeps");
}

/** The last that changed counts, whole. */
async function checkWithoutLocks(browser, url, files) {
  const opened = await openPage(browser, url), { page, context } = opened;
  await context.addInitScript(() => delete Navigator.prototype.locks);
  await page.reload();
  await openFile(page, files[0]);
  const second = await context.newPage();
  await second.goto(url);
  await heading(second, COLUMNS);
  await goTo(second, "Customers");
  await openFile(second, files[1]);
  await page.getByLabel("orders", { exact: true }).uncheck();
  await saved(page);
  for (const tab of [page, second]) {
    await tab.reload();
    await heading(tab, COLUMNS);
    assert.equal(await tab.getByLabel("orders", { exact: true }).isChecked(), false);
  }
  expectQuiet(opened, url);
  await context.close();
  console.log("ok where a browser has no locks the last tab that changed something counts, whole");
}
