// 100,000 customers: the page stays responsive while they are read, segmented, drawn and saved.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openPage } from "./browser.mjs";
import { findSegments, goOn, goTo, openFile, take, verdictOf } from "./flow.mjs";

const ROWS = 100_000;

function customers() {
  const line = (_, i) => {
    const kind = i % 4, spread = (by, most) => Math.abs(Math.sin(i * by) * 43_758.5453) % most;
    return `c${i},${(20 + 12 * kind + spread(12.9, 9)).toFixed(0)},${["FR", "DE", "IT", "ES"][(i * 7) % 4]},${["web", "shop", "app", "phone"][(kind + (spread(3.7, 1) < 0.1 ? 1 : 0)) % 4]},${(1 + 3 * kind + spread(7.7, 3)).toFixed(0)},${(40 * (4 - kind) + spread(5.1, 35)).toFixed(2)},${["A", "B", "C"][(i * 13) % 3]}`;
  };
  return ["customer_id,age,country,channel,orders,spent,group", ...Array.from({ length: ROWS }, line), ""].join("\n");
}

export async function checkLarge(browser, folder) {
  const file = join(folder, "hundred-thousand.csv"), { page, context, faults } = await openPage(browser), times = {};
  await writeFile(file, customers());
  await page.addInitScript(() => {
    globalThis.longest = [];
    new PerformanceObserver((list) => globalThis.longest.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });
  });
  await page.reload();
  await page.locator("h1").waitFor();
  const timed = async (what, work) => {
    const started = performance.now();
    await work();
    await page.waitForTimeout(300);
    const longest = await page.evaluate(() => Math.max(0, ...globalThis.longest.splice(0)));
    times[what] = { seconds: ((performance.now() - started - 300) / 1000).toFixed(1), longest: Math.round(longest) };
  };
  await timed("measure", () => page.evaluate(() => new Promise((resolve) => setTimeout(() => {
    for (const since = performance.now(); performance.now() < since + 120;);
    resolve();
  }))));
  assert.ok(times.measure.longest >= 120, `a task of 120 ms was measured as ${times.measure.longest} ms`);
  delete times.measure;
  await timed("start", () => page.waitForTimeout(200));
  await timed("read and described", () => openFile(page, file));
  await timed("segmented", () => findSegments(page));
  await timed("drawn", () => goOn(page, /^Your \d+ segments$/));
  await timed("pointed at, zoomed and moved", async () => {
    const { x, y, width, height } = await page.locator("canvas.scatter").boundingBox();
    for (let i = 0; i < 30; i++) await page.mouse.move(x + (width * i) / 30, y + height / 2);
    for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Nearer" }).click();
    await page.locator("canvas.scatter").focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowLeft");
  });
  await timed("a customer answered", async () => {
    await goTo(page, "Try one");
    await page.locator("[data-segment]").waitFor();
  });
  await timed("saved as CSV", async () => {
    await goTo(page, "Take away");
    const { text } = await take(page, "csv", join(folder, "large-segments.csv"));
    assert.equal(text.trimEnd().split("\n").length, ROWS + 1);
  });
  await timed("loaded again", async () => {
    await page.reload();
    await page.locator("h1").waitFor();
  });
  assert.deepEqual(faults, []);
  const largest = Math.max(...Object.values(times).map(({ longest }) => longest));
  console.log(`ok ${ROWS} customers: largest long task of the page ${largest} ms; ${Object.entries(times).map(([what, { seconds, longest }]) => `${what} in ${seconds} s (${longest} ms)`).join(", ")}`);
  await goTo(page, "How many");
  assert.ok(await verdictOf(page));
  await context.close();
}
