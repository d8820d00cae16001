import { formatNumber } from "../../report/render/format";
import { escape } from "../../report/render/safe-text";
import type { ColumnSummary, Description } from "../types";
import { associationText, bars, frequentText, missingText } from "./text";

/**
 * A description as Markdown: what to look at, a table of the columns, and all associations of 0.1 or more.
 *
 * @example
 * ```ts
 * import { describe, descriptionToMarkdown } from "segmentry/explore";
 *
 * console.log(descriptionToMarkdown(describe([{ AGE: 20 }, { AGE: 30 }])).split("\n")[2]); // 2 rows, 1 columns.
 * ```
 */
export function descriptionToMarkdown({ rows, columns, warnings, associations, notes }: Description): string {
  const strong = associations.filter(({ value }) => Math.abs(value) >= 0.1);
  return [
    "# Columns", "", `${formatNumber(rows)} rows, ${columns.length} columns.`,
    ...list("Look at", warnings.map(({ column, message }) => `**${escape(column)}**: ${escape(message)}`)),
    "", "| column | type | missing | distinct | least | quartiles | most | mean | sd | skewness | values |", "| --- | --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | --- |", ...columns.map(row),
    ...list("Associations", strong.map((one) => escape(associationText(one)))), ...list("Estimated", notes.map(escape)), "",
  ].join("\n");
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ["", `## ${title}`, "", ...lines.map((line) => `- ${line}`)] : [];
}

function row(column: ColumnSummary): string {
  const numbers = column.type === "number" ? [column.least, `${formatNumber(column.q1)}, ${formatNumber(column.median)}, ${formatNumber(column.q3)}`, column.most, column.mean, column.standardDeviation, column.skewness] : ["", "", "", "", "", ""];
  const cells = [escape(column.name), column.type, missingText(column), column.distinct, ...numbers, column.type === "number" ? bars(column.histogram) : escape(frequentText(column))];
  return `| ${cells.map((cell) => (typeof cell === "number" ? formatNumber(cell) : (cell ?? ""))).join(" | ")} |`;
}
