import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { segment, type Segmentation, type SegmentOptions } from "../../src";
import { parseCsv } from "../../src/csv";
import { findSegments, type FindSegmentsOptions } from "../../src/insights";
import { fromCSV } from "./read-csv";
import { reportPage } from "../../src/report-page";
import { exampleInsights, withInsights, type ExampleOptions } from "./example-insights";
import { uniform } from "./random";

type Row = Record<string, string | number | boolean | Date | null>;

/** A page, its model as JSON, and customers with the labels that Node gives them. */
export interface ReportCase { readonly name: string; readonly html: string; readonly json: string; readonly customers: readonly Row[]; readonly labels: readonly number[] }

const ROOT = process.env.SEGMENTRY_ROOT ?? join(import.meta.dirname, "../..");

/** Texts that would become tags, ends of scripts or other attributes where they are not escaped. */
export const HOSTILE = ["</script><script>document.title = 'taken'</script>", "<img src=x onerror=\"document.title='taken'\">", "<!-- <script>", "a\u2028b\u2029c", "\" onload=\"document.title='taken'", "]]>&lt;'`${1}\\u003c", "__proto__"];

/** The customers of the examples. */
export function exampleCustomers(): Row[] {
  return fromCSV(readFileSync(join(ROOT, "examples/data/customers.csv"), "utf8"));
}

/** Customers of two kinds with hostile texts for names of columns, values and ids. */
export function hostileCustomers(): Row[] {
  const random = uniform(4);
  return Array.from({ length: 120 }, (_, i) => ({ ID: `${HOSTILE[i % 7]!}${i}`, [HOSTILE[0]!]: i % 2 ? 20 + random() : 60 + random(), [HOSTILE[1]!]: HOSTILE[i % 5]!, [HOSTILE[4]!]: i % 3 === 0, SINCE: new Date(Date.UTC(2021, i % 12, 1 + (i % 28))) }));
}

/** Customers in a number of groups, in numbers, text, yes or no and dates. */
export function groupedCustomers(rows: number, groups: number): Row[] {
  const random = uniform(groups);
  return Array.from({ length: rows }, (_, i) => {
    const group = i % groups, since = new Date(Date.UTC(2019, 0, 1 + Math.floor(random() * 1800)));
    return { CUSTOMER_ID: 1000 + i, INCOME: 20 + 9 * (group % 6) + 4 * random(), AGE: random() < 0.02 ? null : 20 + 7 * Math.floor(group / 6) + 3 * random(), CITY: ["Bern", "Basel", "Chur", "Genf"][Math.floor(random() * 4)]!, MEMBER: random() < 0.3 + 0.4 * (group % 2), SINCE: since };
  });
}

/** The page of a segmentation with example insights, and its first customers. */
export function reportCase(name: string, rows: Row[], options: SegmentOptions, example: ExampleOptions = {}): ReportCase {
  const result: Segmentation = segment(rows, options), model = withInsights(result.model, exampleInsights(result, rows, example)), customers = rows.slice(0, 50);
  return { name, html: reportPage(model, { title: name, source: "test" }), json: JSON.stringify(model), customers: customers.map((row) => Object.fromEntries(model.features.map((feature) => [feature.name, row[feature.name]!]))), labels: [...model.predict(customers)] };
}

/** The page of what findSegments finds, and its first customers. */
export function foundCase(name: string, rows: Row[], options: FindSegmentsOptions): ReportCase {
  const { model } = findSegments(rows, options), customers = rows.slice(0, 50);
  return { name, html: reportPage(model, { title: name, source: "test" }), json: JSON.stringify(model), customers: customers.map((row) => Object.fromEntries(model.features.map((feature) => [feature.name, row[feature.name]!]))), labels: [...model.predict(customers)] };
}

/** A data set of the folder beside the project, where it is there. */
function sharedCase(name: string, path: string): ReportCase[] {
  const file = join(ROOT, "../shared/data", path);
  return existsSync(file) ? [foundCase(name, parseCsv(readFileSync(file, "utf8")).toRecords(), { seed: 222 })] : [];
}

/** What scripts/check-report.mjs opens in Chromium. */
export function reportCases(): ReportCase[] {
  const names = Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? `Loyal customers in towns with rather long names, number ${i}` : `Group ${i}`));
  return [
    reportCase("the customers of the examples", exampleCustomers(), { k: 4 }, { kind: "ambiguous", ids: true }),
    reportCase("hostile texts", hostileCustomers(), { k: 2, columns: Object.keys(hostileCustomers()[0]!).slice(1), id: "ID" }, { names: HOSTILE.slice(0, 2), ids: true }),
    reportCase("30 segments", groupedCustomers(6000, 30), { k: 30, nInit: 2 }, { kind: "none", names }),
    foundCase("what is found in the customers of the examples", exampleCustomers(), { seed: 222 }),
    foundCase("a name of 500 letters", Array.from({ length: 200 }, (_, i) => ({ ["n".repeat(500)]: (i % 2) * 100 + (i % 7), ["v".repeat(500)]: `${"w".repeat(500)}${i % 2}` })), { nInit: 2 }),
    foundCase("100,000 customers", groupedCustomers(100_000, 7), { nInit: 2, resamples: 5 }),
    ...sharedCase("Mall customers", "mall_customers/Mall_Customers.csv"), ...sharedCase("marketing campaign", "marketing_campaign/marketing_campaign.csv"), ...sharedCase("telco", "telco_churn/Telco-Customer-Churn.csv"),
  ];
}
