// Files that are read though they are odd, with what is to be said of them; and what is typed in.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectQuiet, openPage } from "./browser.mjs";
import { findSegments, goTo, openFile, rename, take } from "./flow.mjs";

const nameless = (page) => page.locator(".hint", { hasText: "look like a customer" });

function lines(first, cells) {
  return `${[first, ...Array.from({ length: 60 }, (_, i) => cells(i).join(";"))].join("\n")}\n`;
}

export async function checkOddFiles(browser, folder) {
  const opened = await openPage(browser), { page, context } = opened;
  const open = async (name, text) => {
    const path = join(folder, name);
    await writeFile(path, text);
    await goTo(page, "Customers");
    await openFile(page, path);
  };
  const cells = (i) => [i % 2 ? "Anna" : "Bo", 20 + (i % 7), `${(i % 2) * 100 + (i % 11)}.5`];
  await open("nameless.csv", lines("Anna;34;7.5", cells));
  assert.match(await nameless(page).innerText(), /“Anna”, “34” and “7\.5”/);
  await open("years.csv", lines("name;2019;2020", cells));
  assert.equal(await nameless(page).count(), 0);
  await open(`told, "by Excel".csv`, `sep=;\r\n${lines("name;age;spent, in all", cells)}`);
  assert.match(await page.locator("main .meta").innerText(), /60 customers.*3 columns/s);
  console.log("ok a file without a line of names is told so, years as names are not; a delimiter told by Excel's first line is taken");

  await findSegments(page);
  await goTo(page, "Segments");
  await rename(page, 0, "=1+1");
  await goTo(page, "Try one");
  const age = page.getByLabel("age", { exact: true });
  await age.fill("3,5");
  await page.getByText("This is not a number, and counts as not known").waitFor();
  assert.equal(await age.getAttribute("aria-invalid"), "true");
  await age.fill("3.5");
  await page.getByText("This is not a number").waitFor({ state: "detached" });
  assert.equal(await age.inputValue(), "3.5");
  await page.getByRole("button", { name: "Back to a typical customer" }).click();
  assert.notEqual(await age.inputValue(), "3.5");
  await goTo(page, "Take away");
  const { name } = await take(page, "model", join(folder, "model.json")), code = await page.locator("#code").innerText();
  assert.ok(code.includes(JSON.stringify(name)), `${name} is not what the code reads`);
  const { text } = await take(page, "csv", join(folder, "labelled.csv"));
  assert.deepEqual([...new Set(text.split("\n").slice(1, -1).map((line) => line.split(",").at(-1)))].filter((cell) => /^'?=/.test(cell)), ["'=1+1"]);
  expectQuiet(opened);
  await context.close();
  console.log("ok 3,5 is refused rather than taken for 35; a model is read by the name that it is saved by; a name that looks like a formula is text in the CSV");
}
