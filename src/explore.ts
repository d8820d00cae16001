/**
 * What is in a table, before customers are compared by it: of files of any size, in one pass.
 *
 * @packageDocumentation
 */
export { describe, Describer, type DescribeOptions } from "./explore/describe";
export { descriptionToMarkdown } from "./explore/render/markdown";
export { descriptionToText, type DescriptionTextOptions } from "./explore/render/text";
export type { Association, CategorySummary, ColumnFacts, ColumnSummary, DateSummary, Description, DescriptionWarning, Histogram, NumericSummary, ValueCount } from "./explore/types";
