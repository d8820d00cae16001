// Several tabs of the page: one keeps, and none loses anything to another.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectQuiet, openPage, serve } from "./browser.mjs";
import { findSegments, goTo, heading, openFile, rename } from "./flow.mjs";

const note = (page) => page.locator(".keeps-nothing");
const isOn = (page, column) => page.getByLabel(column, { exact: true }).isChecked();

async function customers(folder, name, columns) {
  const path = join(folder, name), line = (_, i) => columns.map((_column, j) => (i % 2) * 100 + ((i * (7 + j)) % 11)).join();
  await writeFile(path, `${[columns.join(), ...Array.from({ length: 60 }, line)].join("\n")}\n`);
  return path;
}

export async function checkTabs(browser, folder) {
  const server = await serve(), opened = await openPage(browser, server.url), { page, context } = opened;
  await openFile(page, await customers(folder, "first.csv", ["age", "orders"]));
  await findSegments(page);
  await goTo(page, "Segments");
  await rename(page, 0, "Of the first");
  await page.waitForTimeout(500);

  const second = await context.newPage();
  await second.goto(server.url);
  await heading(second, "Your 2 segments");
  assert.match(await note(second).innerText(), /Another tab of this page keeps/);
  await goTo(second, "Customers");
  await openFile(second, await customers(folder, "second.csv", ["visits", "spent"]));
  await second.getByLabel("visits", { exact: true }).uncheck();
  await second.waitForTimeout(500);
  await page.reload();
  await heading(page, "Your 2 segments");
  assert.equal(await page.locator(".card").first().getAttribute("aria-label"), "Of the first");
  assert.equal(await note(page).count(), 0, "a reload gave its place to the other tab");

  await page.close();
  await second.getByLabel("visits", { exact: true }).check();
  await second.getByLabel("spent", { exact: true }).uncheck();
  await note(second).waitFor({ state: "detached" });
  await second.waitForTimeout(500);
  await second.reload();
  await heading(second, "What should count?");
  assert.deepEqual([await isOn(second, "visits"), await isOn(second, "spent")], [true, false]);
  expectQuiet(opened, server.url);
  await context.close();
  await server.close();
  console.log("ok of two tabs one keeps, and the other says so; another file in it takes nothing from the first, whose place it has once that is closed");
}
