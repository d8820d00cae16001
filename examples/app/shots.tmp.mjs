import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";
const [,, data = "", only = ""] = process.argv;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless","--no-sandbox","--disable-gpu","--disable-background-networking"] });
const url = pathToFileURL("dist/index.html").href, tag = data ? data.split("/").at(-1).slice(0, 8) : "sample";
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } }), page = await context.newPage();
page.on("console", (m) => console.log("console", m.type(), m.text())); page.on("pageerror", (e) => console.log("pageerror", e.message));
await page.goto(url);
const shot = async (name) => { for (const [w, scheme] of [[1280, "light"], [390, "dark"], ...(only ? [[1280, "dark"], [390, "light"]] : [])]) {
  await page.setViewportSize({ width: w, height: 900 }); await page.emulateMedia({ colorScheme: scheme }); await page.waitForTimeout(250);
  await page.screenshot({ path: `/tmp/shots/${tag}-${name}-${w}-${scheme}.png`, fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth); if (wide > w) console.log("WIDE", name, w, wide); }
  await page.setViewportSize({ width: 1280, height: 900 }); await page.emulateMedia({ colorScheme: "light" }); };
await page.locator("h1").waitFor();
await shot("1file");
const t = Date.now();
if (data) await page.locator("input[type=file]").setInputFiles(data); else await page.getByRole("button", { name: "Try the sample" }).click();
await page.getByRole("heading", { name: "What should count?" }).or(page.locator(".problem")).waitFor({ timeout: 60000 });
console.log("opened", Date.now() - t);
if (await page.locator(".problem").count()) console.log("PROBLEM", await page.locator(".problem").innerText());
await shot("2columns");
if (await page.getByRole("button", { name: "Make customers" }).count()) { await page.getByRole("button", { name: "Make customers" }).click(); await page.locator("#taken-title").waitFor({timeout: 60000}); await shot("2orders"); }
const t2 = Date.now();
await page.getByRole("button", { name: "Find segments" }).click();
await page.waitForTimeout(700); await page.screenshot({ path: `/tmp/shots/${tag}-progress.png` });
await page.locator(".verdict").waitFor({ timeout: 120000 }); console.log("fitted", Date.now() - t2);
await shot("3number");
await page.locator(".forward .primary").click();
await page.locator(".cards").waitFor(); await page.waitForTimeout(300);
const box = await page.locator("canvas.scatter").boundingBox(); await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5); await page.waitForTimeout(200);
await shot("4segments");
await page.mouse.click(box.x + box.width * 0.45, box.y + box.height * 0.5); await page.waitForTimeout(600);
await page.screenshot({ path: `/tmp/shots/${tag}-4chosen.png` });
await page.locator(".forward .primary").click(); await page.locator(".near").waitFor(); await shot("5try");
await page.locator(".forward .primary").click(); await page.locator(".items").waitFor(); await shot("6take");
await browser.close();
