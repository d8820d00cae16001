// Several tabs of the page, and several files: each keeps what is its own, and none takes from another.
import assert from "node:assert/strict";
import { expectQuiet, launch, openPage, serve } from "./browser.mjs";
import { findSegments, goTo, heading, openFile, rename } from "./flow.mjs";
import { box, customers, expectSegments, forget, kept, note, records, segmentsOf } from "./kept.mjs";

const START = "What kinds of customers do you have?", COLUMNS = "What should count?", SEGMENTS = "Your 2 segments";

export async function checkTabs(browser, folder) {
  const server = await serve(), files = [await customers(folder, "first.csv"), await customers(folder, "second.csv", ["visits", "spent"])];
  for (const check of [checkTwo, checkGoOn, checkGap, checkWithoutLocks, checkUnknown]) await check(browser, server.url, files);
  await checkFrozen(server.url, files);
  await server.close();
}

async function begin(page, url) {
  await page.goto(url);
  await heading(page, START);
}

async function checkTwo(browser, url, files) {
  const opened = await openPage(browser, url), { page, context } = opened, second = await context.newPage();
  await segmentsOf(page, files[0], "Of the first");
  await begin(second, url);
  assert.match(await kept(second).innerText(), /first\.csv.*2 segments.*open in another tab/s);
  assert.equal(await kept(second).getByRole("button").count(), 0);
  await segmentsOf(second, files[1], "Of the second");
  for (const [tab, name] of [[page, "Of the first"], [second, "Of the second"], [page, "Of the first"]]) {
    await tab.reload();
    await expectSegments(tab, name);
  }
  await goTo(second, "Customers");
  await forget(second, "second.csv", true);
  await second.reload();
  await heading(second, START);
  assert.equal(await second.locator(".before").count(), 1);
  await page.close();
  await second.bringToFront();
  await second.reload();
  await second.getByRole("button", { name: "Go on with first.csv" }).click();
  await expectSegments(second, "Of the first");
  await second.close();
  const third = await context.newPage();
  await third.goto(url);
  await expectSegments(third, "Of the first");
  expectQuiet(opened, url);
  await context.close();
  console.log("ok two tabs keep a file each; forgetting in one leaves the other; what a closed tab had is gone on with in another, or in a new one");
}

/** What is gone on with is this tab's: another can neither take nor forget it. */
async function checkGoOn(browser, url, files) {
  const opened = await openPage(browser, url), { page, context } = opened, second = await context.newPage(), third = await context.newPage();
  await segmentsOf(page, files[0], "Of the first");
  await begin(second, url);
  await segmentsOf(second, files[1], "Of the second");
  await page.close();
  await goTo(second, "Customers");
  await second.getByRole("button", { name: "Go on with first.csv" }).click();
  await expectSegments(second, "Of the first");
  await second.waitForFunction(() => document.activeElement.localName === "h1");
  await begin(third, url);
  await kept(third).nth(1).waitFor();
  assert.deepEqual((await kept(third).allInnerTexts()).map((text) => /open in another tab/.test(text)), [true, true], "what is shown and what was put aside are the other tab's");
  await second.reload();
  await third.reload();
  await third.locator(".before h2", { hasText: "second.csv" }).waitFor();
  await third.close();
  await goTo(second, "Customers");
  await second.getByRole("button", { name: "Go on with second.csv" }).click();
  await expectSegments(second, "Of the second");
  for (const name of ["Of the first", "Of the second", "Of the first"]) {
    await goTo(second, "Columns");
    await second.getByRole("button", { name: "Bring them back" }).click();
    await expectSegments(second, name);
  }
  await second.reload();
  await expectSegments(second, "Of the first");
  await goTo(second, "Customers");
  await forget(second, "second.csv");
  await second.waitForFunction(() => document.activeElement.localName === "h1");
  assert.deepEqual(await records(second), { session: 1, fits: 1, file: 1 });
  await forget(second, "first.csv", true);
  assert.deepEqual(await records(second), { session: 0, fits: 0, file: 0 });
  expectQuiet(opened, url);
  await context.close();
  console.log("ok what a tab goes on with, or has put aside, is its own; of what is forgotten nothing stays in the browser");
}

/** A tab that is loaded again has its project nowhere for a moment: another that takes it up meanwhile takes nothing from it. */
async function checkGap(browser, url, files) {
  const opened = await openPage(browser, url), { page, context } = opened, second = await context.newPage();
  await segmentsOf(page, files[0], "Before");
  await page.goto("about:blank");
  await second.goto(url);
  await expectSegments(second, "Before");
  await rename(second, 0, "By the second");
  await page.goBack();
  await heading(page, SEGMENTS);
  await rename(page, 0, "By the first");
  for (const [tab, name] of [[second, "By the second"], [page, "By the first"], [second, "By the second"]]) {
    await tab.reload();
    await expectSegments(tab, name);
  }
  await page.goto("about:blank");
  await goTo(second, "Customers");
  await openFile(second, files[1]);
  await page.goBack();
  await expectSegments(page, "By the first");
  expectQuiet(opened, url);
  await context.close();
  console.log("ok a tab that was left finds its own again by Back, also where another took it up or opened a file meanwhile");
}

/** Two tabs with one file, in a browser without Web Locks. */
async function withoutLocks(browser, url, file) {
  const opened = await openPage(browser, url), { page, context } = opened;
  await context.addInitScript(() => delete Navigator.prototype.locks);
  await page.reload();
  await openFile(page, file);
  const second = await context.newPage();
  await second.goto(url);
  return { opened, page, second, context };
}

/** Tabs that do not know of each other, as on a page over plain HTTP from another machine: the last that changed counts, whole. */
async function checkWithoutLocks(browser, url, files) {
  const { opened, page, second, context } = await withoutLocks(browser, url, files[0]);
  await heading(second, COLUMNS);
  await findSegments(second);
  await box(page, "orders").uncheck();
  for (const tab of [page, second]) {
    await tab.waitForTimeout(300);
    await tab.reload();
    await heading(tab, COLUMNS);
    assert.equal(await box(tab, "orders").isChecked(), false);
  }
  await goTo(second, "Customers");
  await forget(second, "first.csv", true);
  await box(page, "orders").check();
  await note(page).waitFor();
  assert.match(await note(page).innerText(), /forgotten in another tab/);
  const third = await context.newPage();
  await begin(third, url);
  assert.equal(await third.locator(".before").count(), 0);
  expectQuiet(opened, url);
  await context.close();
  console.log("ok where tabs do not know of each other the last that changed something counts, whole; what one forgot no other brings back");
}

/** Without locks a tab deletes nothing but what it is told to, and what one forgot comes back by nothing that another does. */
async function checkUnknown(browser, url, files) {
  const { opened, page, second, context } = await withoutLocks(browser, url, files[0]);
  await findSegments(second);
  await goTo(second, "Segments");
  await rename(second, 0, "Of the first");
  await goTo(page, "Customers");
  await openFile(page, files[1]);
  await second.reload();
  await expectSegments(second, "Of the first");
  await goTo(page, "Customers");
  await forget(page, "first.csv");
  await rename(second, 0, "After");
  await note(second).waitFor();
  await goTo(second, "Customers");
  await forget(second, "second.csv");
  assert.match(await note(second).innerText(), /forgotten in another tab/);
  assert.deepEqual(await records(second), { session: 0, fits: 0, file: 0 });
  expectQuiet(opened, url);
  await context.close();
  console.log("ok nor does one delete what another has made of a file meanwhile");
}

/** Where the browser freezes a page that is left, to show it again by Back. */
async function checkFrozen(url, files) {
  const browser = await launch({ ignoreDefaultArgs: ["--disable-back-forward-cache"] }), opened = await openPage(browser, url), { page, context } = opened;
  await segmentsOf(page, files[0], "Of the first");
  await page.goto(`${url}sw.js`);
  const second = await context.newPage();
  await second.goto(url);
  await expectSegments(second, "Of the first");
  await rename(second, 0, "Of the second");
  await page.goBack();
  await expectSegments(page, "Of the second");
  await rename(page, 0, "Of the first again");
  for (const [tab, name] of [[second, "Of the second"], [page, "Of the first again"]]) {
    await tab.reload();
    await expectSegments(tab, name);
  }
  await browser.close();
  console.log("ok a page that the browser froze when it was left lets others have its file, and goes on with a copy by Back");
}
