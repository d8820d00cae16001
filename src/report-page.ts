/**
 * The report on one page: what was found out about segments as HTML, Markdown and JSON.
 *
 * @packageDocumentation
 */
export type { Insights } from "./report/insights";
