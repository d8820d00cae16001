// What survives: a reload, a tab closed while it works, a network that is gone, and work that is stopped.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectQuiet, openPage, serve, small } from "./browser.mjs";
import { findSegments, goOn, goTo, heading, openFile, rename, verdictOf } from "./flow.mjs";

export async function checkSurvival(browser, folder) {
  const server = await serve(), opened = await openPage(browser, server.url), { page, context } = opened;
  await checkReload(page, folder);
  await checkClosing(context, page, server.url, folder);
  await checkOffline(context, server);
  expectQuiet(opened, server.url);
  await context.close();
  await checkNoSegments(browser, folder);
}

async function checkReload(page, folder) {
  await openFile(page, await small(folder));
  await page.getByLabel("COUNTRY", { exact: true }).uncheck();
  await findSegments(page);
  await goOn(page, /^Your \d segments$/);
  await rename(page, 0, "Kept over a reload");
  await goTo(page, "Try one");
  await page.getByLabel("AGE", { exact: true }).fill("44");
  await page.locator("[data-segment]").waitFor();
  await page.waitForTimeout(500);
  await page.reload();
  await heading(page, "Which segment is a customer in?");
  assert.equal(await page.getByLabel("AGE", { exact: true }).inputValue(), "44");
  await page.locator("[data-segment]").waitFor();
  await goTo(page, "Segments");
  assert.equal(await page.locator(".card").first().getAttribute("aria-label"), "Kept over a reload");
  await goTo(page, "Columns");
  assert.equal(await page.getByLabel("COUNTRY", { exact: true }).isChecked(), false);
  console.log("ok a reload keeps the step, the columns, the segments with their names and the customer typed in; answers come as before");
}

/** 20,000 customers without groups: work of some seconds. */
function many() {
  const line = (_, i) => `${i},${(i * 7919) % 10_007},${(i * 104_729) % 9973},${(i * 31) % 9941},${(i * 17) % 89}`;
  return ["customer_id,a,b,c,d", ...Array.from({ length: 20_000 }, line), ""].join("\n");
}

async function checkClosing(context, page, url, folder) {
  const file = join(folder, "many.csv");
  await writeFile(file, many());
  await page.getByLabel("COUNTRY", { exact: true }).check();
  await page.getByRole("button", { name: "Find segments" }).click();
  await page.getByText("Judging numbers of segments").waitFor();
  await page.close();
  const second = await context.newPage();
  await second.goto(url);
  await heading(second, "What should count?");
  await goTo(second, "Segments");
  assert.equal(await second.locator(".card").first().getAttribute("aria-label"), "Kept over a reload");
  console.log("ok a tab closed while it finds segments: the next one has those of before, whole");

  await goTo(second, "Customers");
  await openFile(second, file);
  await second.getByRole("button", { name: "Find segments" }).click();
  await second.getByText("Judging numbers of segments").waitFor();
  const started = Date.now();
  await second.getByRole("button", { name: "Stop" }).click();
  await second.locator(".progress").waitFor({ state: "detached" });
  const took = Date.now() - started;
  assert.ok(took < 1000, `it took ${took} ms to stop`);
  await second.waitForFunction(() => document.activeElement?.textContent === "Find segments");
  await second.getByLabel("d", { exact: true }).uncheck();
  await findSegments(second);
  assert.equal(await verdictOf(second), "none");
  console.log(`ok stopped in ${took} ms in the middle of the work, and begun anew afterwards`);
}

async function checkOffline(context, server) {
  const page = context.pages()[0];
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await server.close();
  await page.reload();
  await heading(page, "How many segments?");
  await goTo(page, "Segments");
  await page.locator(".card").first().waitFor();
  console.log("ok without a network the page loads by its service worker, with all that was kept");
}

/** A crowd without groups: the page says so everywhere. */
async function checkNoSegments(browser, folder) {
  const opened = await openPage(browser), { page, context } = opened, file = join(folder, "crowd.csv");
  const bell = (i, by) => [1, 2, 3, 4, 5, 6].reduce((sum, j) => sum + ((Math.sin(i * by * j + j) * 43_758.5453) % 1), 0).toFixed(4);
  await writeFile(file, ["a,b,c", ...Array.from({ length: 500 }, (_, i) => `${bell(i, 12.9898)},${bell(i, 78.233)},${bell(i, 37.719)}`), ""].join("\n"));
  await openFile(page, file);
  await findSegments(page);
  assert.equal(await verdictOf(page), "none");
  assert.match(await page.locator(".verdict").innerText(), /No segments found/);
  await page.getByRole("button", { name: "See the groups anyway" }).click();
  await heading(page, /groups that only divide the crowd/);
  await page.getByText("Do not treat these groups as kinds of customers.").waitFor();
  await goTo(page, "Take away");
  await page.getByText("The verdict travels with it").waitFor();
  expectQuiet(opened);
  await context.close();
  console.log("ok a crowd without groups: no segments, said at the verdict, above the groups and where they are taken away");
}
