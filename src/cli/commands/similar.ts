import { checkRecordOptions } from "../../data/csv/options";
import { checkInteger } from "../../errors";
import type { CommandDefinition } from "../definition";
import { batchesOf } from "../input/batches";
import { openInput, STDIO } from "../input/file";
import { formatOf } from "../input/format";
import { readModel, type ModelFile } from "../input/model";
import { readCustomer } from "../input/one-customer";
import { completeIO, print, printJson, widthOf, type CliIO } from "../io";
import { number, text } from "../options/parse";
import { COMMON_OPTIONS, commonOptions, FILE_OPTIONS, fileOptions } from "../options/shared";
import type { CommonOptions, FileOptions } from "../options/types";
import { printBadRows, type BadRowReason } from "../scoring/bad-rows";
import { gather, single, without, type Crowd } from "../scoring/crowd";
import { nearest, valuesOf, type SimilarCustomer } from "../scoring/nearest";
import { scorerOf, type Scorer } from "../scoring/scorer";
import { ProgressBar } from "../terminal/progress-bar";
import { UsageError } from "../usage";
import { similarText } from "./similar-text";

/** Options of {@link similarCommand}: the customer is given as JSON or by id. */
export interface SimilarOptions extends CommonOptions, FileOptions {
  /** Path of the model; `-` for stdin. */
  readonly model: string;
  /** Path of the customers to choose from, CSV or NDJSON, gzip or not; `-` for stdin. */
  readonly file: string;
  /** The customer as a JSON object, or `@path` for a file of one. */
  readonly customer?: string | undefined;
  /** The id of a customer of the file, who is then left out of the answer. */
  readonly customerId?: string | undefined;
  /** How many. Default: 5. */
  readonly n?: number | undefined;
  /** The column of ids. Default: that of the model. */
  readonly id?: string | undefined;
}

/** What {@link similarCommand} found: the document that `--json` prints. */
export interface SimilarResult {
  /** The customer asked about; no id where it was given as JSON. */
  readonly customer: { readonly id: string | null; readonly segment: number; readonly distance: number; readonly values: Readonly<Record<string, string>> };
  /** The most similar customers, best first. */
  readonly similar: readonly SimilarCustomer[];
  /** Customers in the file. */
  readonly rows: number;
  /** Why some of them could not be compared. */
  readonly leftOut: readonly BadRowReason[];
}

/**
 * Finds the customers of a file most similar to one, by the cosine in the space in which segments were found.
 *
 * @throws SegmentryError what was refused: the model, the file, the customer
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { similarCommand } from "segmentry/cli";
 *
 * const model = JSON.stringify(segment([{ AGE: 20, TOTAL_ORDERS: 1 }, { AGE: 22, TOTAL_ORDERS: 9 }, { AGE: 70, TOTAL_ORDERS: 3 }], { k: 2 }).model);
 * const stdin = (async function* () { yield model; })(), stdout = { write: () => true };
 * const { similar } = await similarCommand({ model: "-", file: "examples/data/customers.csv", id: "USER_ID", customerId: "2564", n: 2, quiet: true }, { stdin, stdout });
 * console.log(similar.length, similar[0]!.similarity > 0.99); // 2 true
 * ```
 */
export async function similarCommand(options: SimilarOptions, partial: Partial<CliIO> = {}): Promise<SimilarResult> {
  const io = completeIO(partial), { n = 5, customerId } = options;
  checkUse(options, n);
  const file = await readModel("similar", options.model, io), scorer = scorerOf(file), idColumn = idOf(options, file);
  const given = options.customer === undefined ? undefined : single(await readCustomer("similar", options.customer, scorer.specs, io), scorer);
  const crowd = await readCrowd(options, scorer, idColumn, io), asked = given ? { ...given, others: crowd } : without(crowd, customerId!, idColumn);
  const { member } = asked, similar = nearest(asked.point, asked.others, scorer, n);
  const customer = { id: given ? null : member.id, segment: member.segment, distance: member.distance, values: valuesOf(member, scorer) };
  const result: SimilarResult = { customer, similar, rows: crowd.rows, leftOut: crowd.reasons };
  if (!options.quiet) await printBadRows(crowd.reasons, crowd.rows, io);
  if (!options.quiet && asked.point.length <= FLAT) await print(io.stderr, `remark: the model has customers in ${asked.point.length === 1 ? "1 dimension" : `${FLAT} dimensions`}, where many have the same direction from the middle, and so a cosine near 1, however far they are; segmentry explain gives the nearest ones`);
  if (options.json) await printJson(io.stdout, result);
  else await print(io.stdout, similarText(result, file.model, idColumn ?? "row", widthOf(io.stdout)));
  return result;
}

/** Dimensions in which a direction says little of a customer. */
const FLAT = 2;

function checkUse({ model, file, customer, customerId, delimiter }: SimilarOptions, n: number): void {
  if (model === STDIO && file === STDIO) throw new UsageError("the model and the customers cannot both be read from stdin");
  if ((customer === undefined) === (customerId === undefined)) throw new UsageError("give the customer by either --customer or --customer-id");
  checkInteger("similar", "-n", n, 1);
  checkRecordOptions("similar", { delimiter });
}

function idOf({ id }: SimilarOptions, { model }: ModelFile): string | null {
  return id ?? (model.kind === "Segmentation" ? model.id : null);
}

async function readCrowd(options: SimilarOptions, scorer: Scorer, idColumn: string | null, io: CliIO): Promise<Crowd> {
  const bar = new ProgressBar(io, options.quiet);
  try {
    const file = await openInput("similar", options.file, io, (done, total) => bar.update("Reading", done, total));
    return await gather(file.name, batchesOf(file, formatOf(options.file, options), options.delimiter), scorer, idColumn, io.signal);
  } finally {
    bar.stop();
  }
}

export const similarDefinition: CommandDefinition = {
  name: "similar",
  description: "Find the customers of a file most similar to one, by the cosine in the space in which segments were found.",
  arguments: [["<model>", "the model that fit wrote"], ["<file>", "the customers to choose from: CSV or NDJSON, gzip or not; - for stdin"]],
  options: [
    { flags: "--customer <json>", description: "the customer as a JSON object, or @file.json" },
    { flags: "--customer-id <id>", description: "or a customer of the file by id, who is left out of the answer" },
    { flags: "-n, --n <count>", description: "how many (default: 5)" },
    { flags: "--id <column>", description: "the column of ids (default: that of the model)" },
    ...FILE_OPTIONS, ...COMMON_OPTIONS,
  ],
  examples: [
    ["model.json customers.csv --customer-id 2564", "customers like number 2564"],
    [`model.json customers.csv -n 10 --customer '{"AGE": 31, "COUNTRY": "France"}'`, "customers like a new one"],
  ],
  run: ([model, file], raw, io) => similarCommand({
    model: model!, file: file!, ...commonOptions(raw), ...fileOptions(raw),
    customer: text(raw, "customer"), customerId: text(raw, "customerId"), n: number(raw, "n", "-n"), id: text(raw, "id"),
  }, io),
};
