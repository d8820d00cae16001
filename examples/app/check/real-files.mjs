// The whole flow on real files, and orders that become customers.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseCsv } from "segmentry/csv";
import { rfm } from "segmentry/orders";
import { decodeWith } from "segmentry/predict";
import { expectQuiet, openPage, screenshot, serve } from "./browser.mjs";
import { findSegments, goOn, goTo, heading, openFile, take, verdictOf } from "./flow.mjs";
import { expectSameLabels } from "./same-labels.mjs";

const DATA = process.env.SEGMENTRY_DATA ?? join(import.meta.dirname, "../../../../shared/data");
const FILES = [["mall_customers/Mall_Customers.csv", "ambiguous", 200], ["marketing_campaign/marketing_campaign.csv", "ambiguous", 2240]];

/** Two files that people know, one with commas, one with semicolons, dates and missing values. */
export async function checkRealFile(browser, folder) {
  for (const [name, verdict, rows] of FILES) {
    const file = join(DATA, name);
    if (!existsSync(file)) {
      console.log(`skipped ${name}: it is not in ${DATA} (set SEGMENTRY_DATA)`);
      continue;
    }
    const server = await serve(), opened = await openPage(browser, server.url), { page, context } = opened;
    await openFile(page, file);
    await findSegments(page);
    assert.equal(await verdictOf(page), verdict);
    await goOn(page, /^Your \d+ segments$/);
    const names = await page.locator(".card h3 .text").allInnerTexts();
    await screenshot(page, name.replace(/^.*\/|\.csv$/g, ""));
    await goTo(page, "Take away");
    const found = await expectSameLabels(page, file, folder, names);
    assert.equal(found.rows, rows);
    expectQuiet(opened, server.url);
    console.log(`ok ${name}: ${verdict}, ${found.k} segments; ${rows} labels are the same in the page's CSV, in Node and in the report`);
    await context.close();
    await server.close();
  }
}

/** Made-up orders, whose customers come again. */
export function orders() {
  const lines = Array.from({ length: 6000 }, (_, i) => {
    const who = (i * 7919) % 601, isKeen = who % 3 === 0, day = new Date(Date.UTC(2024, 0, 1 + ((i * (isKeen ? 31 : 17)) % (isKeen ? 360 : 200)))).toISOString().slice(0, 10);
    return `o${i},c${who},${day},${(isKeen ? 80 : 12) + ((i * 13) % 29)}.50`;
  });
  return ["order_id,customer_id,order_date,amount", ...lines, ""].join("\n");
}

/** The RFM model that is taken away gives every customer of the labelled file the score and segment that stand there. */
async function expectSameScores(csv, { name, text }) {
  assert.match(name, /-rfm\.json$/);
  const customers = parseCsv(csv, { schema: { rfm_score: "categorical", rfm_segment: "categorical" } }), scores = decodeWith(rfm)(text, "RFM").score(customers);
  assert.ok(scores.length > 300);
  assert.deepEqual(scores.map((score) => score?.cell ?? null), customers.column("rfm_score").map((cell) => cell && String(cell)), "Node gives other scores");
  assert.deepEqual(scores.map((score) => score?.segment ?? null), customers.column("rfm_segment"), "Node gives other RFM segments");
}

export async function checkOrders(browser, folder) {
  const real = join(DATA, "rfm_r/rfm_data_orders.csv"), made = join(folder, "orders.csv"), opened = await openPage(browser), { page, context } = opened;
  await writeFile(made, orders());
  for (const file of [made, ...(existsSync(real) ? [real] : [])]) {
    if (file === real) await goTo(page, "Customers");
    await openFile(page, file);
    await page.getByRole("heading", { name: "These look like orders, not customers" }).waitFor();
    assert.equal(await page.getByLabel("Paid").inputValue(), file === made ? "amount" : "revenue");
    await screenshot(page, "orders-offer");
    await page.getByRole("button", { name: "Make customers of the orders" }).click();
    await page.getByRole("heading", { name: /^Customers made of/ }).waitFor();
    assert.ok((await page.locator(".rfm tbody tr").count()) > 3);
    await screenshot(page, "orders-taken");
    await findSegments(page);
    await goTo(page, "Segments");
    await heading(page, /^(?:Your )?\d+ (?:segments|groups)/);
    const names = await page.locator(".card h3 .text").allInnerTexts();
    await goTo(page, "Take away");
    const { rows, csv } = await expectSameLabels(page, file, folder, names);
    assert.match(csv.split("\n")[0], /,segment,segment_name,rfm_score,rfm_segment$/);
    await expectSameScores(csv, await take(page, "rfm", join(folder, "rfm.json")));
    console.log(`ok ${file === made ? "made-up orders" : "rfm_data_orders.csv"}: recognised, made ${rows} customers with RFM segments; labels are the same in Node by the code of the page, scores by the RFM model`);
  }
  if (!existsSync(real)) console.log(`skipped rfm_data_orders.csv: it is not in ${DATA} (set SEGMENTRY_DATA)`);
  expectQuiet(opened);
  await context.close();
}
