import { checkRecordOptions } from "../../data/csv/options";
import type { CommandDefinition } from "../definition";
import type { Batch } from "../input/batch";
import { batchesOf } from "../input/batches";
import { openInput, STDIO } from "../input/file";
import { formatOf } from "../input/format";
import { readModel } from "../input/model";
import { completeIO, print, printJson, widthOf, type CliIO } from "../io";
import { flag, oneOf, text } from "../options/parse";
import { COMMON_OPTIONS, commonOptions, FILE_OPTIONS, fileOptions } from "../options/shared";
import type { CommonOptions, FileFormat, FileOptions } from "../options/types";
import type { OutputFile } from "../output/output-file";
import { withOutputs } from "../output/outputs";
import { RowWriter } from "../output/row-writer";
import { printBadRows } from "../scoring/bad-rows";
import { requireColumns } from "../scoring/require-columns";
import { scoreFile, type FileScores } from "../scoring/score-file";
import { scorerOf } from "../scoring/scorer";
import { summaryLines } from "../scoring/note-text";
import { plain } from "../terminal/plain";
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
  /** What to do with a row that cannot be scored: `"empty"` leaves its segment and distance blank. Default: `"error"`, with `explain` `"empty"`. */
  readonly badRows?: "error" | "empty" | undefined;
  /** Adds a column `notes`: what was done to each row, or why it has no segment; and a summary. Default: false. */
  readonly explain?: boolean | undefined;
}

/** What {@link predictCommand} did: the document that `--json` prints. */
export interface PredictResult extends FileScores {
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
  const io = completeIO(partial), { output = STDIO } = options;
  checkUse(options, output);
  const scores = await withOutputs("predict", { rows: output }, [options.model, options.file], io, (outputs) => run(options, outputs.rows!, io));
  const result: PredictResult = { ...scores, written: output === STDIO ? null : output };
  if (!options.quiet) await printBadRows(result.reasons, result.rows, io);
  if (!options.quiet) for (const line of summaryLines(result.treated, result.rows)) await print(io.stderr, plain(line));
  if (options.json) await printJson(io.stdout, result);
  else if (!options.quiet && output !== STDIO) await print(io.stdout, scoredText(result, widthOf(io.stdout)));
  return result;
}

function checkUse({ model, file, json, delimiter }: PredictOptions, output: string): void {
  if (model === STDIO && file === STDIO) throw new UsageError("the model and the customers cannot both be read from stdin");
  if (json && output === STDIO) throw new UsageError("--json takes stdout for its summary: write the rows with -o (for rows as JSON: --to ndjson)");
  checkRecordOptions("predict", { delimiter });
}

async function run(options: PredictOptions, output: OutputFile, io: CliIO): Promise<FileScores> {
  const scorer = scorerOf(await readModel("predict", options.model, io), options.explain), format = formatOf(options.file, options);
  const toTerminal = (options.output ?? STDIO) === STDIO && io.stdout.isTTY === true, bar = new ProgressBar(io, options.quiet === true || toTerminal);
  try {
    const file = await openInput("predict", options.file, io, (done, total) => bar.update("Scoring", done, total));
    const writerFor = (batch: Batch): RowWriter => {
      requireColumns(file.name, scorer.specs, batch.names);
      return new RowWriter(file.name, options.to ?? format, scorer.specs, batch.delimiter, options.explain);
    };
    const batches = batchesOf(file, format, options.delimiter), write = (text: string): Promise<void> => output.write(text);
    return await scoreFile(batches, { scorer, writerFor, write, badRows: options.badRows ?? (options.explain ? "empty" : "error"), signal: io.signal });
  } finally {
    bar.stop();
  }
}

export const predictDefinition: CommandDefinition = {
  name: "predict",
  description: "Score customers with a model: each row as it came, with its segment and the distance to the segment's centroid. Files of any size.",
  arguments: [["<model>", "the model that fit wrote"], ["<file>", "the customers: CSV or NDJSON, gzip or not; - for stdin"]],
  options: [
    { flags: "-o, --output <file>", description: "where to write (default: stdout)" },
    { flags: "--to <format>", description: "write csv or ndjson (default: the format of the file)" },
    { flags: "--bad-rows <policy>", description: "a row that cannot be scored: error stops, empty leaves its segment blank (default: error, with --explain empty)" },
    { flags: "--explain", description: "add a column notes: what was filled, new, out of range or cut off in each row, or why it has no segment; a summary on stderr" },
    ...FILE_OPTIONS, ...COMMON_OPTIONS,
  ],
  examples: [
    ["model.json new-customers.csv -o scored.csv", "score a file"],
    ["model.json new-customers.csv --explain -o scored.csv", "no row is lost, and each says what was done to it"],
    ["model.json export.csv.gz --bad-rows empty | gzip > scored.csv.gz", "score a stream, keep rows that cannot be scored"],
    ["model.json events.jsonl --to csv", "NDJSON in, CSV out"],
  ],
  run: ([model, file], raw, io) => predictCommand({
    model: model!, file: file!, ...commonOptions(raw), ...fileOptions(raw), output: text(raw, "output"),
    to: oneOf(raw, "to", "--to", ["csv", "ndjson"]), badRows: oneOf(raw, "badRows", "--bad-rows", ["error", "empty"]), explain: flag(raw, "explain"),
  }, io),
};
