// Several tabs of the page, and several files: each keeps what is its own, and none takes from another.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectQuiet, launch, openPage, screenshot, serve } from "./browser.mjs";
import { findSegments, goTo, heading, openFile, rename } from "./flow.mjs";

const START = "What kinds of customers do you have?", COLUMNS = "What should count?", SEGMENTS = "Your 2 segments", TIMES = 10;
const note = (page) => page.locator(".keeps-nothing"), kept = (page) => page.locator(".shelf .before"), box = (page, name) => page.getByLabel(name, { exact: true });

async function customers(folder, name, columns = ["age", "orders"]) {
  const path = join(folder, name), line = (_, i) => columns.map((_column, j) => (i % 2) * 100 + ((i * (7 + j)) % 11)).join();
  await writeFile(path, `${[columns.join(), ...Array.from({ length: 60 }, line)].join("\n")}\n`);
  return path;
}

export async function checkTabs(browser, folder) {
  const server = await serve(), files = [await customers(folder, "first.csv"), await customers(folder, "second.csv", ["visits", "spent"])];
  for (const check of [checkTwo, checkGoOn, checkGap, checkAtOnce, checkFull, checkDeleted, checkWithoutLocks, checkMute]) await check(browser, server.url, files);
  await checkShelf(browser, server.url, folder);
  await checkFrozen(server.url, files);
  await server.close();
}

async function begin(page, url) {
  await page.goto(url);
  await heading(page, START);
}

const firstName = (page) => page.locator(".card").first().getAttribute("aria-label");

async function expectSegments(page, name) {
  await heading(page, SEGMENTS);
  assert.equal(await firstName(page), name);
  assert.equal(await note(page).count(), 0);
}

async function segmentsOf(page, file, name) {
  await openFile(page, file);
  await findSegments(page);
  await goTo(page, "Segments");
  await rename(page, 0, name);
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
  await second.getByRole("button", { name: "Forget it" }).click();
  await second.getByRole("button", { name: "Forget all of it" }).click();
  await second.getByText("second.csv is forgotten.").waitFor();
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
  const opened = await openPage(browser, url), { page, context } = opened;
  await segmentsOf(page, files[0], "Of the first");
  await page.close();
  const second = await context.newPage(), third = await context.newPage();
  await second.goto(url);
  await expectSegments(second, "Of the first");
  await goTo(second, "Customers");
  await segmentsOf(second, files[1], "Of the second");
  await goTo(second, "Customers");
  await second.getByRole("button", { name: "Go on with first.csv" }).click();
  await expectSegments(second, "Of the first");
  await second.waitForFunction(() => document.activeElement.localName === "h1");
  await third.goto(url);
  assert.deepEqual((await kept(third).allInnerTexts()).map((text) => /open in another tab/.test(text)), [true, true], "what is shown and what was put aside are the other tab's");
  await second.reload();
  await third.reload();
  await third.getByRole("button", { name: "Go on with second.csv" }).waitFor();
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
  await second.getByRole("button", { name: "Forget second.csv" }).click();
  await second.getByRole("button", { name: "Forget all of it" }).click();
  await second.getByText("second.csv is forgotten.").waitFor();
  await second.waitForFunction(() => document.activeElement.localName === "h1");
  assert.deepEqual(await records(second), { session: 1, fits: 1, file: 1 });
  await second.getByRole("button", { name: "Forget it" }).click();
  await second.getByRole("button", { name: "Forget all of it" }).click();
  await second.getByText("first.csv is forgotten.").waitFor();
  assert.deepEqual(await records(second), { session: 0, fits: 0, file: 0 });
  expectQuiet(opened, url);
  await context.close();
  console.log("ok what a tab goes on with, or has put aside, is its own; of what is forgotten nothing stays in the browser");
}

/** How many records the browser keeps. */
function records(page) {
  return page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.open("segmentry-app");
    request.onerror = reject;
    request.onsuccess = () => {
      const database = request.result, counts = ["session", "fits", "file"].map((store) => [store, database.transaction(store).objectStore(store).count()]);
      counts.at(-1)[1].onsuccess = () => {
        database.close();
        resolve(Object.fromEntries(counts.map(([store, { result }]) => [store, result])));
      };
    };
  }));
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

/** What is clicked or typed is kept when it is done: a reload or an end at once loses nothing. */
async function checkAtOnce(browser, url, files) {
  const opened = await openPage(browser, url), { context } = opened;
  let { page } = opened;
  await segmentsOf(page, files[0], "0");
  const again = async (i) => {
    if (i % 3 < 2) return page.reload();
    await Promise.all([page.waitForEvent("close"), page.close()]);
    page = await context.newPage();
    return page.goto(url);
  };
  for (let i = 1; i <= TIMES; i++) {
    await rename(page, 0, `Name ${i}`);
    await again(i);
    await expectSegments(page, `Name ${i}`);
  }
  await goTo(page, "Try one");
  for (let i = 1; i <= TIMES; i++) {
    await box(page, "age").fill(String(i));
    await again(i);
    await heading(page, "Which segment is a customer in?");
    assert.equal(await box(page, "age").inputValue(), String(i));
  }
  await goTo(page, "Columns");
  for (let i = 1; i <= TIMES; i++) {
    await box(page, "orders").click();
    await again(i);
    await heading(page, COLUMNS);
    assert.equal(await box(page, "orders").isChecked(), i % 2 === 0);
  }
  expectQuiet(opened, url);
  await context.close();
  console.log(`ok ${3 * TIMES} names, ticks and values, each with a reload or an end at once: all kept`);
}

async function checkFull(browser, url, files) {
  const opened = await openPage(browser, url), { page, context } = opened, devtools = await context.newCDPSession(page), origin = new URL(url).origin;
  await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  await openFile(page, files[0]);
  await note(page).waitFor();
  assert.match(await note(page).innerText(), /no room left/);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin });
  await findSegments(page);
  assert.equal(await note(page).count(), 0);
  await page.reload();
  await heading(page, "How many segments?");
  await goTo(page, "Customers");
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...values) {
      if (this.name === "file" && !globalThis.hasRoom) throw new DOMException("no room", "QuotaExceededError");
      return put.apply(this, values);
    };
  });
  await openFile(page, files[1]);
  await note(page).waitFor();
  assert.deepEqual(await records(page), { session: 1, fits: 1, file: 1 });
  await page.evaluate(() => (globalThis.hasRoom = true));
  await goTo(page, "Customers");
  await page.getByRole("button", { name: "Forget first.csv" }).click();
  await page.getByRole("button", { name: "Forget all of it" }).click();
  await page.getByText("first.csv is forgotten.").waitFor();
  await note(page).waitFor({ state: "detached" });
  await page.reload();
  assert.equal(await page.locator(".before h2").innerText(), "second.csv");
  expectQuiet(opened, url);
  await context.close();
  console.log("ok where there is no room the page says so, keeps no half, and keeps all once there is, or something else was forgotten");
}

/** Tabs that do not know of each other, as on a page over plain HTTP from another machine: the last that changed counts, whole. */
async function checkWithoutLocks(browser, url, files) {
  const opened = await openPage(browser, url), { page, context } = opened;
  await context.addInitScript(() => delete Navigator.prototype.locks);
  await page.reload();
  await openFile(page, files[0]);
  const second = await context.newPage();
  await second.goto(url);
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
  await second.getByRole("button", { name: "Forget it" }).click();
  await second.getByRole("button", { name: "Forget all of it" }).click();
  await second.getByText("first.csv is forgotten.").waitFor();
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

/** Site data that are deleted while the page is open: what is open there is kept anew with the next change. */
async function checkDeleted(browser, url, files) {
  const opened = await openPage(browser, url), { page, context } = opened;
  await segmentsOf(page, files[0], "Before");
  await page.evaluate(() => new Promise((resolve, reject) => Object.assign(indexedDB.deleteDatabase("segmentry-app"), { onsuccess: resolve, onerror: reject, onblocked: reject })));
  await rename(page, 0, "After");
  await page.waitForTimeout(300);
  await page.reload();
  await expectSegments(page, "After");
  expectQuiet(opened, url);
  await context.close();
  console.log("ok where what is kept was deleted by the browser, it is kept anew with the next change");
}

/** A browser that never answers whether it keeps anything. */
async function checkMute(browser, url, files) {
  const opened = await openPage(browser, url), { page, context } = opened;
  await context.addInitScript(() => (IDBFactory.prototype.open = () => ({})));
  await page.reload();
  await note(page).waitFor();
  await openFile(page, files[0]);
  await findSegments(page);
  await goTo(page, "Segments");
  await heading(page, SEGMENTS);
  expectQuiet(opened, url);
  await context.close();
  console.log("ok where the browser never answers, the page works and says that nothing is kept");
}

/** Makes what is kept older by so many days. */
function age(page, days) {
  return page.evaluate((by) => new Promise((resolve, reject) => {
    const request = indexedDB.open("segmentry-app");
    request.onerror = reject;
    request.onsuccess = () => {
      const database = request.result, transaction = database.transaction("session", "readwrite"), cursor = transaction.objectStore("session").openCursor();
      cursor.onsuccess = () => {
        if (!cursor.result) return;
        cursor.result.update({ ...cursor.result.value, changed: cursor.result.value.changed - by });
        cursor.result.continue();
      };
      transaction.oncomplete = () => {
        database.close();
        resolve();
      };
    };
  }), days * 86_400_000);
}

async function checkShelf(browser, url, folder) {
  const opened = await openPage(browser, url), { page, context } = opened, names = Array.from({ length: 8 }, (_, i) => `file-${i}.csv`), shelf = () => kept(page).getByRole("heading").allInnerTexts();
  for (const name of names.slice(0, 7)) {
    await goTo(page, "Customers");
    await openFile(page, await customers(folder, "untouched.csv"));
    await goTo(page, "Customers");
    await openFile(page, await customers(folder, name));
    await box(page, "age").uncheck();
  }
  await goTo(page, "Customers");
  assert.deepEqual(await shelf(), names.slice(0, 6).reverse());
  await screenshot(page, "shelf");
  await age(page, 8);
  await openFile(page, await customers(folder, names[7]));
  await goTo(page, "Customers");
  assert.deepEqual(await shelf(), names.slice(2, 7).reverse());
  await page.getByRole("button", { name: "Forget file-3.csv" }).click();
  await page.getByRole("group", { name: "Forget file-3.csv?" }).getByRole("button", { name: "Forget all of it" }).click();
  await page.getByText("file-3.csv is forgotten.").waitFor();
  await page.getByRole("button", { name: "Go on with file-2.csv" }).click();
  await heading(page, COLUMNS);
  await page.reload();
  await heading(page, COLUMNS);
  await goTo(page, "Customers");
  assert.equal(await page.locator(".before h2").innerText(), "file-2.csv");
  assert.deepEqual(await shelf(), ["file-7.csv", "file-6.csv", "file-5.csv", "file-4.csv"]);
  await checkReadAs(page, folder);
  expectQuiet(opened, url);
  await context.close();
  console.log("ok files that gave way stay to go on with or to forget, the last five for good, others for seven days, but not where nothing was made of them; orders read as customers, and back, take the place of none");
}

async function checkReadAs(page, folder) {
  const path = join(folder, "orders.csv"), line = (_, i) => `C${i % 90},${1000 + i},2024-0${1 + (i % 9)}-1${i % 9},${(i % 2) * 80 + (i % 13)}.5`;
  await writeFile(path, `${["customer_id,order_id,order_date,amount", ...Array.from({ length: 400 }, line)].join("\n")}\n`);
  await openFile(page, path);
  const dates = page.getByLabel("Dates are written as");
  await dates.selectOption("dmy");
  await page.reload();
  assert.equal(await dates.inputValue(), "dmy");
  await dates.selectOption("iso");
  await page.getByRole("button", { name: "Make customers of the orders" }).click();
  await page.getByText("90 customers", { exact: true }).waitFor();
  await page.reload();
  await page.getByText("90 customers", { exact: true }).waitFor();
  await goTo(page, "Customers");
  assert.deepEqual(await kept(page).getByRole("heading").allInnerTexts(), ["file-2.csv", "file-7.csv", "file-6.csv", "file-5.csv", "file-4.csv"]);
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
