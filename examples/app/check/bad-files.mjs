// What is no file of customers is refused in words that say what was expected, and nothing of before is lost.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectQuiet, openPage, screenshot } from "./browser.mjs";
import { findSegments, goTo, heading, openSample } from "./flow.mjs";

const lines = (count, line) => Array.from({ length: count }, (_, i) => line(i)).join("\n");

const FILES = {
  "empty.csv": ["", /no customers in this file/, /first line with the names/],
  "header.csv": ["age,orders\n", /no customers in this file/, /first line with the names/],
  "one-row.csv": ["age,orders\n31,2\n", /Too few customers: 1 customer/, /At least 10/],
  "binary.csv": [randomBytes(4096).fill(0xff, 0, 8), /not text in UTF-8/, /CSV UTF-8/],
  "picture.csv": [Buffer.from("\x89PNG\r\n\x1a\n0000000000000000", "latin1"), /a picture, not a CSV/, /Save as/],
  "workbook.xlsx": [Buffer.concat([Buffer.from("PK\x03\x04"), randomBytes(500)]), /Excel workbook, not a CSV/, /CSV UTF-8/],
  "utf16.csv": [Buffer.from("\ufeffage,orders\n1,2\n3,4\n", "utf16le"), /not text in UTF-8/, /CSV UTF-8/],
  "ragged.csv": ["age,orders\n31,2\n32\n33,4,5\n", /do not have the same columns/, /stand in quotes/],
  "twice.csv": ["age,age\n31,2\n", /Two columns have the same name/, /first line/],
  "quote.csv": ['age,name\n31,"Ada\n32,Bob\n', /quotes do not match/, /Expected is a CSV/],
  "damaged.csv.gz": [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]), /damaged/, /Expected is a CSV/],
};

export async function checkBadFiles(browser, folder) {
  const opened = await openPage(browser), { page, context } = opened, problem = page.getByRole("alert");
  await openSample(page);
  await goTo(page, "Customers");
  for (const [name, [content, title, advice]] of Object.entries(FILES)) {
    await writeFile(join(folder, name), content);
    await expectRefused(page, join(folder, name), title, advice);
  }
  await screenshot(page, "problem");
  const large = join(folder, "large.csv"), file = await open(large, "w");
  await file.write("age,orders\n31,2\n");
  await file.truncate(300e6);
  await file.close();
  const took = await expectRefused(page, large, /too large for a browser: one of 300 MB/, /up to 200 MB.*segmentry fit/s);
  assert.ok(took < 3000, `300 MB were refused after ${took} ms`);
  await page.getByRole("button", { name: "Close" }).click();
  await problem.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Go on with it" }).click();
  assert.match(await page.locator("main .meta").innerText(), /customers\.csv/);
  console.log(`ok ${Object.keys(FILES).length + 1} bad files are refused with what was expected, 300 MB within ${took} ms; the sample of before is still open`);
  await checkOneColumn(page, folder);
  expectQuiet(opened);
  await context.close();
}

async function expectRefused(page, path, title, advice) {
  const started = Date.now(), problem = page.getByRole("alert");
  await page.locator("input[type=file]").setInputFiles(path);
  await problem.filter({ hasText: title }).waitFor({ timeout: 20_000 });
  assert.match(await problem.innerText(), advice);
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "alert");
  return Date.now() - started;
}

/** A file that is dropped is opened; beside its place nothing happens. */
async function dropFile(page) {
  await goTo(page, "Customers");
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([`age,orders\n${Array.from({ length: 40 }, (_, i) => `${20 + i},${i % 7}`).join("\n")}\n`], "dropped.csv"));
    return transfer;
  });
  await page.locator("h1").dispatchEvent("drop", { dataTransfer: data });
  await page.locator(".drop").dispatchEvent("dragover", { dataTransfer: data });
  await page.locator(".drop").dispatchEvent("drop", { dataTransfer: data });
  await heading(page, "What should count?");
  assert.match(await page.locator("main .meta").innerText(), /dropped\.csv.*40 customers/s);
}

/** One column of numbers is enough, one of ids is not, and columns that are all the same neither. */
async function checkOneColumn(page, folder) {
  const numbers = join(folder, "one-column.csv"), ids = join(folder, "ids.csv"), same = join(folder, "same.csv");
  await writeFile(numbers, `spent\n${lines(300, (i) => [20, 400, 900][i % 3] + ((i * 37) % 23))}\n`);
  await writeFile(ids, `customer_id\n${lines(50, (i) => `c${i}`)}\n`);
  await writeFile(same, `a,b\n${lines(50, () => "1,x")}\n`);
  const use = async (path) => {
    await goTo(page, "Customers");
    await page.locator("input[type=file]").setInputFiles(path);
    await heading(page, "What should count?");
  };
  await use(numbers);
  await page.getByText("There is one column only.").waitFor();
  await findSegments(page);
  assert.equal(await page.locator("[data-verdict]").getAttribute("data-verdict"), "clear");
  await dropFile(page);
  await use(ids);
  assert.ok(await page.getByRole("button", { name: "Find segments" }).isDisabled());
  assert.match(await page.locator("#counts").innerText(), /Tick at least one column/);
  await use(same);
  await page.getByLabel("a", { exact: true }).check();
  await page.getByRole("button", { name: "Find segments" }).click();
  await page.getByRole("alert").filter({ hasText: "No column can tell customers apart" }).waitFor();
  console.log("ok a file can be dropped; one column of numbers is enough; one of ids, or columns that are all the same, are refused with the reason");
}
