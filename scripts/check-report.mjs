// Opens the report's page from disk in headless Chromium: nothing is loaded, sent or refused, the form answers as Node and as
// the HTTP service (of dist, from npm run build) do, nothing overlaps or sticks out, and how long it takes: npm run check:report.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import buildEngine from "./build-engine.mjs";
import buildPage from "./build-page.mjs";
import { CHROMIUM, withChromium } from "./chromium.mjs";
import { addToSummary, Checks, expect, inTemporaryDirectory, ROOT } from "./tools.mjs";

const WIDTHS = [1280, 360], MOST_MS = 1000, TRIALS = 3;

/** The pages, made from the sources. */
async function makeCases(directory) {
  await buildEngine();
  await buildPage();
  const outfile = join(directory, "cases.mjs");
  await build({ entryPoints: [join(ROOT, "test/support/report-cases.ts")], outfile, bundle: true, format: "esm", platform: "node", target: "es2022", logLevel: "error" });
  process.env.SEGMENTRY_ROOT = ROOT;
  const { reportCases } = await import(pathToFileURL(outfile).href);
  return reportCases().map((one, i) => {
    const path = join(directory, `${i}.html`);
    writeFileSync(path, one.html);
    return { ...one, url: pathToFileURL(path).href };
  });
}

/** Opens a page for a check, which fails where the page complains or asks for anything. */
async function onPage(browser, url, options, look) {
  const page = await browser.open(url, options), found = await look(page);
  expect(page.complaints.length === 0, page.complaints.join("; "));
  // Chromium itself draws the calendar of a date field from a data: address.
  const others = page.requests.filter((request) => request !== url && !request.startsWith("data:"));
  expect(others.length === 0, `it requests ${others.join(", ")}`);
  await page.close();
  return found;
}

async function checkLayout(browser, { url }, width, dark) {
  return onPage(browser, url, { width, dark }, async (page) => {
    const { wide, labels, shown } = await page.run(() => {
      const box = (element) => element.getBoundingClientRect(), all = [...document.querySelectorAll(".name rect")].map(box);
      const overlaps = all.flatMap((a, i) => all.slice(i + 1).filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
      const texts = [...document.querySelectorAll("g.name")].filter((name) => box(name.querySelector("text")).width > box(name.querySelector("rect")).width);
      const out = [...document.querySelectorAll("main *")].filter((element) => box(element).right > innerWidth + 1 && !element.closest(".scroll, svg"));
      return { wide: document.documentElement.scrollWidth - innerWidth || out.length, labels: overlaps.length + texts.length, shown: all.length };
    });
    expect(wide <= 0, `it is ${wide} pixels too wide`);
    expect(labels === 0, `${labels} labels of the map overlap`);
    return `${shown} labels on the map, none overlaps; no horizontal scroll`;
  });
}

/** What the HTTP service, a server of its own with the exported JSON, says of customers. */
async function askService(json, customers) {
  const { createServer } = await import(pathToFileURL(join(ROOT, "dist/fastify.js")).href);
  const server = await createServer({ models: { report: { model: json } }, logLevel: "silent" }), address = await server.listen({ host: "127.0.0.1", port: 0 });
  const post = async (path) => (await fetch(`${address}${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(customers) })).json();
  try {
    const [predicted, similar] = [await post("/predict"), await post("/similar?n=5")];
    return predicted.map(({ segment, name, distance, margin }, i) => ({ segment, name, distance, margin, similar: similar[i].similar.map(({ similarity }) => similarity) }));
  } finally {
    await server.close();
  }
}

/** Types customers into the form one after the other, and asks the same of Node by the exported JSON, and of the HTTP service. */
async function checkForm(browser, { url, customers, labels, json }) {
  const { decodeSegmentation } = await import(pathToFileURL(join(ROOT, "dist/predict.js")).href);
  const readBack = [...decodeSegmentation(json).predict(customers)], served = await askService(json, customers);
  return onPage(browser, url, {}, async (page) => {
    const found = await page.run((rows) => rows.map((row) => {
      const form = document.querySelector("form"), fields = [...form.querySelectorAll(".field")];
      for (const field of fields) {
        const control = field.querySelector("input, select"), value = row[field.querySelector("label").textContent] ?? Object.values(row)[fields.indexOf(field)];
        const text = value === null || value === undefined ? "" : control.type === "date" ? String(value).slice(0, 10) : String(value), options = [...(control.options ?? [])];
        const isOther = control.localName === "select" && text !== "" && !options.some((option) => option.value === text);
        if (isOther) control.selectedIndex = options.length - 1;
        else control.value = text;
        control.dispatchEvent(new Event("input", { bubbles: true }));
        if (!isOther) continue;
        const other = field.querySelectorAll("input")[0];
        other.value = text;
        other.dispatchEvent(new Event("input", { bubbles: true }));
      }
      const numbers = (query) => [...document.querySelectorAll(query)].map((element) => Number(element.textContent.replaceAll(",", "")));
      const result = document.querySelector(".result");
      return { segment: Number(result?.dataset.segment ?? -1), name: result?.textContent, distance: numbers(".distances .own .size")[0], similar: numbers(".alike-list .size") };
    }), customers);
    const wrong = labels.flatMap((label, i) => {
      const { segment, name, distance, similar } = found[i], http = served[i], near = (a, b) => Math.abs(a - b) < 0.0051 * Math.max(1, Math.abs(a) / 500);
      const isSame = [segment, readBack[i], http.segment].every((one) => one === label) && name.includes(http.name) && near(http.distance, distance);
      // The page takes the nearer of those that are alike to four digits.
      return isSame && similar.every((one, j) => near(http.similar[j], one)) ? [] : [`row ${i}: ${JSON.stringify({ label, readBack: readBack[i], page: found[i], http })}`];
    });
    expect(found.length === labels.length && wrong.length === 0, wrong.join("; "));
    return `${found.length} customers typed in: the segments, distances and similar customers of Node, of the exported JSON and of the HTTP service`;
  });
}

async function checkSpeed(browser, { url, html }) {
  const times = [];
  for (let trial = 0; trial < TRIALS; trial++) {
    times.push(await onPage(browser, url, {}, (page) => page.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      const of = (name) => performance.getEntriesByName(name)[0]?.startTime ?? 0;
      return { drawn: of("drawn"), painted: of("first-contentful-paint") };
    })));
  }
  const best = times.reduce((a, b) => (b.drawn < a.drawn ? b : a));
  expect(best.painted > 0 && best.painted < MOST_MS, `painted after ${Math.round(best.painted)} ms`);
  expect(best.drawn < MOST_MS, `drawn after ${Math.round(best.drawn)} ms`);
  return `${Math.round(html.length / 1000)} kB, drawn and ready after ${Math.round(best.drawn)} ms, first painted after ${Math.round(best.painted)} ms (best of ${TRIALS})`;
}

/** Hostile texts stay texts. */
async function checkTexts(browser, { url, name }) {
  return onPage(browser, url, {}, async (page) => {
    const { title, images, scripts, text } = await page.run(() => ({ title: document.title, images: document.images.length, scripts: document.scripts.length, text: document.body.textContent.includes("<img src=x onerror=") }));
    expect(title === name && images === 0 && scripts === 2 && text, `title ${title}, ${images} images, ${scripts} scripts`);
    return "tags, comments and quotes in names and values are text";
  });
}

/** What people do: hide a segment, zoom, turn to dark, walk through customers by the keyboard. */
async function checkActions(browser, { url }) {
  return onPage(browser, url, {}, async (page) => {
    const { before, hidden, tip, theme, comma, refused } = await page.run(() => {
      const labels = () => document.querySelectorAll("#map .name").length, before = labels();
      document.querySelector(".legend button").click();
      const hidden = labels();
      document.querySelector(".legend button").click();
      document.querySelector(".zoom button").click();
      document.querySelectorAll(".zoom button")[2].click();
      const svg = document.querySelector("#map .scatter");
      svg.focus();
      svg.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
      const tip = document.querySelector(".tip").textContent;
      document.querySelector(".theme").click();
      const number = document.querySelector("form input[inputmode=decimal]");
      const answerTo = (text) => {
        number.value = text;
        number.dispatchEvent(new Event("input", { bubbles: true }));
        return document.querySelector(".answer").textContent;
      };
      return { before, hidden, tip, theme: document.documentElement.dataset.theme, comma: answerTo("3,5").includes("this is not a number, and counts as not known"), refused: answerTo("1e308") };
    });
    expect(hidden === before - 1 && tip.includes("silhouette") && theme === "dark" && comma && refused.length > 0, JSON.stringify({ before, hidden, tip, theme, comma, refused }));
    return `a segment hides, the keyboard tells "${tip}"`;
  });
}

async function main(directory) {
  const checks = new Checks(), cases = await makeCases(directory), [example, hostile] = cases, large = cases.find(({ name }) => name === "100,000 customers");
  await withChromium(async (browser) => {
    for (const one of cases) for (const width of WIDTHS) await checks.check(`${one.name}, ${width} pixels`, () => checkLayout(browser, one, width, width === WIDTHS[0]));
    for (const one of cases) await checks.check(`${one.name}: the form`, () => checkForm(browser, one));
    await checks.check("hostile texts", () => checkTexts(browser, hostile));
    await checks.check("what people do", () => checkActions(browser, example));
    await checks.check(large.name, () => checkSpeed(browser, large));
  });
  return checks.finish();
}

if (!existsSync(CHROMIUM)) {
  console.log(`skipped: there is no ${CHROMIUM}; name another by the environment variable CHROMIUM`);
  addToSummary({ skipped: [{ name: "the report in Chromium", reason: `there is no ${CHROMIUM}` }] });
} else {
  await inTemporaryDirectory(main);
}
