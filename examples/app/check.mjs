// Drives the built page in headless Chromium, from disk and from a server, and compares it with Node: npm run check
import { rm } from "node:fs/promises";
import { checkAccess } from "./check/access.mjs";
import { checkBadFiles } from "./check/bad-files.mjs";
import { launch, temporary } from "./check/browser.mjs";
import { checkCommas } from "./check/commas.mjs";
import { checkCommand } from "./check/command.mjs";
import { checkKeeping } from "./check/keeping.mjs";
import { checkKeyboard } from "./check/keyboard.mjs";
import { checkLarge } from "./check/large.mjs";
import { checkOddFiles } from "./check/odd-files.mjs";
import { checkOrders, checkRealFile } from "./check/real-files.mjs";
import { checkSample } from "./check/sample.mjs";
import { checkSurvival } from "./check/survival.mjs";
import { checkTabs } from "./check/tabs.mjs";
import { checkUndo } from "./check/undo.mjs";

const LANES = [[checkSample, checkOrders, checkKeyboard, checkUndo, checkCommand, checkCommas, checkOddFiles, checkKeeping], [checkAccess, checkRealFile, checkBadFiles, checkSurvival, checkTabs]];
const only = process.argv.slice(2);

async function timed(check) {
  if (only.length > 0 && !only.includes(check.name)) return;
  const since = performance.now(), own = await temporary();
  try {
    await check(browser, own);
    if (process.env.TIMES) console.log(`# ${check.name} took ${((performance.now() - since) / 1000).toFixed(1)} s`);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

const started = performance.now(), browser = await launch();
try {
  // Two at a time; what measures the page's response is alone.
  await Promise.all(LANES.map(async (lane) => { for (const check of lane) await timed(check); }));
  await timed(checkLarge);
} finally {
  await browser.close();
}
console.log(`ok all of it in ${((performance.now() - started) / 1000).toFixed(0)} s`);
