import { CosineTopN, SegmentryError } from "../../index";
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
import { badRowLines, type BadRowReason } from "../scoring/bad-rows";
import { gather, matrixOf, single, type Crowd, type Member } from "../scoring/crowd";
import { scorerOf, type Scorer } from "../scoring/scorer";
import { cut } from "../terminal/plain";
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

/** A customer of the file. */
export interface SimilarCustomer {
  /** The id as it stands in the file; the row where there is no column of ids. */
  readonly id: string;
  /** The row in the file, from 1. */
  readonly row: number;
  /** The cosine, from -1 to 1. */
  readonly similarity: number;
  readonly segment: number;
  /** The columns of the model as they stand in the file. */
  readonly values: Readonly<Record<string, string>>;
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
 * const { similar } = await similarCommand({ model: "-", file: "examples/data/customers.csv", id: "USER_ID", customerId: "2564", n: 2 }, { stdin, stdout });
 * console.log(similar.length, similar[0]!.similarity > 0.99); // 2 true
 * ```
 */
export async function similarCommand(options: SimilarOptions, partial: Partial<CliIO> = {}): Promise<SimilarResult> {
  const io = completeIO(partial);
  checkUse(options);
  const model = await readModel("similar", options.model, io), scorer = scorerOf(model), idColumn = idOf(options, model);
  const given = options.customer === undefined ? undefined : single(await readCustomer("similar", options.customer, io), scorer);
  const crowd = await readCrowd(options, scorer, idColumn, io), { member, point, others } = given ? { ...given, others: crowd } : take(crowd, options, idColumn);
  const result = { ...find(member, point, others, scorer, options), rows: crowd.rows, leftOut: crowd.reasons };
  if (!options.quiet) for (const line of badRowLines(crowd.reasons, crowd.rows)) await print(io.stderr, cut(line, io.stderr.columns ?? 300));
  const answer: SimilarResult = { ...result, customer: { ...result.customer, id: given ? null : member.id } };
  if (options.json) await printJson(io.stdout, answer);
  else await print(io.stdout, similarText(answer, model.model, idColumn ?? "row", widthOf(io.stdout)));
  return answer;
}

function checkUse({ model, file, customer, customerId, n = 5 }: SimilarOptions): void {
  if (model === STDIO && file === STDIO) throw new UsageError("the model and the customers cannot both be read from stdin");
  if ((customer === undefined) === (customerId === undefined)) throw new UsageError("give the customer by either --customer or --customer-id");
  checkInteger("similar", "-n", n, 1);
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

/** The customer with the id asked for, and all others. */
function take(crowd: Crowd, { customerId }: SimilarOptions, idColumn: string | null): { member: Member; point: Float64Array; others: Crowd } {
  const at = crowd.members.findIndex(({ id }) => id.trim() === customerId!.trim());
  if (at < 0) {
    const where = idColumn === null ? "a row of the file" : `an id in column ${JSON.stringify(idColumn)} of a customer that can be scored`;
    throw new SegmentryError("INVALID_OPTION", "similar", `--customer-id to be ${where}`, JSON.stringify(customerId), "state the column of ids with --id");
  }
  const others = { ...crowd, members: crowd.members.filter((_, i) => i !== at), points: crowd.points.filter((_, i) => i !== at) };
  return { member: crowd.members[at]!, point: crowd.points[at]!, others };
}

function find(customer: Member, point: Float64Array, { members, points }: Crowd, { specs }: Scorer, { n = 5 }: SimilarOptions): Pick<SimilarResult, "customer" | "similar"> {
  const valuesOf = ({ values }: Member): Record<string, string> => Object.fromEntries(specs.map(({ name }, j) => [name, values[j]!]));
  const nearest = points.length > 0 ? new CosineTopN({ n }).fit(matrixOf(points)).query(matrixOf([point]))[0]! : [];
  return {
    customer: { id: customer.id, segment: customer.segment, distance: customer.distance, values: valuesOf(customer) },
    similar: nearest.map(({ index, similarity }) => {
      const member = members[index]!, { id, row, segment } = member;
      return { id, row, similarity, segment, values: valuesOf(member) };
    }),
  };
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
