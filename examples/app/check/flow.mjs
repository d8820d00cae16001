// The way through the page, as one goes it with a mouse.
import { readFile } from "node:fs/promises";

const LONG = 120_000;

export const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor({ timeout: LONG });

export async function openSample(page) {
  await page.getByRole("button", { name: "Try the sample" }).click();
  await heading(page, "What should count?");
}

export async function openFile(page, path) {
  await page.locator("input[type=file]").setInputFiles(path);
  await heading(page, "What should count?");
}

/** Waits for what is found to be kept as well: until then the page says that it works. */
export async function findSegments(page) {
  await page.getByRole("button", { name: "Find segments" }).click();
  await page.locator("[data-verdict]").waitFor({ timeout: LONG });
  await page.locator(".progress").waitFor({ state: "detached" });
}

/** Goes on by the button at the end of a step. */
export async function goOn(page, name) {
  await page.locator(".forward .primary").click();
  await heading(page, name);
}

export const goTo = (page, step) => page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: step }).click();

export async function choose(page, k) {
  await page.locator("#k").fill(String(k));
  await page.getByRole("button", { name: new RegExp(`^(?:Divide into|Show) ${k}$`) }).click();
  await page.getByRole("button", { name: `${k} are shown` }).waitFor({ timeout: LONG });
}

export async function rename(page, segment, name) {
  await page.locator(".card").nth(segment).getByRole("button", { name: /^Rename/ }).click();
  await page.getByLabel(`Name of segment ${segment}`).fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

/** Saves one of the files of the last step; its path. */
export async function take(page, what, path) {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: LONG }), page.locator(`[data-take=${what}]`).click()]);
  await download.saveAs(path);
  return { name: download.suggestedFilename(), text: await readFile(path, "utf8") };
}

export const verdictOf = (page) => page.locator("[data-verdict]").getAttribute("data-verdict");
