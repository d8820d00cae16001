import { basename } from "node:path";
import { Describer, descriptionToMarkdown, descriptionToText, type Description } from "../../explore";
import type { CommandDefinition } from "../definition";
import { batchesOf } from "../input/batches";
import { openInput, STDIO } from "../input/file";
import { formatOf } from "../input/format";
import { renaming } from "../input/rename";
import { completeIO, print, printJson, widthOf, type CliIO } from "../io";
import { text } from "../options/parse";
import { COMMON_OPTIONS, commonOptions, FILE_OPTIONS, fileOptions } from "../options/shared";
import type { CommonOptions, FileOptions } from "../options/types";
import { withOutputs } from "../output/outputs";
import { plain } from "../terminal/plain";
import { ProgressBar } from "../terminal/progress-bar";
import { UsageError } from "../usage";

/** Options of {@link describeCommand}. */
export interface DescribeCommandOptions extends CommonOptions, FileOptions {
  /** Path of a table, CSV or NDJSON, gzip or not; `-` for stdin. */
  readonly file: string;
  /** Where to write the description as Markdown. */
  readonly output?: string | undefined;
}

/**
 * Describes the columns of a file of any size, in one pass and bounded memory.
 *
 * @throws SegmentryError what was refused: the file, an output
 *
 * @example
 * ```ts
 * import { describeCommand } from "segmentry/cli";
 *
 * const { rows, columns } = await describeCommand({ file: "examples/data/customers.csv" }, { stdout: { write: () => true } });
 * console.log(rows, columns[1]!.name, columns[1]!.type); // 2000 AGE number
 * ```
 */
export async function describeCommand(options: DescribeCommandOptions, partial: Partial<CliIO> = {}): Promise<Description> {
  const io = completeIO(partial), { file, output } = options;
  if (output === STDIO && options.json) throw new UsageError("--json takes stdout: write Markdown to a file with -o");
  const description = await withOutputs("describe", { markdown: output }, [file], io, async (outputs) => {
    const found = await describeFile(options, io);
    await outputs.markdown?.write(descriptionToMarkdown(found));
    return found;
  });
  if (options.json) await printJson(io.stdout, description);
  else if (output === undefined) await print(io.stdout, `${plain(basename(file))}: ${descriptionToText(description, { width: widthOf(io.stdout) })}`);
  return description;
}

async function describeFile(options: DescribeCommandOptions, io: CliIO): Promise<Description> {
  const bar = new ProgressBar(io, options.quiet), describer = new Describer();
  try {
    const file = await openInput("describe", options.file, io, (done, total) => bar.update("Reading", done, total));
    return await renaming((who) => (who === "describe" ? file.name : who), async () => {
      for await (const batch of batchesOf(file, formatOf(options.file, options), options.delimiter)) {
        io.signal?.throwIfAborted();
        describer.addRows(batch.names, batch.rows, (row, j) => batch.text(row, batch.names[j]!));
      }
      return describer.finish();
    });
  } finally {
    bar.stop();
  }
}

export const describeDefinition: CommandDefinition = {
  name: "describe",
  description: "Describe the columns of a file of any size: types, missing values, histograms, frequent values, associations, and what to look at.",
  arguments: [["<file>", "a table: CSV or NDJSON, gzip or not; - for stdin"]],
  options: [{ flags: "-o, --output <file>", description: "write the description as Markdown" }, ...FILE_OPTIONS, ...COMMON_OPTIONS],
  examples: [["customers.csv", "look at it"], ["orders.csv.gz -o orders.md", "as Markdown, with all associations of 0.1 or more"]],
  run: ([file], raw, io) => describeCommand({ file: file!, ...commonOptions(raw), ...fileOptions(raw), output: text(raw, "output") }, io),
};
