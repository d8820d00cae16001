// What is done is kept when it is done, or the page says that it is not: at once, without room, and while other files come and go.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectQuiet, openPage, screenshot, serve } from "./browser.mjs";
import { findSegments, goTo, heading, openFile, rename } from "./flow.mjs";
import { age, box, customers, expectSegments, forget, kept, note, records, segmentsOf } from "./kept.mjs";

const COLUMNS = "What should count?", SEGMENTS = "Your 2 segments", TIMES = 10;

export async function checkKeeping(browser, folder) {
  const server = await serve(), files = [await customers(folder, "first.csv"), await customers(folder, "second.csv", ["visits", "spent"])];
  for (const check of [checkAtOnce, checkFull, checkFailing, checkDeleted, checkMute]) await check(browser, server.url, files);
  await checkShelf(browser, server.url, folder);
  await server.close();
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
  await forget(page, "first.csv");
  await note(page).waitFor({ state: "detached" });
  await page.reload();
  assert.equal(await page.locator(".before h2").innerText(), "second.csv");
  expectQuiet(opened, url);
  await context.close();
  console.log("ok where there is no room the page says so, keeps no half, and keeps all once there is, or something else was forgotten");
}

/** A database that fails once: nothing is given up for that. */
async function checkFailing(browser, url, files) {
  const opened = await openPage(browser, url), { page, context } = opened;
  const failOnce = (method) => page.evaluate((name) => {
    const own = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function () {
      IDBObjectStore.prototype[name] = own;
      throw new DOMException("it failed", "UnknownError");
    };
  }, method);
  await segmentsOf(page, files[0], "Before");
  await failOnce("put");
  await rename(page, 0, "Not kept");
  await note(page).waitFor();
  assert.match(await note(page).innerText(), /could not keep the last change/);
  await rename(page, 0, "Kept");
  await note(page).waitFor({ state: "detached" });
  await page.reload();
  await expectSegments(page, "Kept");
  await goTo(page, "Customers");
  await failOnce("delete");
  await page.getByRole("button", { name: "Forget it" }).click();
  await page.getByRole("button", { name: "Forget all of it" }).click();
  await page.locator(".problem", { hasText: "could not be deleted" }).waitFor();
  await page.getByRole("button", { name: "Go on with first.csv" }).click();
  await rename(page, 0, "After");
  await page.reload();
  await expectSegments(page, "After");
  expectQuiet(opened, url);
  await context.close();
  console.log("ok a database that fails once: the page says so, keeps all with the next change, and goes on with what it could not forget");
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
  await forget(page, "file-3.csv");
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
