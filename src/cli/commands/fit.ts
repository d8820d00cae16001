import type { ElbowPoint, LeftOut, ModelJSON, Table } from "../../index";
import { addCustomers, type Verdict } from "../../insights";
import type { CommandDefinition } from "../definition";
import { STDIO } from "../input/file";
import { completeIO, print, printJson, widthOf, type CliIO } from "../io";
import { flag, segmentCount, text } from "../options/parse";
import { COMMON_OPTIONS, FILE_OPTIONS, SEGMENTING_OPTIONS, segmentingOptions } from "../options/shared";
import type { SegmentingOptions } from "../options/types";
import { withOutputs, type Paths } from "../output/outputs";
import { UsageError } from "../usage";
import { fitText } from "./fit-text";
import { labelsCsv } from "./labels";
import { formatOfReport, headOf, renderModel } from "./report";
import { kneeOf, segmentFile, type Segmented } from "./segmenting";

/** Options of {@link fitCommand}. */
export interface FitCommandOptions extends SegmentingOptions {
  /** How many segments, or `"auto"`. Default: `"auto"`. */
  readonly k?: number | "auto" | undefined;
  /** Where to write the model, as JSON; `-` for stdout. */
  readonly output?: string | undefined;
  /** Where to write the report: a page where it ends in `.html`, JSON for `.json`, else Markdown. */
  readonly report?: string | undefined;
  /** Whether the report names customers by id. Default: false. */
  readonly ids?: boolean | undefined;
  /** The heading of the report. */
  readonly title?: string | undefined;
  /** Where to write the segment of each customer, as CSV. */
  readonly labels?: string | undefined;
}

/** What {@link fitCommand} did: the document that `--json` prints. */
export interface FitResult {
  readonly file: string;
  /** How the file is written, in words: the delimiter that was found, a byte order mark. */
  readonly form: string;
  /** Customers read. */
  readonly rows: number;
  /** Customers left out because a value is missing. */
  readonly droppedRows: number;
  readonly id: string | null;
  /** The columns that were used. */
  readonly columns: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly string[];
  readonly k: number;
  /** Whether k was asked for. */
  readonly isGiven: boolean;
  /** Whether there are segments, and how many; null where `quick` was asked for. */
  readonly verdict: Verdict | null;
  /** What the segments are called, by label; null where `quick` was asked for. */
  readonly names: readonly string[] | null;
  /** The k at the knee of the curve; null where there is none, or k was given. */
  readonly knee: number | null;
  readonly curve: readonly ElbowPoint[];
  readonly report: ModelJSON;
  /** The files that were written. */
  readonly written: Partial<Record<"model" | "report" | "labels", string>>;
}

/**
 * Finds segments of the customers of a file, prints them, and writes the model.
 *
 * @throws SegmentryError what was refused: the file, an option, an output
 *
 * @example
 * ```ts
 * import { fitCommand } from "segmentry/cli";
 *
 * const { columns, k, leftOut } = await fitCommand({ file: "examples/data/customers.csv", k: 5, seed: 222, quiet: true });
 * console.log(columns.length, k); // 7 5
 * console.log(leftOut); // [ { column: 'USER_ID', reason: 'an id by its name' } ]
 * ```
 */
export async function fitCommand(options: FitCommandOptions, partial: Partial<CliIO> = {}): Promise<FitResult> {
  const io = completeIO(partial), { output: model, report, labels, k = "auto" } = options;
  const paths: Paths<"model" | "report" | "labels"> = { model, report, labels };
  if (options.ids && options.quick) throw new UsageError("--quick names nobody: leave out --ids");
  if (options.json && Object.values(paths).includes(STDIO)) throw new UsageError("--json prints to stdout, so no output can be -");
  const segmented = await withOutputs("fit", paths, [options.file], io, async (outputs) => {
    const found = await segmentFile("fit", options, k, io), { result } = found;
    await outputs.model?.write(`${JSON.stringify(result.model)}\n`);
    await outputs.report?.write(reportOf(found, options));
    await outputs.labels?.write(labelsCsv(found));
    return found;
  });
  const fitted = resultOf(segmented, k !== "auto", paths);
  await show(segmented, fitted, options, io);
  return fitted;
}

/** The report in the format that its file asks for. */
function reportOf({ name, table, result }: Segmented, { report, title, ids = false }: FitCommandOptions): string {
  const format = formatOfReport(report!), model = ids && result.model.insights ? addCustomers(result.model, completeRows(table, result), { ids: true }) : result.model;
  return renderModel(model, format === "text" ? "markdown" : format, headOf(title, name), 100);
}

/** Those customers who were segmented. */
function completeRows(table: Table, { droppedRows, labels }: Segmented["result"]): Table {
  return droppedRows.length === 0 ? table : table.take([...labels.keys()].filter((row) => labels[row]! >= 0));
}

async function show(segmented: Segmented, fitted: FitResult, options: FitCommandOptions, io: CliIO): Promise<void> {
  const taken = [options.output, options.report, options.labels].includes(STDIO), output = taken ? io.stderr : io.stdout;
  if (options.json) await printJson(output, fitted);
  else if (!options.quiet) await print(output, fitText(segmented.result.report, segmented.result.model.insights, fitted, widthOf(output)));
}

function resultOf({ name, form, table, result }: Segmented, isGiven: boolean, written: Paths<"model" | "report" | "labels">): FitResult {
  const { model, droppedRows, leftOut, notes, k, curve, report } = result;
  return {
    file: name, form, rows: table.rows, droppedRows: droppedRows.length, id: model.id, columns: model.features.map((column) => column.name),
    leftOut, notes, k, isGiven, verdict: model.insights?.verdict ?? null, names: model.insights?.segments.map((one) => one.name) ?? null, knee: kneeOf(result), curve, report: report.toJSON(),
    written: Object.fromEntries(Object.entries(written).filter(([, path]) => path !== undefined)),
  };
}

export const fitDefinition: CommandDefinition = {
  name: "fit",
  description: "Find segments of customers and describe them; -o keeps the model.",
  arguments: [["<file>", "the customers: CSV or NDJSON, gzip or not; - for stdin"]],
  options: [
    { flags: "-o, --output <file>", description: "write the model (JSON)" },
    { flags: "--report <file>", description: "write the report: a page to look at for .html, JSON for .json, else Markdown" },
    { flags: "--title <text>", description: "the heading of the report" },
    { flags: "--ids", description: "name customers by their id in the report: it then holds personal data" },
    { flags: "--labels <file>", description: "write the segment of each customer (CSV)" },
    { flags: "--k <n>", description: "how many segments, or auto (default: auto, by the verdict)" },
    ...SEGMENTING_OPTIONS, ...FILE_OPTIONS, ...COMMON_OPTIONS,
  ],
  examples: [
    ["customers.csv -o model.json", "find the number of segments, keep the model"],
    ["customers.csv --k 5 --labels labels.csv --report report.md", "five segments, who is in which, and a report"],
    ['customers.csv --columns "AGE,TOTAL_ORDERS" --columns "Revenue, net"', "by some columns only"],
    ["customers.csv --schema ZIP=categorical,NOTES=ignore --missing drop", "say what columns are"],
  ],
  run: ([file], raw, io) => fitCommand({
    ...segmentingOptions(file!, raw), k: segmentCount(raw), output: text(raw, "output"), report: text(raw, "report"), title: text(raw, "title"), ids: flag(raw, "ids"), labels: text(raw, "labels"),
  }, io),
};
