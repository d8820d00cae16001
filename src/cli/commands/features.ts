import { basename } from "node:path";
import type { CommandDefinition } from "../definition";
import { STDIO } from "../input/file";
import { readOrders, type OrdersRead } from "../input/orders";
import { completeIO, print, printJson, widthOf, type CliIO } from "../io";
import { ORDERS_OPTIONS, ordersOptions, type OrdersOptions } from "../options/orders";
import { text } from "../options/parse";
import { COMMON_OPTIONS, FILE_OPTIONS } from "../options/shared";
import { withOutputs } from "../output/outputs";
import { tableCsv } from "../output/table-csv";
import { UsageError } from "../usage";
import { ordersLines } from "./orders-text";

/** Options of {@link featuresCommand}. */
export interface FeaturesOptions extends OrdersOptions {
  /** Where to write the customers. Default: stdout. */
  readonly output?: string | undefined;
}

/** What {@link featuresCommand} did: the document that `--json` prints. */
export interface FeaturesResult extends OrdersRead {
  /** The names of the features. */
  readonly features: readonly string[];
  /** The file that was written; null for stdout. */
  readonly written: string | null;
}

/**
 * Makes customers of orders: one row a customer, with features of what they bought.
 *
 * @throws SegmentryError what was refused: the file, an order, an output
 *
 * @example
 * ```ts
 * import { featuresCommand } from "segmentry/cli";
 *
 * const stdin = (async function* () { yield "customer_id,order_date,revenue\nada,2024-06-01,20\nbob,2024-06-29,10\n"; })();
 * const lines: string[] = [], stdout = { write: (text: string) => lines.push(text) };
 * const { counts } = await featuresCommand({ file: "-", quiet: true }, { stdin, stdout });
 * console.log(counts.customers, lines[0]!.split("\n")[1]!.split(",").slice(0, 4)); // 2 [ 'ada', '29', '1', '20' ]
 * ```
 */
export async function featuresCommand(options: FeaturesOptions, partial: Partial<CliIO> = {}): Promise<FeaturesResult> {
  const io = completeIO(partial), { output = STDIO } = options;
  if (options.json && output === STDIO) throw new UsageError("--json takes stdout for its summary: write the customers with -o");
  const read = await withOutputs("features", { customers: output }, [options.file], io, async (outputs) => {
    const orders = await readOrders("features", options, io);
    await outputs.customers!.write(tableCsv(orders.table));
    return orders;
  });
  const { table, columns, reference, counts, notes, warnings, name } = read;
  const result: FeaturesResult = { file: name, columns, reference, counts, notes, warnings, features: table.names.slice(1), written: output === STDIO ? null : output };
  if (options.json) await printJson(io.stdout, result);
  else if (!options.quiet) await print(output === STDIO ? io.stderr : io.stdout, [...ordersLines(basename(name), read, widthOf(io.stdout)), ...(output === STDIO ? [] : ["", `Written to ${output}`])].join("\n"));
  return result;
}

export const featuresDefinition: CommandDefinition = {
  name: "features",
  description: "Make customers of orders: one row a customer, with recency, frequency, monetary value and how orders are spread. Files of any size.",
  arguments: [["<file>", "the orders: CSV or NDJSON, gzip or not; - for stdin"]],
  options: [
    { flags: "-o, --output <file>", description: "where to write the customers as CSV (default: stdout)" },
    ...ORDERS_OPTIONS, { flags: "--category <column>", description: "a column of categories: what share of the money goes to the largest of them" }, ...FILE_OPTIONS, ...COMMON_OPTIONS,
  ],
  examples: [
    ["orders.csv -o customers.csv", "columns are found by their names"],
    ["orders.csv --quantity Quantity --price UnitPrice --order InvoiceNo --reference 2011-12-10 -o customers.csv", "state what is what"],
  ],
  run: ([file], raw, io) => featuresCommand({ ...ordersOptions(file!, raw), output: text(raw, "output") }, io),
};
