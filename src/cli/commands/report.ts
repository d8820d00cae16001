import { reportToMarkdown, reportToText, type ClusterReport } from "../../index";
import type { CommandDefinition } from "../definition";
import { STDIO } from "../input/file";
import { readModel, requireKind } from "../input/model";
import { completeIO, widthOf, type CliIO } from "../io";
import { flag, oneOf, text } from "../options/parse";
import { COMMON_OPTIONS, commonOptions } from "../options/shared";
import type { CommonOptions } from "../options/types";
import { withOutputs } from "../output/outputs";

/** Options of {@link reportCommand}. */
export interface ReportOptions extends CommonOptions {
  /** Path of the model; `-` for stdin. */
  readonly model: string;
  /** Default: `"text"`. */
  readonly format?: "text" | "markdown" | "json" | undefined;
  /** Where to write. Default: stdout. */
  readonly output?: string | undefined;
}

/**
 * Prints what the segments of a model are like.
 *
 * @throws SegmentryError what was refused: the model or an output
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { reportCommand } from "segmentry/cli";
 *
 * const model = JSON.stringify(segment([{ AGE: 20 }, { AGE: 22 }, { AGE: 70 }], { k: 2 }).model), lines: string[] = [];
 * const stdin = (async function* () { yield model; })(), stdout = { write: (text: string) => lines.push(text) };
 * await reportCommand({ model: "-", format: "markdown" }, { stdin, stdout });
 * console.log(lines.join("").split("\n")[0]); // # Segments
 * ```
 */
export async function reportCommand(options: ReportOptions, partial: Partial<CliIO> = {}): Promise<ClusterReport> {
  const io = completeIO(partial), { output = STDIO } = options;
  return withOutputs("report", { report: output }, [options.model], io, async (outputs) => {
    const model = requireKind(await readModel("report", options.model, io), ["Segmentation", "ClusterReport"]);
    const report = model.kind === "Segmentation" ? model.report : model;
    await outputs.report!.write(render(report, options.json ? "json" : options.format, output === STDIO ? widthOf(io.stdout) : 100));
    return report;
  });
}

function render(report: ClusterReport, format: ReportOptions["format"], width: number): string {
  if (format === "markdown") return reportToMarkdown(report);
  return `${format === "json" ? JSON.stringify(report, null, 2) : reportToText(report, { width })}\n`;
}

export const reportDefinition: CommandDefinition = {
  name: "report",
  description: "Describe the segments of a model.",
  arguments: [["<model>", "the model that fit wrote; - for stdin"]],
  options: [
    { flags: "--format <format>", description: "text, markdown or json (default: text)" },
    { flags: "-o, --output <file>", description: "where to write (default: stdout)" },
    ...COMMON_OPTIONS,
  ],
  examples: [
    ["model.json", "read it here"],
    ["model.json --format markdown -o report.md", "a report to pass on"],
  ],
  run: ([model], raw, io) => reportCommand({
    model: model!, ...commonOptions(raw), json: flag(raw, "json"), output: text(raw, "output"),
    format: oneOf(raw, "format", "--format", ["text", "markdown", "json"]),
  }, io),
};
