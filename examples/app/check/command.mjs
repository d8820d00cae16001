// segmentry app FILE: the page opens the file that the command serves, and keeps its promise there too.
import assert from "node:assert/strict";
import { appendFile, copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { appCommand } from "segmentry/cli";
import { openPage, SAMPLE, small } from "./browser.mjs";
import { findSegments, goTo, heading, openFile, openSample, rename } from "./flow.mjs";

const COLUMNS = "What should count?", SEGMENTS = /^Your \d segments$/;

/** What the command printed, and how to end it. */
async function command(file, port = 0) {
  const controller = new AbortController();
  let printed;
  const told = new Promise((resolve) => (printed = resolve)), ended = appCommand({ file, port, json: true }, { signal: controller.signal, stdout: { write: (text) => printed(JSON.parse(text)) } });
  const end = async () => {
    controller.abort();
    await ended;
  };
  return { ...await told, end };
}

export async function checkCommand(browser, folder) {
  const file = join(folder, "customers.csv");
  await copyFile(SAMPLE, file);
  const { url, port, end } = await command(file), { page, context, faults, requests } = await openPage(browser, url);
  await heading(page, COLUMNS);
  assert.match(await page.locator("main .meta").innerText(), /customers\.csv.*2,000 customers/s);
  await page.getByLabel("COUNTRY", { exact: true }).uncheck();
  await page.reload();
  await heading(page, COLUMNS);
  assert.equal(await page.getByLabel("COUNTRY", { exact: true }).isChecked(), false);
  await checkOther(page, folder);
  await checkNewTab(context, url);
  await checkChanged(page, file);
  const origin = new URL(url).origin, others = requests.filter((request) => !/^(?:blob|data):/.test(request) && ![`${origin}/`, `${origin}/file`].includes(request.replace(/#.*$/, "")));
  assert.deepEqual([faults, others], [[], []]);
  await end();
  await checkNext(page, folder, port);
  await context.close();
  console.log("ok segmentry app FILE: the page asks for the file and for itself alone, and opens it once: a reload goes on with what was made of it or opened since, and nothing else is lost");
}

/** Another file that is opened there stays over reloads. */
async function checkOther(page, folder) {
  await goTo(page, "Customers");
  await openFile(page, await small(folder));
  await findSegments(page);
  await goTo(page, "Segments");
  await rename(page, 0, "Of another file");
  for (let i = 0; i < 2; i++) {
    await page.reload();
    await heading(page, SEGMENTS);
    assert.equal(await page.locator(".card").first().getAttribute("aria-label"), "Of another file");
  }
  await goTo(page, "Customers");
  await openSample(page);
  await page.reload();
  await heading(page, COLUMNS);
  await goTo(page, "Customers");
  assert.deepEqual(await page.locator(".shelf h3").allInnerTexts(), ["some-customers.csv", "customers.csv"]);
  await page.getByRole("button", { name: "Go on with some-customers.csv" }).click();
  await heading(page, SEGMENTS);
}

/** What a new tab is opened for is the file of the command, with what was made of it. */
async function checkNewTab(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await heading(page, COLUMNS);
  assert.equal(await page.getByLabel("COUNTRY", { exact: true }).isChecked(), false);
  await page.close();
}

/** The file with one more customer: it is opened, and what was there before is kept. */
async function checkChanged(page, file) {
  const [, line] = (await readFile(file, "utf8")).split("\n");
  await appendFile(file, `${line}\n`);
  await page.reload();
  await page.getByText("2,001 customers", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Bring them back" }).click();
  await heading(page, SEGMENTS);
  await page.reload();
  await heading(page, SEGMENTS);
  assert.equal(await page.locator(".card").first().getAttribute("aria-label"), "Of another file");
}

/** Another file at the same address, in a tab that was left open. */
async function checkNext(page, folder, port) {
  const file = join(folder, "next, \"100 %\".csv");
  await writeFile(file, `age,orders\n${Array.from({ length: 40 }, (_, i) => `${20 + (i % 7)},${i % 5}`).join("\n")}\n`);
  const { end } = await command(file, port);
  await page.reload();
  await heading(page, COLUMNS);
  assert.match(await page.locator("main .meta").innerText(), /next, "100 %"\.csv.*40 customers/s);
  await goTo(page, "Customers");
  assert.ok((await page.locator(".shelf h3").allInnerTexts()).includes("some-customers.csv"));
  await page.goto(page.url().replace(/#.*$/, "#file=%E0%A4%A"));
  await page.reload();
  await heading(page, "What kinds of customers do you have?");
  await end();
}
