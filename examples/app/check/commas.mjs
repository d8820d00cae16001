// Files of Europe: numbers with decimal commas are found, said, read and undone; all that is taken away gives the same segments.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseCsv } from "segmentry/csv";
import { findSegments as findInNode } from "segmentry/insights";
import { expectQuiet, openPage, screenshot } from "./browser.mjs";
import { findSegments, goOn, goTo, heading, openFile } from "./flow.mjs";
import { expectSameLabels } from "./same-labels.mjs";

const NUMBERS = ["UMSATZ", "RABATT", "GEWICHT", "PUNKTE"], CHECKBOX = "Numbers are written with a decimal comma";

const grouped = (value, sign) => String(value).replace(/\B(?=(\d{3})+$)/g, sign);

/** 600 customers of three kinds that differ in numbers alone. */
export function european(sign = ".", of = 600) {
  const line = (_, i) => {
    const kind = i % 3, spread = (by, n) => (i * by) % n;
    const revenue = i % 97 === 5 ? "unbekannt" : `${grouped([180, 2400, 1_250_000][kind] + spread(37, [90, 700, 90_000][kind]), sign)},${String(spread(7, 100)).padStart(2, "0")}`;
    const weight = i % 50 === 7 ? "NA" : `${grouped([1200, 300, 5600][kind] + spread(13, 200), "\u202f")},${1 + spread(3, 9)}`;
    return [`K${i}`, revenue, i % 41 === 3 ? "0" : `${[1, 12, 6][kind]},${1 + spread(5, 8)}`, weight, grouped([400, 3000, 7][kind] + spread(17, 50), "."), spread(5, 7) === 0 ? "AT" : "DE"].join(";");
  };
  return ["KUNDEN_ID;UMSATZ;RABATT;GEWICHT;PUNKTE;LAND", ...Array.from({ length: of }, line), ""].join("\n");
}

/** The customers of a labelled file as numbers, read by hand. */
function byHand(text) {
  const schema = { ...Object.fromEntries(NUMBERS.map((name) => [name, "categorical"])), segment: "numeric", segment_name: "categorical" };
  const numberOf = (value) => (/^[\d.\s'’]+(?:,\d+)?$/.test(value ?? "") ? Number(value.replace(/[.\s'’]/g, "").replace(",", ".")) : null);
  return parseCsv(text, { schema }).toRecords().map((record) => ({ ...record, ...Object.fromEntries(NUMBERS.map((name) => [name, numberOf(record[name])])) }));
}

const kindOf = (page, name) => page.getByLabel(`Read ${name} as`).inputValue();

async function checkFile(page, folder, sign) {
  const text = european(sign), file = join(folder, sign === "." ? "europa.csv" : "schweiz.csv"), notice = page.locator(".commas");
  await writeFile(file, text);
  await openFile(page, file);
  const said = (await notice.innerText()).replaceAll(/\s+/g, " ");
  assert.match(said, /^UMSATZ, RABATT and GEWICHT are written with decimal commas \(\S+,\d+\)\. PUNKTE is written with points between thousands \(\d\.\d{3}\)\. 7 values of UMSATZ \(such as “unbekannt”\) are no such numbers: they count as missing\./);
  assert.ok(said.includes(`(${/;([^;]*,\d+)/.exec(text.split("\n")[2])[1]})`), said);
  for (const name of NUMBERS) assert.equal(await kindOf(page, name), "numeric", name);
  assert.match(await page.locator(".column", { hasText: "UMSATZ" }).last().innerText(), /1\.2\s%\s*\(7\)/);
  await findSegments(page);
  await goOn(page, /^Your \d+ segments$/);
  const names = await page.locator(".card h3 .text").allInnerTexts();
  await goTo(page, "Try one");
  assert.equal(await page.getByLabel("UMSATZ", { exact: true }).getAttribute("inputmode"), "decimal");
  await page.locator("[data-segment]").waitFor();
  await goTo(page, "Take away");
  await screenshot(page, `commas-take-${sign === "." ? "points" : "apostrophes"}`);
  assert.match(await page.locator("#code").innerText(), /the model wants numbers/);
  const { rows, k, model, csv } = await expectSameLabels(page, file, folder, names, byHand);
  assert.deepEqual(model.pipeline, JSON.parse(JSON.stringify(findInNode(byHand(csv), { schema: { segment: "ignore", segment_name: "ignore" } }).model)).pipeline);
  assert.equal(new Set(byHand(csv).flatMap(({ UMSATZ, RABATT, segment }, i) => (UMSATZ && RABATT ? `${segment} ${i % 3}` : []))).size, k, "the segments are not those of the numbers");
  const original = text.trimEnd().split("\n").map((line) => line.split(";"));
  assert.ok(csv.trimEnd().split("\n").every((line, i) => line.startsWith(original[i].map((cell) => (cell.includes(",") ? `"${cell}"` : cell)).join())), "the file was changed");
  console.log(`ok decimal commas with ${sign === "." ? "points" : "apostrophes"}, spaces and NA: said, read, and ${rows} labels of ${k} segments are the same in the page's CSV, which has the texts of the file, in Node by the code of the page, and in the report; the model is that of findSegments, bit for bit`);
}

/** What is undone stays so over a reload, what was found by it comes back, and one column can be let out. */
async function checkChoice(page) {
  await goTo(page, "Columns");
  const box = page.getByLabel(CHECKBOX);
  assert.ok(await box.isChecked());
  await box.focus();
  await page.keyboard.press("Space");
  await page.getByText("Now they are read as they stand").waitFor();
  await page.waitForFunction(() => document.activeElement?.type === "checkbox");
  await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent === "Decimal commas are not read.");
  assert.equal(await kindOf(page, "UMSATZ"), "categorical");
  await page.getByText("They were changed since the segments were found").waitFor();
  await page.waitForTimeout(500);
  await page.reload();
  await heading(page, "What should count?");
  assert.deepEqual([await box.isChecked(), await kindOf(page, "UMSATZ")], [false, "categorical"]);
  await page.getByLabel("Read UMSATZ as").selectOption("numeric");
  await page.getByText("7 values of UMSATZ").waitFor();
  assert.deepEqual([await box.isChecked(), await kindOf(page, "UMSATZ"), await kindOf(page, "RABATT")], [true, "numeric", "categorical"]);
  await box.uncheck();
  await page.getByText("Now they are read as they stand").waitFor();
  assert.equal(await kindOf(page, "UMSATZ"), "categorical");
  await goTo(page, "Try one");
  await page.locator("[data-segment]").waitFor();
  await goTo(page, "Columns");
  await box.check();
  await page.getByRole("button", { name: "See how many segments" }).waitFor();
  assert.equal(await kindOf(page, "UMSATZ"), "numeric");
  await page.getByLabel("Read RABATT as").selectOption("categorical");
  await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent === "RABATT is read anew.");
  assert.deepEqual([await kindOf(page, "RABATT"), await kindOf(page, "UMSATZ")], ["categorical", "numeric"]);
  await page.getByLabel("Read RABATT as").selectOption("numeric");
  await page.waitForFunction(() => document.querySelectorAll(".column .histogram").length === 4);
  console.log("ok decimal commas can be undone by keyboard, which is read aloud and survives a reload, and read again; one column can be read otherwise");
}

/** What may be thousands is read so only beside clear decimal commas, and only where every value can be. */
async function checkDoubt(page, folder) {
  const file = join(folder, "doubt.csv"), open = async (names, line) => {
    await writeFile(file, [names, ...Array.from({ length: 40 }, (_, i) => line(i)), ""].join("\n"));
    await goTo(page, "Customers");
    await openFile(page, file);
    return (await page.locator(".commas").count()) === 0 ? null : (await page.locator(".commas p").first().innerText()).replaceAll(/\s+/g, " ").trim();
  };
  assert.equal(await open("a;b", (i) => `${1 + i}.${100 + i};x${i % 3}`), null, "points alone may be decimal");
  assert.equal(await open("a;b", (i) => `"${1 + i},${100 + i}";x${i % 3}`), null, "commas before three digits may be thousands");
  assert.equal(await open("a;b", (i) => `${i},5 kg;${i % 5},${i % 7},${i % 3}`), null, "text with commas is text");
  assert.equal(await open("a;b;c", (i) => `${i},5;${1 + i},${100 + i};${1 + i}.${100 + i}`), "a and b are written with decimal commas (0,5). c is written with points between thousands (1.100).");
  assert.equal(await open("a;b;c", (i) => `${i},5;${i % 9},${100 + i};${1 + i}.${i === 30 ? "5" : 100 + i}`), "a and b are written with decimal commas (0,5).");
  assert.equal(await page.locator(".column", { hasText: "c" }).last().locator(".ends").innerText().then((text) => /\d\.\d/.test(text)), true, "c keeps its decimal points");
  assert.equal(await open("a;b", (i) => `${i},5;${i % 2 === 0 ? "1.000" : "2.000"}`), "a is written with decimal commas (0,5). b is written with points between thousands (1.000).");
  console.log("ok 1.234 and 1,234 are read by the clear decimal commas of other columns, where every value fits, and else as they were");
}

/** Orders whose amounts have decimal commas. */
async function checkPaid(page, folder) {
  const file = join(folder, "bestellungen.csv"), lines = Array.from({ length: 3000 }, (_, i) => `o${i};c${(i * 7919) % 301};${new Date(Date.UTC(2024, 0, 1 + ((i * 31) % 300))).toISOString().slice(0, 10)};${i % 500 === 3 ? "offen" : `${grouped((i % 301) % 3 === 0 ? 1900 : 40 + (i % 30), ".")},5`}`);
  await writeFile(file, ["order_id;customer_id;order_date;amount", ...lines, ""].join("\n"));
  await goTo(page, "Customers");
  await openFile(page, file);
  await page.getByRole("button", { name: "Make customers of the orders" }).click();
  await page.getByText("What was paid is read with decimal commas.").waitFor();
  await findSegments(page);
  await goTo(page, "Segments");
  await page.locator(".card").first().waitFor();
  const names = await page.locator(".card h3 .text").allInnerTexts();
  await goTo(page, "Take away");
  const { rows } = await expectSameLabels(page, file, folder, names);
  console.log(`ok orders whose amounts have decimal commas: ${rows} customers, labels are the same in Node by the code of the page`);
}

export async function checkCommas(browser, folder) {
  const opened = await openPage(browser), { page, context } = opened;
  for (const sign of ["’", "."]) {
    await checkFile(page, folder, sign);
    if (sign === "’") await goTo(page, "Customers");
  }
  await checkChoice(page);
  await checkDoubt(page, folder);
  await checkPaid(page, folder);
  expectQuiet(opened);
  await context.close();
}
