// The whole flow on the sample, from disk.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseCsv } from "segmentry/csv";
import { explainCustomers, findSegments as findInNode } from "segmentry/insights";
import { decodeSegmentation } from "segmentry/predict";
import { expectQuiet, openPage, SAMPLE, screenshot } from "./browser.mjs";
import { choose, findSegments, goOn, goTo, openSample, rename, take, verdictOf } from "./flow.mjs";
import { expectSameLabels } from "./same-labels.mjs";

const OWN = ["Young & <b>on Facebook</b>", "Searchers, \"first order\""];

export async function checkSample(browser, folder) {
  const opened = await openPage(browser), { page, context } = opened;
  await openSample(page);
  const missing = await page.locator(".column", { hasText: "AGE" }).first().innerText();
  assert.match(missing, /0\.3\s%\s*\(5\)/);
  assert.equal(await page.locator(".histogram svg, .frequent").count(), 7);
  await findSegments(page);
  assert.equal(await verdictOf(page), "clear");
  assert.equal(await page.locator(".curve canvas").count(), 2);
  console.log("ok opened from disk: the sample's columns, the verdict and two curves");

  await goOn(page, "Your 5 segments");
  const expected = findInNode(parseCsv(await readFile(SAMPLE, "utf8"))).model;
  await checkMap(page);
  await rename(page, 0, expected.insights.segments[1].name);
  await page.getByRole("alert").filter({ hasText: "Another segment is called" }).waitFor();
  await page.keyboard.press("Escape");
  for (const [segment, name] of OWN.entries()) await rename(page, segment, name);
  const names = [...OWN, ...expected.insights.segments.slice(OWN.length).map(({ name }) => name)];

  await goOn(page, "Which segment is a customer in?");
  await checkAnswer(page, expected, names);
  await goTo(page, "Take away");
  const { rows, k, model, csv } = await expectSameLabels(page, SAMPLE, folder, names);
  assert.deepEqual(model.pipeline, JSON.parse(JSON.stringify(expected)).pipeline);
  console.log("ok the model is that of findSegments in Node, bit for bit");
  console.log(`ok sample: ${rows} labels of ${k} segments are the same in the page's CSV, in Node by the code of the page, and in the report; changed names are in all three`);
  const original = (await readFile(SAMPLE, "utf8")).trimEnd().split("\n");
  assert.ok(csv.trimEnd().split("\n").every((line, i) => line.startsWith(original[i])), "the file was changed");
  await checkIds(page, folder);

  await goTo(page, "How many");
  await choose(page, 3);
  assert.equal(await verdictOf(page), "clear", "the verdict stays that of the first run");
  await goOn(page, "Your 3 segments");
  await screenshot(page, "three");
  await goTo(page, "How many");
  await choose(page, 5);
  await goOn(page, "Your 5 segments");
  assert.equal(await page.locator(".card").first().getAttribute("aria-label"), OWN[0]);
  console.log("ok the slider divides into 3 and back to 5, whose names are still there");
  expectQuiet(opened);
  await context.close();
}

/** Points at a customer, chooses one, zooms by button, wheel and key. */
async function checkMap(page) {
  const canvas = page.locator("canvas.scatter"), bytes = () => canvas.evaluate((element) => element.toDataURL().length), box = async () => canvas.boundingBox();
  await canvas.scrollIntoViewIfNeeded();
  await page.waitForTimeout(100);
  const whole = await bytes(), { x, y, width, height } = await box();
  let found = false;
  for (let i = 0; i < 400 && !found; i++) {
    await page.mouse.move(x + width * (0.08 + 0.3 * ((i * 0.618) % 1)), y + height * (0.1 + 0.8 * ((i * 0.414) % 1)));
    found = await page.locator(".tip").isVisible();
  }
  assert.ok(found, "there is no tip at a customer");
  const name = await page.locator(".tip b").innerText();
  await page.mouse.down();
  await page.mouse.up();
  await page.locator(".chosen h3").waitFor();
  assert.equal(await page.locator(".chosen h3").innerText(), name);
  await page.locator(".chosen dd").nth(1).waitFor();
  await page.getByRole("button", { name: "Nearer" }).click();
  await page.waitForTimeout(100);
  assert.notEqual(await bytes(), whole, "it does not zoom");
  await canvas.focus();
  await page.keyboard.press("0");
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => document.querySelector(".chosen h3").textContent !== before, name);
  await page.getByRole("button", { name: "All" }).click();
  console.log(`ok the map: a tip at customer ${name}, who can be chosen; another by Enter; zoom by buttons and keys`);
}

async function checkAnswer(page, model, names) {
  const customer = { AGE: 57, GENDER: "M", COUNTRY: "France", TRAFFIC_SOURCE: "Email", TOTAL_ORDERS: 8, MOST_FREQUENT_BRAND: "Oakmerrow", MOST_FREQUENT_CATEGORY: "Suits" };
  for (const [name, value] of Object.entries(customer)) {
    const field = page.getByLabel(name, { exact: true }), isSelect = await field.evaluate(({ tagName }) => tagName === "SELECT");
    await (isSelect ? field.selectOption(String(value)) : field.fill(String(value)));
  }
  const [expected] = explainCustomers(model, [customer], { among: parseCsv(await readFile(SAMPLE, "utf8")), n: 6 });
  await page.locator(`[data-segment="${expected.segment}"]`).waitFor();
  await page.waitForTimeout(400);
  assert.equal(await page.locator(".meter b").innerText(), String(Number(expected.margin.toFixed(2))));
  assert.equal(await page.locator(".result .text").innerText(), names[expected.segment]);
  assert.deepEqual(await page.locator(".near .who > b").allInnerTexts(), expected.nearest.map(({ id }) => String(id)));
  console.log(`ok a customer who is typed in: segment ${expected.segment}, margin ${expected.margin.toFixed(2)} and 6 similar customers as explainCustomers in Node`);
  await page.getByLabel("MOST_FREQUENT_BRAND", { exact: true }).selectOption({ label: "other…" });
  await page.getByLabel("MOST_FREQUENT_BRAND, another value").fill("Nobody knows");
  await page.getByText("New to the model.").waitFor();
  await page.getByLabel("AGE", { exact: true }).fill("");
  await page.locator("[data-segment]").waitFor();
}

/** Ids are in the model only where that was asked for. */
async function checkIds(page, folder) {
  const idsOf = async () => decodeSegmentation((await take(page, "model", join(folder, "ids.json"))).text).insights.sample?.ids?.length ?? null;
  assert.equal(await idsOf(), null);
  await page.getByRole("radio", { name: /with their ids/ }).check();
  assert.ok((await idsOf()) >= 1000);
  await page.getByRole("radio", { name: /No customers at all/ }).check();
  assert.equal(decodeSegmentation((await take(page, "model", join(folder, "ids.json"))).text).insights.sample, null);
  await page.getByRole("radio", { name: /without ids/ }).check();
  console.log("ok no id is in the model, unless it is asked for; nor any customer, where that is");
}
