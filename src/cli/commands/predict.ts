import { SegmentryError } from "../../index";
import type { CommandDefinition } from "../definition";
import { batchesOf } from "../input/batches";
import { openInput, STDIO } from "../input/file";
import { formatOf } from "../input/format";
import { readModel } from "../input/model";
import { completeIO, print, printJson, widthOf, type CliIO } from "../io";
import { oneOf, text } from "../options/parse";
import { COMMON_OPTIONS, commonOptions, FILE_OPTIONS, fileOptions } from "../options/shared";
import type { CommonOptions, FileFormat, FileOptions } from "../options/types";
import type { OutputFile } from "../output/output-file";
import { withOutputs } from "../output/outputs";
import { RowWriter } from "../output/row-writer";
import { BadRows, badRowLines, type BadRowReason } from "../scoring/bad-rows";
import { requireColumns } from "../scoring/require-columns";
import { scoreBatch } from "../scoring/score-batch";
import { scorerOf, type Scorer } from "../scoring/scorer";
import { cut, plain } from "../terminal/plain";
import { ProgressBar } from "../terminal/progress-bar";
import { UsageError } from "../usage";
import { scoredText } from "./scored-text";

/** Options of {@link predictCommand}. */
export interface PredictOptions extends CommonOptions, FileOptions {
  /** Path of the model; `-` for stdin. */
  readonly model: string;
  /** Path of the customers, CSV or NDJSON, gzip or not; `-` for stdin. */
  readonly file: string;
  /** Where to write. Default: stdout. */
  readonly output?: string | undefined;
  /** What to write. Default: the format of the file. */
  readonly to?: FileFormat | undefined;
  /** What to do with a row that cannot be scored. Default: `"error"`; `"empty"` leaves its segment and distance blank. */
  readonly badRows?: "error" | "empty" | undefined;
}

/** What {@link predictCommand} did: the document that `--json` prints. */
export interface PredictResult {
  readonly rows: number;
  /** Rows in each segment. */
  readonly sizes: readonly number[];
  /** Rows that could not be scored. */
  readonly badRows: number;
  readonly reasons: readonly BadRowReason[];
  /** The file that was written; null for stdout. */
  readonly written: string | null;
}

/**
 * Scores the customers of a file, of any size in constant memory: each row as it came, with its segment and the distance to
 * the segment's centroid. Where the file has a column `segment`, ours is `segment_2`; so for `distance`.
 *
 * @throws SegmentryError what was refused: the model, the file, a row, an output
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { predictCommand } from "segmentry/cli";
 *
 * const model = JSON.stringify(segment([{ AGE: 20 }, { AGE: 22 }, { AGE: 70 }], { k: 2 }).model);
 * const stdin = (async function* () { yield model; })(), lines: string[] = [];
 * const stdout = { write: (text: string) => lines.push(text) };
 * const { rows } = await predictCommand({ model: "-", file: "examples/data/customers.csv" }, { stdin, stdout });
 * console.log(rows, lines[0]!.split("\n")[0]!.split(",").slice(-2)); // 2000 [ 'segment', 'distance' ]
 * ```
 */
export async function predictCommand(options: PredictOptions, partial: Partial<CliIO> = {}): Promise<PredictResult> {
  const io = completeIO(partial), { output = STDIO } = options, toStdout = output === STDIO;
  if (options.model === STDIO && options.file === STDIO) throw new UsageError("the model and the customers cannot both be read from stdin");
  if (options.json && toStdout) throw new UsageError("--json takes stdout for its summary: write the rows with -o (for rows as JSON: --to ndjson)");
  const result = await withOutputs("predict", { rows: output }, [options.model, options.file], io, (outputs) => run(options, outputs.rows!, io));
  if (!options.quiet) for (const line of badRowLines(result.reasons, result.rows)) await print(io.stderr, cut(line, io.stderr.columns ?? 300));
  if (options.json) await printJson(io.stdout, result);
  else if (!options.quiet && !toStdout) await print(io.stdout, scoredText(result, widthOf(io.stdout)));
  return result;
}

async function run(options: PredictOptions, output: OutputFile, io: CliIO): Promise<PredictResult> {
  const model = await readModel("predict", options.model, io), scorer = scorerOf(model);
  const toTerminal = (options.output ?? STDIO) === STDIO && io.stdout.isTTY;
  const bar = new ProgressBar(io, options.quiet === true || toTerminal === true);
  try {
    const file = await openInput("predict", options.file, io, (done, total) => bar.update("Scoring", done, total));
    return await scoreFile(file, scorer, options, output, io);
  } finally {
    bar.stop();
  }
}

async function scoreFile(file: Awaited<ReturnType<typeof openInput>>, scorer: Scorer, options: PredictOptions, output: OutputFile, io: CliIO): Promise<PredictResult> {
  const format = formatOf(options.file, options), bad = new BadRows(), sizes: number[] = [];
  const onBad = (error: SegmentryError): void => {
    if (options.badRows !== "empty") throw withRemedy(error);
    bad.add(error);
  };
  let rows = 0, writer: RowWriter | undefined;
  for await (const batch of batchesOf(file, format, options.delimiter)) {
    if (!writer) requireColumns(file.name, scorer.specs, batch.names);
    writer ??= new RowWriter(file.name, options.to ?? format, scorer.specs, batch.delimiter);
    const scores = scoreBatch(scorer, batch, onBad);
    for (const label of scores.labels) if (label >= 0) sizes[label] = (sizes[label] ?? 0) + 1;
    rows += batch.rows;
    await output.write(writer.text(batch, scores));
    io.signal?.throwIfAborted();
  }
  return { rows, sizes: Array.from(sizes, (size) => size ?? 0), badRows: bad.rows, reasons: bad.reasons, written: options.output === STDIO ? null : (options.output ?? null) };
}

function withRemedy({ code, who, rule, found }: SegmentryError): SegmentryError {
  return new SegmentryError(code, who, rule, plain(found), "correct it, or leave such rows without a segment by --bad-rows empty");
}

export const predictDefinition: CommandDefinition = {
  name: "predict",
  description: "Score customers with a model: each row as it came, with its segment and the distance to the segment's centroid. Files of any size.",
  arguments: [["<model>", "the model that fit wrote"], ["<file>", "the customers: CSV or NDJSON, gzip or not; - for stdin"]],
  options: [
    { flags: "-o, --output <file>", description: "where to write (default: stdout)" },
    { flags: "--to <format>", description: "write csv or ndjson (default: the format of the file)" },
    { flags: "--bad-rows <policy>", description: "a row that cannot be scored: error stops, empty leaves its segment blank (default: error)" },
    ...FILE_OPTIONS, ...COMMON_OPTIONS,
  ],
  examples: [
    ["model.json new-customers.csv -o scored.csv", "score a file"],
    ["model.json export.csv.gz --bad-rows empty | gzip > scored.csv.gz", "score a stream, keep rows that cannot be scored"],
    ["model.json events.jsonl --to csv", "NDJSON in, CSV out"],
  ],
  run: ([model, file], raw, io) => predictCommand({
    model: model!, file: file!, ...commonOptions(raw), ...fileOptions(raw), output: text(raw, "output"),
    to: oneOf(raw, "to", "--to", ["csv", "ndjson"]), badRows: oneOf(raw, "badRows", "--bad-rows", ["error", "empty"]),
  }, io),
};
