import { basename } from "node:path";
import { SegmentryError } from "../../index";
import { RFM, RFM_SEGMENTS_10, RFM_SEGMENTS_11, rfm, type Cuts, type OfMeasures, type RFMBinning, type RFMModel, type RFMRule, type RFMSegment } from "../../orders";
import { decodeWith } from "../../predict";
import { formatShare } from "../../report/render";
import type { CommandDefinition } from "../definition";
import { STDIO } from "../input/file";
import { readOrders, type OrdersRead, type ReadOrders } from "../input/orders";
import { renaming } from "../input/rename";
import { readText } from "../input/text";
import { completeIO, print, printJson, widthOf, type CliIO } from "../io";
import { binsOption, ORDERS_OPTIONS, ordersOptions, type OrdersOptions } from "../options/orders";
import { oneOf, text } from "../options/parse";
import { COMMON_OPTIONS, FILE_OPTIONS } from "../options/shared";
import { withOutputs } from "../output/outputs";
import { tableCsv } from "../output/table-csv";
import { tableLines } from "../terminal/layout";
import { formatCount, formatMoney } from "../terminal/numbers";
import { UsageError } from "../usage";
import { ordersLines } from "./orders-text";

/** Options of {@link rfmCommand}. */
export interface RfmOptions extends OrdersOptions {
  /** How many scores each measure has. Default: 5. */
  readonly bins?: number | undefined;
  /** How scores are cut. Default: `"quantile"`. */
  readonly binning?: RFMBinning | undefined;
  /** `"10"` or `"11"` for the maps of so many segments, or the path of a JSON file with a list of rules. Default: `"11"`. */
  readonly segments?: string | undefined;
  /** Path of a model whose thresholds and segments are taken as they are, instead of learning new ones. */
  readonly model?: string | undefined;
  /** Where to write the customers with their scores. */
  readonly output?: string | undefined;
  /** Where to write the model. */
  readonly save?: string | undefined;
}

/** What {@link rfmCommand} found: the document that `--json` prints. */
export interface RfmResult extends OrdersRead {
  readonly bins: number;
  readonly cuts: OfMeasures<Cuts>;
  readonly segments: readonly RFMSegment[];
  /** The files that were written. */
  readonly written: readonly string[];
}

/**
 * Scores the customers of a file of orders by recency, frequency and monetary value, and names their segments.
 *
 * @throws SegmentryError what was refused: the file, an order, an option, a model, an output
 *
 * @example
 * ```ts
 * import { rfmCommand } from "segmentry/cli";
 *
 * const orders = "customer_id,order_date,revenue\nada,2024-06-01,20\nbob,2024-06-29,10\nada,2024-06-21,40\n";
 * const stdin = (async function* () { yield orders; })(), stdout = { write: () => true };
 * const { segments, cuts } = await rfmCommand({ file: "-", binning: "rank" }, { stdin, stdout });
 * console.log(segments.filter(({ customers }) => customers > 0).map(({ segment }) => segment), cuts.monetary); // [ 'New Customers', 'Cannot Lose Them' ] [ 60, 60, 60, 60 ]
 * ```
 */
export async function rfmCommand(options: RfmOptions, partial: Partial<CliIO> = {}): Promise<RfmResult> {
  const io = completeIO(partial);
  if (options.output === STDIO || options.save === STDIO) throw new UsageError("rfm prints its table to stdout: write customers and model to files");
  if (options.model !== undefined && (options.bins ?? options.binning ?? options.segments) !== undefined) {
    throw new UsageError("--model has its own scores and segments: it goes without --bins, --binning and --segments");
  }
  const inputs = [options.file, ...[options.model, isMap(options.segments) ? undefined : options.segments].filter((path) => path !== undefined)];
  const paths = { customers: options.output, model: options.save };
  const { orders, model } = await withOutputs("rfm", paths, inputs, io, async (outputs) => {
    const recipe = await recipeOf(options, io), read = await readOrders("rfm", options, io);
    const fitted = recipe instanceof RFM ? recipe.fit(read.table) : recipe;
    await outputs.customers?.write(scoredCsv(read, fitted));
    await outputs.model?.write(`${JSON.stringify(fitted)}\n`);
    return { orders: read, model: fitted };
  });
  const { columns, reference, counts, notes, name, table } = orders, warnings = [...orders.warnings, ...(options.model === undefined ? [] : model.remarks(table))];
  const result: RfmResult = {
    file: name, columns, reference, counts, notes: [...notes, ...model.notes], warnings, bins: model.bins, cuts: model.cuts, segments: model.segmentTable(table),
    written: [options.output, options.save].filter((path) => path !== undefined),
  };
  if (options.json) await printJson(io.stdout, result);
  else if (!options.quiet || result.written.length === 0) await print(io.stdout, rfmText(result, options.quiet === true, widthOf(io.stdout)));
  return result;
}

const isMap = (segments: string | undefined): boolean => segments === undefined || segments === "10" || segments === "11";

/** What is to be fitted, or was fitted before. */
async function recipeOf(options: RfmOptions, io: CliIO): Promise<RFM | RFMModel> {
  if (options.model !== undefined) {
    const { name, text: json } = await readText("rfm", options.model, io);
    return renaming((part) => (part === "decode" ? name : `${name}: ${part}`), () => decodeWith(rfm)(json, "RFM"));
  }
  const { bins, binning } = options, segments = await rulesOf(options.segments, io);
  if (bins !== undefined && bins !== 5 && segments === undefined) throw new UsageError(`--bins ${bins} needs --segments with a file of rules: the maps are for 5 scores`);
  return new RFM({ ...(bins !== undefined && { bins }), ...(binning && { binning }), ...(segments !== undefined && { segments }) });
}

async function rulesOf(segments: string | undefined, io: CliIO): Promise<readonly RFMRule[] | undefined> {
  if (segments === undefined) return undefined;
  if (isMap(segments)) return segments === "10" ? RFM_SEGMENTS_10 : RFM_SEGMENTS_11;
  if (/^\d+$/.test(segments)) throw new UsageError(`--segments takes 10, 11 or a file, got ${segments}`);
  const { name, text: json } = await readText("rfm", segments, io);
  try {
    return JSON.parse(json) as readonly RFMRule[];
  } catch {
    throw new SegmentryError("INVALID_JSON", name, "a list of rules as JSON", "text that is none", 'write it as [{ "name": "recent", "recency": [4, 5] }]');
  }
}

function scoredCsv({ table }: ReadOrders, model: RFMModel): string {
  const scores = model.score(table), of = (make: (score: NonNullable<(typeof scores)[number]>) => string | number): string[] => scores.map((score) => String(make(score!)));
  return tableCsv(table, { R: of(({ recency }) => recency), F: of(({ frequency }) => frequency), M: of(({ monetary }) => monetary), cell: of(({ cell }) => cell), segment: of(({ segment }) => segment) });
}

function rfmText(result: RfmResult, isQuiet: boolean, width: number): string {
  const { segments, written } = result, known = segments.filter(({ customers }) => customers > 0);
  const body = known.map(({ segment, customers, customerShare, orders, revenue, revenueShare }) =>
    [segment, formatCount(customers), formatShare(customerShare), formatCount(orders), formatMoney(revenue), Number.isNaN(revenueShare) ? "" : formatShare(revenueShare)]);
  return [
    ...(isQuiet ? [] : [...ordersLines(basename(result.file), result, width), ""]),
    ...tableLines([["segment", "customers", "share", "orders", "revenue", "of revenue"], ...body], width),
    ...(written.length > 0 ? ["", `Written to ${written.join(" and ")}`] : []),
  ].join("\n");
}

export const rfmDefinition: CommandDefinition = {
  name: "rfm",
  description: "Score customers by recency, frequency and monetary value, from a file of orders of any size, and name their segments.",
  arguments: [["<file>", "the orders: CSV or NDJSON, gzip or not; - for stdin"]],
  options: [
    { flags: "-o, --output <file>", description: "write the customers with their features, scores and segments as CSV" },
    { flags: "--save <file>", description: "write the model: its thresholds do not move any more" },
    { flags: "--model <file>", description: "score by a saved model instead of learning thresholds" },
    { flags: "--binning <rule>", description: "quantile, rank (equal widths over ranks) or rfm-r (as R's rfm) (default: quantile)" },
    { flags: "--bins <n>", description: "how many scores each measure has (default: 5)" },
    { flags: "--segments <map>", description: "10, 11, or a JSON file with rules, first match wins: [{\"name\": \"fresh\", \"recency\": [4, 5]}, {\"name\": \"rich\", \"cells\": [\"135\"]}] (default: 11)" },
    ...ORDERS_OPTIONS, ...FILE_OPTIONS, ...COMMON_OPTIONS,
  ],
  examples: [
    ["orders.csv -o scored.csv --save rfm.json", "learn thresholds, score everybody, keep the model"],
    ["orders-to-date.csv --model rfm.json", "next month: score all orders to date by the same thresholds"],
    ["online_retail.csv --quantity Quantity --price UnitPrice --order InvoiceNo --binning rank --reference 2011-12-10", "state what is what"],
  ],
  run: ([file], raw, io) => rfmCommand({
    ...ordersOptions(file!, raw), bins: binsOption(raw), binning: oneOf(raw, "binning", "--binning", ["quantile", "rank", "rfm-r"]),
    segments: text(raw, "segments"), model: text(raw, "model"), output: text(raw, "output"), save: text(raw, "save"),
  }, io),
};
