// segmentry app FILE: the page opens the file that the command serves, and keeps its promise there too.
import assert from "node:assert/strict";
import { appCommand } from "segmentry/cli";
import { openPage, SAMPLE } from "./browser.mjs";
import { heading } from "./flow.mjs";

export async function checkCommand(browser) {
  const controller = new AbortController();
  let printed;
  const told = new Promise((resolve) => (printed = resolve)), ended = appCommand({ file: SAMPLE, json: true }, { signal: controller.signal, stdout: { write: (text) => printed(JSON.parse(text)) } });
  const { url } = await told, { page, context, faults, requests } = await openPage(browser, url);
  await heading(page, "What should count?");
  assert.match(await page.locator("main .meta").innerText(), /customers\.csv.*2,000 customers/s);
  await page.getByLabel("COUNTRY", { exact: true }).uncheck();
  await page.waitForTimeout(600);
  await page.reload();
  await heading(page, "What should count?");
  assert.equal(await page.getByLabel("COUNTRY", { exact: true }).isChecked(), false);
  const origin = new URL(url).origin, others = requests.filter((request) => !/^(?:blob|data):/.test(request) && ![`${origin}/`, `${origin}/file`].includes(request.replace(/#.*$/, "")));
  assert.deepEqual([faults, others], [[], []]);
  controller.abort();
  await ended;
  await context.close();
  console.log("ok segmentry app FILE: the page opens the file, asks for it and for itself alone, and a reload keeps what was chosen");
}
