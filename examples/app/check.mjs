// Drives the built page in headless Chromium, from disk and from a server, and compares it with Node: npm run check
import { rm } from "node:fs/promises";
import { checkAccess } from "./check/access.mjs";
import { checkBadFiles } from "./check/bad-files.mjs";
import { launch, temporary } from "./check/browser.mjs";
import { checkCommand } from "./check/command.mjs";
import { checkKeyboard } from "./check/keyboard.mjs";
import { checkLarge } from "./check/large.mjs";
import { checkOrders, checkRealFile } from "./check/real-files.mjs";
import { checkSample } from "./check/sample.mjs";
import { checkSurvival } from "./check/survival.mjs";

const started = performance.now(), browser = await launch(), folder = await temporary();
try {
  for (const check of [checkSample, checkRealFile, checkOrders, checkBadFiles, checkSurvival, checkKeyboard, checkAccess, checkLarge, checkCommand]) await check(browser, folder);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
console.log(`ok all of it in ${((performance.now() - started) / 1000).toFixed(0)} s`);
