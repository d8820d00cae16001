// Files that are read though they are odd, with what is to be said of them; and what is typed in.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectQuiet, openPage } from "./browser.mjs";
import { findSegments, goTo, openFile, rename, take } from "./flow.mjs";

const nameless = (page) => page.locator(".hint", { hasText: "look like a customer" });

const cells = (i) => [i % 2 ? "Anna" : "Bo", 20 + (i % 7), `${(i % 2) * 100 + (i % 11)}.5`];

function lines(first, cellsOf = cells) {
  return `${[first, ...Array.from({ length: 60 }, (_, i) => cellsOf(i).join(";"))].join("\n")}\n`;
}

/** Files whose first line is a customer, and files whose names are numbers. */
const NAMELESS = ["Anna;34;7.5", "C0077;34;7.5", "5.1;3.5;1.4;0.2", "2023-05-17;34;7.5", "Anna;;7.5"], NAMED = ["name;age;spent", "Anna;2019;2020", "Anna;2023;2022", "Anna;2020;2022;2019", "C0077;2023", "customer;34;7.5", "Anna;7;30;90", "Anna;4711;4720;5001;5300", "Anna;0.05;0.1;0.2", "C0077;2023-01-31;2023-02-28", "Anna;201911;201912;202001", "Anna;0.1;0.2;0.3", "Anna;2024-01-01;2024-02-01", "Anna;0x1F;34"];

/** Rows below a first line: texts as its texts are, numbers up to 300,000 below its numbers. */
const below = (first) => (i) => first.split(";").map((name, j) => (/^C\d/.test(name) ? `C${1000 + i}` : /^\d{4}-/.test(name) && j === 0 ? `2023-05-${10 + (i % 19)}` : /^\d/.test(name) ? (i % 2) * 300_000 + ((i * (7 + j)) % 11) : cells(i)[0]));

export async function checkOddFiles(browser, folder) {
  const opened = await openPage(browser), { page, context } = opened;
  const open = async (name, text) => {
    const path = join(folder, name);
    await writeFile(path, text);
    await goTo(page, "Customers");
    await openFile(page, path);
  };
  for (const [firsts, isToBe] of [[NAMELESS, true], [NAMED, false]]) for (const first of firsts) {
    await open("first.csv", lines(first, below(first)));
    assert.equal(await nameless(page).count(), Number(isToBe), first);
  }
  await open("nameless.csv", lines(NAMELESS[0], below(NAMELESS[0])));
  assert.match(await nameless(page).innerText(), /“Anna”, “34” and “7\.5”/);
  await open(`told, "by Excel".csv`, `sep=;\r\n${lines("name;age;spent, in all")}`);
  assert.match(await page.locator("main .meta").innerText(), /60 customers.*3 columns/s);
  console.log(`ok ${NAMELESS.length} files without a line of names are told so, ${NAMED.length} with names are not; a delimiter told by Excel's first line is taken`);

  await findSegments(page);
  await goTo(page, "Segments");
  await rename(page, 0, "=1+1");
  await goTo(page, "Try one");
  await page.getByLabel("name", { exact: true }).selectOption({ label: "other…" });
  await page.getByLabel("name, another value").pressSequentially("Anna-Bo");
  assert.equal(await page.getByLabel("name, another value").inputValue(), "Anna-Bo");
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
  await writeFile(join(folder, `told, "by Excel".csv`), "changed,since\n1,2\n");
  await page.locator("[data-take=csv]").click();
  await page.locator(".problem", { hasText: "The file cannot be read any more" }).waitFor();
  expectQuiet(opened);
  await context.close();
  console.log("ok another value may begin as a known one; 3,5 is refused rather than taken for 35; a model is read by the name that it is saved by; a name that looks like a formula is text in the CSV; a file that changed on the disk since is said to be gone");
}
