import { basename } from "node:path";
import { reportToMarkdown, reportToText, type ClusterReport, type SegmentationModel } from "../../index";
import { addCustomers } from "../../insights";
import { reportJSON, reportMarkdown, reportPage, type ReportOptions as PageOptions } from "../../report-page";
import type { CommandDefinition } from "../definition";
import { STDIO } from "../input/file";
import { readKnown } from "../input/known-customers";
import { readModel, requireKind } from "../input/model";
import { completeIO, widthOf, type CliIO } from "../io";
import { delimiter, flag, oneOf, text } from "../options/parse";
import { COMMON_OPTIONS, commonOptions } from "../options/shared";
import type { CommonOptions } from "../options/types";
import { withOutputs } from "../output/outputs";
import { UsageError } from "../usage";
import { reportText } from "./report-text";

/** How a report is written. */
export type ReportFormat = "text" | "markdown" | "json" | "html";

/** Options of {@link reportCommand}. */
export interface ReportOptions extends CommonOptions {
  /** Path of the model; `-` for stdin. */
  readonly model: string;
  /** Path of customers to draw and to find similar ones among, in place of the sample that the model keeps. */
  readonly customers?: string | undefined;
  /** What stands between two fields of CSV. Default: found. */
  readonly delimiter?: string | undefined;
  /** Whether the report names customers by id; only with `customers`. Default: false. */
  readonly ids?: boolean | undefined;
  /** The heading. */
  readonly title?: string | undefined;
  /** Default: by the ending of the output (.html, .md, .json), else `"text"`. */
  readonly format?: ReportFormat | undefined;
  /** Where to write. Default: stdout. */
  readonly output?: string | undefined;
}

/**
 * Writes what the segments of a model are like: as text, as Markdown, as JSON, or as one page of HTML that predicts by itself.
 *
 * @throws SegmentryError what was refused: the model, the customers or an output
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { reportCommand } from "segmentry/cli";
 *
 * const model = JSON.stringify(segment([{ AGE: 20 }, { AGE: 22 }, { AGE: 70 }], { k: 2 }).model), lines: string[] = [];
 * const stdin = (async function* () { yield model; })(), stdout = { write: (text: string) => lines.push(text) };
 * await reportCommand({ model: "-", format: "markdown", title: "Spring" }, { stdin, stdout });
 * console.log(lines.join("").split("\n")[0]); // # Spring
 * ```
 */
export async function reportCommand(options: ReportOptions, partial: Partial<CliIO> = {}): Promise<ClusterReport> {
  const io = completeIO(partial), { output = STDIO, customers } = options;
  if (options.ids && customers === undefined) throw new UsageError("--ids names customers: give the file they are in after the model");
  return withOutputs("report", { report: output }, [options.model, ...(customers === undefined ? [] : [customers])], io, async (outputs) => {
    const file = await readModel("report", options.model, io), model = requireKind(file, ["Segmentation", "ClusterReport"]), format = options.json ? "json" : (options.format ?? formatOfReport(output));
    const shown = model.kind === "Segmentation" && customers !== undefined ? addCustomers(model, (await readKnown("report", customers, model, { delimiter: options.delimiter, quiet: options.quiet }, io)).table, { ids: options.ids ?? false }) : model;
    await outputs.report!.write(render(shown, format, headOf(options.title, customers ?? options.model), output === STDIO ? widthOf(io.stdout) : 100));
    return model.kind === "Segmentation" ? model.report : model;
  });
}

/** The head of a report: the file it is of, and the day. */
export function headOf(title: string | undefined, path: string): PageOptions {
  return { title: title ?? "Segments", ...(path !== STDIO && { source: basename(path) }), generated: new Date().toISOString().slice(0, 10) };
}

/** The format that the ending of a file asks for. */
export function formatOfReport(path: string): ReportFormat {
  const ending = /\.(html?|md|markdown|json)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  return ending.startsWith("htm") ? "html" : ending === "json" ? "json" : ending === "" ? "text" : "markdown";
}

function render(model: SegmentationModel | ClusterReport, format: ReportFormat, head: PageOptions, width: number): string {
  if (model.kind === "Segmentation") return renderModel(model, format, head, width);
  if (format === "html") throw new UsageError("a page needs the whole model, not a report alone");
  return format === "markdown" ? reportToMarkdown(model) : `${format === "json" ? JSON.stringify(model, null, 2) : reportToText(model, { width })}\n`;
}

/** A report on a model in any format. */
export function renderModel(model: SegmentationModel, format: ReportFormat, head: PageOptions, width: number): string {
  if (format === "html") return reportPage(model, head);
  if (format === "json") return reportJSON(model, head);
  return format === "markdown" ? reportMarkdown(model, head) : `${reportText(model, width)}\n`;
}

export const reportDefinition: CommandDefinition = {
  name: "report",
  description: "Describe the segments of a model; -o report.html writes a page to look at.",
  arguments: [["<model>", "the model that fit wrote; - for stdin"], ["[customers]", "customers to draw, in place of the sample in the model: CSV or NDJSON"]],
  options: [
    { flags: "--format <format>", description: "text, markdown, json or html (default: by the ending of the output, else text)" },
    { flags: "-o, --output <file>", description: "where to write (default: stdout)" },
    { flags: "--title <text>", description: "the heading" },
    { flags: "--ids", description: "name customers by their id: the report then holds personal data" },
    { flags: "--delimiter <character>", description: "what stands between two fields of CSV; by default it is found" },
    ...COMMON_OPTIONS,
  ],
  examples: [
    ["model.json -o report.html", "one page that opens from disk and predicts by itself"],
    ["model.json", "read it here"],
    ["model.json customers.csv --ids -o report.html", "with the ids of typical and similar customers"],
    ["model.json -o report.md", "the same facts as Markdown"],
  ],
  run: ([model, customers], raw, io) => reportCommand({
    model: model!, customers, ...commonOptions(raw), json: flag(raw, "json"), output: text(raw, "output"), title: text(raw, "title"), ids: flag(raw, "ids"), delimiter: delimiter(raw),
    format: oneOf(raw, "format", "--format", ["text", "markdown", "json", "html"]),
  }, io),
};
