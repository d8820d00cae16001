// The whole flow without a mouse.
import assert from "node:assert/strict";
import { expectQuiet, openPage } from "./browser.mjs";
import { heading } from "./flow.mjs";

const MOST_TABS = 120;

/** Presses Tab until an element of this name has the focus; whatever has it must be seen. */
async function tabTo(page, name) {
  for (let i = 0; i < MOST_TABS; i++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const { activeElement: at } = document, box = at.getBoundingClientRect();
      return { name: (at.getAttribute("aria-label") ?? (at.labels?.[0]?.textContent || at.textContent)).trim(), isSeen: box.width > 1 && box.height > 1 && getComputedStyle(at).outlineStyle !== "none" };
    });
    if (found.name === "" || !(typeof name === "string" ? found.name === name : name.test(found.name))) continue;
    assert.ok(found.isSeen, `the focus on ${found.name} cannot be seen`);
    return;
  }
  assert.fail(`Tab does not lead to ${name}`);
}

async function press(page, name, key = "Enter") {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

async function expectHeading(page, name) {
  await heading(page, name);
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
}

export async function checkKeyboard(browser) {
  const opened = await openPage(browser), { page, context } = opened;
  await press(page, "Try the sample");
  await expectHeading(page, "What should count?");
  // Fewer columns take less time.
  for (const name of ["COUNTRY", "MOST_FREQUENT_BRAND", "MOST_FREQUENT_CATEGORY"]) {
    await press(page, name, "Space");
    assert.equal(await page.getByLabel(name, { exact: true }).isChecked(), false);
  }
  await press(page, "Find segments");
  await page.waitForFunction(() => document.activeElement?.textContent === "Stop");
  await expectHeading(page, "How many segments?");
  await tabTo(page, "Segments");
  await tabTo(page, "Segments");
  for (const key of ["Home", "ArrowRight"]) await page.keyboard.press(key);
  await press(page, "Divide into 2");
  await page.getByRole("button", { name: "2 are shown" }).waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => document.activeElement?.id === "k");
  await press(page, "See the 2 segments");
  await expectHeading(page, "Your 2 segments");
  await press(page, "Nearer");
  await tabTo(page, /^Map of /);
  await page.keyboard.press("-");
  await press(page, /^Rename/);
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Name of segment 0");
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Rename “By keyboard”");
  await press(page, "Try a customer");
  await expectHeading(page, "Which segment is a customer in?");
  await tabTo(page, "AGE");
  await page.keyboard.type("61");
  await page.locator("[data-segment]").waitFor();
  await press(page, "Take it away");
  await expectHeading(page, "Take it away");
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Save the model")]);
  assert.equal(download.suggestedFilename(), "customers-model.json");
  await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent === "customers-model.json is in your downloads.");
  expectQuiet(opened);
  await context.close();
  console.log("ok the whole flow by keyboard alone: each focus can be seen, a new step's heading takes it, and results are read aloud");
}
