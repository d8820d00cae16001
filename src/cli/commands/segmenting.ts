import { findKnee, segment, SegmentryError, type Progress, type Segmentation, type Table } from "../../index";
import { findSegments, type FindSegmentsOptions, type NameWords } from "../../insights";
import { splitOptions } from "../../insights/options";
import { checkRecordOptions } from "../../data/csv/options";
import { checkInteger } from "../../errors";
import { checkSegmentOptions } from "../../recipes/segment/options";
import { resolveColumns } from "../input/columns";
import { readCustomers } from "../input/customers";
import { openInput } from "../input/file";
import { locating } from "../input/locate";
import { readText } from "../input/text";
import type { CliIO } from "../io";
import type { SegmentingOptions } from "../options/types";
import { ProgressBar } from "../terminal/progress-bar";
import { UsageError } from "../usage";

/** A file of customers in segments. */
export interface Segmented {
  /** What the file is called. */
  readonly name: string;
  readonly table: Table;
  /** How the file is written, in words. */
  readonly form: string;
  readonly result: Segmentation;
}

/** Reads a file of customers and finds its segments. */
export async function segmentFile(who: string, options: SegmentingOptions, k: number | "auto", io: CliIO): Promise<Segmented> {
  const finding = options.quick ? null : { ...findingOf(options), ...(options.words !== undefined && { words: await readWords(who, options.words, io) }) };
  checkBeforeReading(who, options, k, finding);
  const bar = new ProgressBar(io, options.quiet);
  try {
    const file = await openInput(who, options.file, io, (done, total) => bar.update("Reading", done, total));
    const { table, form, lineOf } = await readCustomers(file, options);
    io.signal?.throwIfAborted();
    const recipe = { ...recipeOf(options, k), ...columnsOf(options, table) };
    const onProgress = ({ stage, done, total }: Progress): void => bar.update(LABELS[stage] ?? stage, done, total);
    const work = (): Segmentation => locating(lineOf, (part) => nameOf(part, who), () => (finding === null ? segment(table, { ...recipe, signal: io.signal, onProgress }) : findSegments(table, { ...recipe, ...finding, signal: io.signal, onProgress })));
    return { name: file.name, table, form, result: io.hold ? io.hold(work) : work() };
  } finally {
    bar.stop();
  }
}

const LABELS: Readonly<Record<string, string>> = { ElbowFinder: "Trying numbers of segments", sweep: "Judging numbers of segments", KMeans: "Finding segments", findSegments: "Describing segments" };

/** What can be refused at once is not refused after minutes of reading. */
function checkBeforeReading(who: string, options: SegmentingOptions, k: number | "auto", finding: FindSegmentsOptions | null): void {
  checkRecordOptions(who, { delimiter: options.delimiter });
  if (k !== "auto") checkInteger(who, "k", k, 1);
  if (options.sample !== undefined) checkInteger(who, "--sample", options.sample, 0);
  if (options.quick && (options.sample ?? options.minShare ?? options.words) !== undefined) throw new UsageError("--quick gives no verdict and no names: leave out --sample, --min-share and --words");
  locating((row) => row, (part) => nameOf(part, who), () => {
    checkSegmentOptions(recipeOf(options, k));
    splitOptions(finding ?? {});
  });
}

function recipeOf({ recipe, id, missing, minK, maxK, seed }: SegmentingOptions, k: number | "auto"): Parameters<typeof segment>[1] & object {
  return {
    k,
    ...(recipe !== undefined && { recipe }), ...(id !== undefined && { id }), ...(missing !== undefined && { missing }),
    ...(minK !== undefined && { minK }), ...(maxK !== undefined && { maxK }), ...(seed !== undefined && { seed }),
  };
}

/** What the command is called, where a function that it calls refuses. */
const nameOf = (part: string, who: string): string => (part === "segment" || part === "findSegments" ? who : part);

function findingOf({ sample, minShare }: SegmentingOptions): FindSegmentsOptions {
  return { ...(sample !== undefined && { sample }), ...(minShare !== undefined && { minShare }) };
}

/** The words of names, from a file of JSON. */
async function readWords(who: string, path: string, io: CliIO): Promise<Partial<NameWords>> {
  const { name, text } = await readText(who, path, io);
  try {
    return JSON.parse(text) as Partial<NameWords>;
  } catch (error) {
    throw new SegmentryError("INVALID_JSON", name, "the words of names as JSON", `text that is not (${(error as Error).message})`, 'for example {"high": "much", "columns": {"MntWines": "wine"}}');
  }
}

function columnsOf({ columns }: SegmentingOptions, table: Table): { columns?: readonly string[] } {
  const names = resolveColumns(columns, table.names);
  return names ? { columns: names } : {};
}

/** The k that was chosen where the curve has a knee, be it counted from k = 1; null where it has none, or none was tried. */
export function kneeOf({ curve, k }: Segmentation): number | null {
  return findKnee(curve.map(({ inertia }) => inertia)) === null ? null : k;
}
