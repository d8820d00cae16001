/**
 * The report on one page: what was found out about segments as HTML, Markdown and JSON.
 *
 * @packageDocumentation
 */
export { reportPage } from "./page/page";
export { reportJSON } from "./page/json";
export { reportMarkdown } from "./page/markdown";
export { readInsights } from "./page/read-insights";
export type { ReportOptions } from "./page/options";
export type { Insights } from "./report/insights";
