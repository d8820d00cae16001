import { explainCustomers, type ExplainedCustomer } from "../../insights";
import { SegmentryError, type SegmentationModel, type Table } from "../../index";
import { checkRecordOptions } from "../../data/csv/options";
import { checkInteger } from "../../errors";
import type { CommandDefinition } from "../definition";
import { STDIO } from "../input/file";
import { readKnown, type KnownCustomers } from "../input/known-customers";
import { readModel, requireKind } from "../input/model";
import { readCustomer } from "../input/one-customer";
import { completeIO, print, printJson, widthOf, type CliIO } from "../io";
import { number, text } from "../options/parse";
import { COMMON_OPTIONS, commonOptions, FILE_OPTIONS, fileOptions } from "../options/shared";
import type { CommonOptions, FileOptions } from "../options/types";
import { UsageError } from "../usage";
import { explainText } from "./explain-text";

/** Options of {@link explainCommand}: the customer is given as JSON, or by the id in a file of customers. */
export interface ExplainOptions extends CommonOptions, FileOptions {
  /** Path of the model; `-` for stdin. */
  readonly model: string;
  /** Path of customers to find the nearest ones among, CSV or NDJSON. Default: the sample that the model keeps, without ids. */
  readonly file?: string | undefined;
  /** The customer as a JSON object, or `@path` for a file of one. */
  readonly customer?: string | undefined;
  /** The id of a customer of the file. */
  readonly customerId?: string | undefined;
  /** How many of the nearest customers. Default: 5. */
  readonly n?: number | undefined;
}

/**
 * Says why a customer is in a segment: distances, margin, which columns say so, and the nearest customers.
 *
 * @throws SegmentryError what was refused: the model, the file, the customer
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { explainCommand } from "segmentry/cli";
 *
 * const model = JSON.stringify(segment([{ AGE: 20, ORDERS: 1 }, { AGE: 22, ORDERS: 9 }, { AGE: 70, ORDERS: 3 }], { k: 2 }).model);
 * const stdin = (async function* () { yield model; })(), stdout = { write: () => true };
 * const { distances, between } = await explainCommand({ model: "-", customer: '{"AGE": 71, "ORDERS": 3}' }, { stdin, stdout });
 * console.log(distances.length, between); // 2 null
 * ```
 */
export async function explainCommand(options: ExplainOptions, partial: Partial<CliIO> = {}): Promise<ExplainedCustomer> {
  const io = completeIO(partial), { n = 5, customer, customerId, file } = options;
  if ((customer === undefined) === (customerId === undefined)) throw new UsageError("give the customer by either --customer or --customer-id");
  if (customerId !== undefined && file === undefined) throw new UsageError("--customer-id needs the file that the customer is in");
  if (options.model === STDIO && file === STDIO) throw new UsageError("the model and the customers cannot both be read from stdin");
  checkInteger("explain", "-n", n, 0);
  checkRecordOptions("explain", { delimiter: options.delimiter });
  const model = requireKind(await readModel("explain", options.model, io), ["Segmentation"]), known = file === undefined ? undefined : await readKnown("explain", file, model, options, io), among = known?.table;
  const given = customer === undefined ? null : await readCustomer("explain", customer, model.features, io).then((batch) => ({ table: batch.table(model.features, [0]), missing: model.features.map(({ name }) => name).filter((name) => batch.text(0, name) === "") }));
  const asked = given?.table ?? customerOf(known!, model, customerId!);
  const [found] = explainCustomers(model, asked, { n: n + Number(customerId !== undefined), ...(among && { among }) });
  const near = among && !hasIds(among, model) ? found!.nearest.map((one) => ({ ...one, id: known.rows[Number(one.id)]! + 1 })) : found!.nearest;
  const result = { ...found!, nearest: near.filter(({ id }) => customerId === undefined || String(id).trim() !== customerId.trim()).slice(0, n) };
  if (options.json) await printJson(io.stdout, result);
  else await print(io.stdout, explainText(result, customer === undefined ? [] : given!.missing, widthOf(io.stdout)));
  return result;
}

/** Whether the customers of a table have ids; where they have none they are told by their row, from 1. */
const hasIds = (table: Table, { id }: SegmentationModel): boolean => id !== null && table.has(id);

function customerOf({ table, rows }: KnownCustomers, model: SegmentationModel, asked: string): Table {
  const isNamed = hasIds(table, model), names = isNamed ? table.column(model.id!).map((name) => (name === null ? null : String(name).trim())) : rows.map((row) => String(row + 1)), row = names.indexOf(asked.trim());
  if (row < 0) throw new SegmentryError("INVALID_OPTION", "explain", `--customer-id to be ${isNamed ? `an id in column ${JSON.stringify(model.id)}` : "a row of the file, from 1"}`, JSON.stringify(asked));
  return table.take([row]);
}

export const explainDefinition: CommandDefinition = {
  name: "explain",
  description: "Say why a customer is in a segment: distances, margin, the columns that say so, the nearest customers.",
  arguments: [["<model>", "the model that fit wrote"], ["[file]", "customers to find the nearest ones among: CSV or NDJSON, gzip or not"]],
  options: [
    { flags: "--customer <json>", description: "the customer as a JSON object, or @file.json" },
    { flags: "--customer-id <id>", description: "or a customer of the file by id" },
    { flags: "-n, --n <count>", description: "how many of the nearest customers (default: 5)" },
    ...FILE_OPTIONS, ...COMMON_OPTIONS,
  ],
  examples: [
    [`model.json --customer '{"AGE": 31, "COUNTRY": "France"}'`, "why a new customer is where it is"],
    ["model.json customers.csv --customer-id 2564", "one of the file, with its nearest ones"],
  ],
  run: ([model, file], raw, io) => explainCommand({ model: model!, file, ...commonOptions(raw), ...fileOptions(raw), customer: text(raw, "customer"), customerId: text(raw, "customerId"), n: number(raw, "n", "-n") }, io),
};
