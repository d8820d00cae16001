// What the browser keeps: pages with segments, and a look into its database.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findSegments, goTo, heading, openFile, rename } from "./flow.mjs";

const SEGMENTS = "Your 2 segments";

/** What the page says of what is not kept, and the files that it keeps beside what is open. */
export const note = (page) => page.locator(".keeps-nothing"), kept = (page) => page.locator(".shelf .before");
export const box = (page, name) => page.getByLabel(name, { exact: true });

/** A file of 60 customers of two kinds. */
export async function customers(folder, name, columns = ["age", "orders"]) {
  const path = join(folder, name), line = (_, i) => columns.map((_column, j) => (i % 2) * 100 + ((i * (7 + j)) % 11)).join();
  await writeFile(path, `${[columns.join(), ...Array.from({ length: 60 }, line)].join("\n")}\n`);
  return path;
}

export async function expectSegments(page, name) {
  await heading(page, SEGMENTS);
  assert.equal(await page.locator(".card").first().getAttribute("aria-label"), name);
  assert.equal(await note(page).count(), 0);
}

export async function segmentsOf(page, file, name) {
  await openFile(page, file);
  await findSegments(page);
  await goTo(page, "Segments");
  await rename(page, 0, name);
}

/** Forgets what is open, or another file by its name. */
export async function forget(page, name, open = false) {
  await page.getByRole("button", { name: open ? "Forget it" : `Forget ${name}` }).click();
  await page.getByRole("group", { name: `Forget ${name}?` }).getByRole("button", { name: "Forget all of it" }).click();
  await page.getByText(`${name} is forgotten.`).waitFor();
}

/** How many records the browser keeps. */
export function records(page) {
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

/** Makes what is kept older by so many days. */
export function age(page, days) {
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
