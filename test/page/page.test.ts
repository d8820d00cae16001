import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { KMeans, segment, type SegmentationModel } from "../../src";
import { decodeSegmentation } from "../../src/predict";
import { reportJSON, reportMarkdown, reportPage } from "../../src/report-page";
import { SCRIPT, STYLE } from "../../src/page/assets";
import { exampleInsights, withInsights } from "../support/example-insights";
import { codeOf, NO_DATA, sharedData } from "../support/fixtures";
import { fromCSV } from "../support/read-csv";
import { exampleCustomers, groupedCustomers, HOSTILE, hostileCustomers, reportCase } from "../support/report-cases";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("base64");
const withoutData = (html: string): string => html.replace(/<script type="application\/json"[^]*?<\/script>/, "").replace(/<g class="dots">[^]*?<\/g>/, "");

const customers = exampleCustomers(), result = segment(customers, { k: 4 });
const model = withInsights(result.model, exampleInsights(result, customers)), page = reportPage(model, { title: "Shop", source: "customers.csv", generated: "1 May" });

describe("reportPage(model)", () => {
  it("lets nothing run or style but what its policy names by hash", () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    const [style] = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map((match) => match[1]!), [script] = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map((match) => match[1]!);
    expect(policy).toBe(`default-src 'none'; script-src 'sha256-${sha256(script!)}'; style-src 'sha256-${sha256(style!)}'; base-uri 'none'; form-action 'none'`);
    expect([style, script]).toEqual([STYLE, SCRIPT]);
    expect(withoutData(page)).not.toMatch(/ style=| on\w+=|https?:\/\/(?!www\.w3\.org)|@import|url\(|<link|<img/);
  });

  it("holds no code from text, no innerHTML and no engine", () => {
    expect(SCRIPT).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function|fetch\(|XMLHttpRequest|AGFzbQ/);
  });

  it("gives the same bytes for the same model and options, also from JSON", () => {
    expect(reportPage(model, { title: "Shop", source: "customers.csv", generated: "1 May" })).toBe(page);
    expect(reportPage(decodeSegmentation(JSON.stringify(model)), { title: "Shop", source: "customers.csv", generated: "1 May" })).toBe(page);
  });

  it("tells title, verdict, names and sizes without a script", () => {
    const still = withoutData(page).replace(/<script>[^]*<\/script>/, "").replaceAll("\u00a0", " ");
    for (const text of ["<h1>Shop</h1>", "customers.csv", "1 May", model.insights!.verdict.summary, ...model.insights!.verdict.reasons, ...model.insights!.segments.map(({ name }) => name), ...model.report.clusters.map(({ size }) => `>${size}<`)]) expect(still).toContain(text);
  });

  it("is below 100 kB without data, of which the script is below 60 kB", () => {
    expect(SCRIPT.length).toBeLessThan(60_000);
    expect(STYLE.length).toBeLessThan(20_000);
    expect(withoutData(reportCase("small", groupedCustomers(60, 2), { k: 2 }).html).length).toBeLessThan(100_000);
  });

  it("holds a model that predicts as the one that it was given", () => {
    const json = /<script type="application\/json" id="model">([^]*?)<\/script>/.exec(page)![1]!;
    expect([...decodeSegmentation(json).predict(customers)]).toEqual([...model.predict(customers)]);
  });

  it("keeps hostile texts texts", () => {
    const { html } = reportCase("hostile", hostileCustomers(), { k: 2, columns: Object.keys(hostileCustomers()[0]!).slice(1), id: "ID" }, { names: HOSTILE.slice(0, 2), ids: true });
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(/<img|<!--/.test(html)).toBe(false);
    expect(/[\u2028\u2029]/.test(/<script type="application\/json"[^]*?<\/script>/.exec(html)![0])).toBe(false);
    const page = reportPage(model, { title: HOSTILE[0]!, source: HOSTILE[1]!, generated: HOSTILE[4]! });
    expect(page).toContain("<title>&lt;/script&gt;");
    expect(withoutData(page).match(/<script|<img/g)).toHaveLength(1);
  });

  it("draws profiles and the curve where there are no insights, says how to get more, and leaves out the rest", () => {
    const plain = reportPage(segment(customers).model);
    expect(plain).toContain("Not examined");
    expect(plain).toContain("segmentry fit without --quick");
    for (const id of ["map", "heatmap", "silhouettes", "try"]) expect(plain).not.toMatch(new RegExp(`id="${id}"|href="#${id}"`));
    expect(plain).toContain("Inertia over k = 2");
  });

  it("does without a sample, with one segment, and with more segments than colours", () => {
    expect(reportPage(withInsights(result.model, { ...exampleInsights(result, customers), sample: null }))).toContain("No customers were sampled");
    const ages = [1, 2, 3, 4, 5, 6, 7, 8].map((AGE) => ({ AGE })), one = segment(ages, { k: 1, minK: 1 });
    expect(reportPage(withInsights(one.model, { ...exampleInsights(one, ages), sweep: [] }))).toContain("With one segment there is no other");
    const names = Array.from({ length: 30 }, (_, i) => `${"long ".repeat(30)}${i}`);
    expect(reportCase("many", groupedCustomers(600, 30), { k: 30, nInit: 1 }, { names }).html).toContain(names[29]!);
  });

  it("says what a verdict means, and counts no segments where there are none", () => {
    const none = reportPage(withInsights(result.model, exampleInsights(result, customers, { kind: "none" })));
    expect(none).toContain("<b>0</b><span>segments</span>");
    expect(reportPage(withInsights(result.model, exampleInsights(result, customers, { kind: "ambiguous" })))).toContain("<b>4–5</b><span>segments</span>");
    expect(none).not.toContain("You can plan");
    const insights = exampleInsights(result, customers), [few, many] = [0.09, 0.12].map((borderline) => reportPage(withInsights(result.model, { ...insights, segments: insights.segments.map((one) => ({ ...one, borderline })) })));
    expect([few!.includes("few stand between two"), few!.includes("You can plan with them.")]).toEqual([true, true]);
    expect([many!.includes("few stand between two"), many!.includes("But 12\u00a0% of the customers stand between two")]).toEqual([false, true]);
  });

  it("puts the rows of a long heatmap after the first into a part of their own", () => {
    const insights = exampleInsights(result, customers), [row] = insights.heatmap, long = { ...insights, heatmap: Array.from({ length: 40 }, () => row!) };
    expect(reportPage(withInsights(result.model, long))).toContain('<tbody class="more">');
    expect(reportPage(withInsights(result.model, { ...long, heatmap: long.heatmap.slice(0, 19) }))).not.toContain('<tbody class="more">');
  });

  it("says how many customers are drawn, and whether with ids", () => {
    expect(page).toContain("2,000 of 2,000 customers drawn");
    expect(page).toContain("without ids");
    expect(reportPage(withInsights(result.model, exampleInsights(result, customers, { ids: true })))).toContain("WITH their ids");
  });

  it("embeds nothing of the insights but what was checked", () => {
    expect(codeOf(() => reportPage(withInsights(result.model, { ...exampleInsights(result, customers), secret: "x" })))).toBe("INVALID_MODEL");
  });

  it("refuses what is not a segmentation, and wrong options", () => {
    const kMeans = new KMeans({ k: 2 }).fit([[1], [2], [9]]) as unknown as SegmentationModel;
    for (const wrong of [kMeans, result.model.toJSON(), null, {}, 3]) expect(codeOf(() => reportPage(wrong as SegmentationModel))).toBe("INVALID_MODEL");
    expect(codeOf(() => reportPage(model, { title: 3 } as never))).toBe("INVALID_OPTION");
    expect(codeOf(() => reportPage(model, { tilte: "" } as never))).toBe("INVALID_OPTION");
  });

  it("draws the customers of a mall", (context) => {
    const text = sharedData("mall_customers/Mall_Customers.csv");
    if (text === null) return context.skip(NO_DATA);
    expect(reportCase("mall", fromCSV(text), { k: 5 }).html).toContain("200 of 200 customers drawn");
  });
});

describe("reportMarkdown(model)", () => {
  it("tells the verdict, the sweep, the segments, their rules and the data", () => {
    const text = reportMarkdown(model, { title: "Shop" });
    for (const part of ["# Shop", `## Clear segments: ${model.insights!.verdict.summary}`, "| 4 (chosen) |", "## Data quality", "If ", "USER\\_ID"]) expect(text).toContain(part);
    expect(reportMarkdown(segment(customers).model)).toContain("was not examined");
  });

  it("keeps hostile texts texts", () => {
    const rows = hostileCustomers(), made = segment(rows, { k: 2, columns: Object.keys(rows[0]!).slice(1), id: "ID" });
    expect(reportMarkdown(withInsights(made.model, exampleInsights(made, rows, { names: HOSTILE.slice(0, 2) })), { title: HOSTILE[0]! })).not.toMatch(/<[a-z/!]/i);
  });
});

describe("reportJSON(model)", () => {
  it("tells the same facts, without the model and without customers", () => {
    const facts = JSON.parse(reportJSON(model, { title: "Shop" })) as Record<string, unknown>;
    expect(facts).toMatchObject({ title: "Shop", source: null, k: 4, verdict: model.insights!.verdict, sweep: model.insights!.sweep, leftOut: model.leftOut });
    expect(Object.keys(facts)).not.toContain("sample");
    expect(reportJSON(model, { title: HOSTILE[0]! })).not.toContain("<");
  });
});
