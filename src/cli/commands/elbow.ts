import { basename } from "node:path";
import type { ElbowPoint, LeftOut } from "../../index";
import type { Verdict } from "../../insights";
import type { CommandDefinition } from "../definition";
import { completeIO, print, printJson, widthOf, type CliIO } from "../io";
import { COMMON_OPTIONS, FILE_OPTIONS, SEGMENTING_OPTIONS, segmentingOptions } from "../options/shared";
import type { SegmentingOptions } from "../options/types";
import { curveLines } from "../terminal/chart";
import { verdictLines } from "./insights-text";
import { factLines, wrap } from "../terminal/layout";
import { formatCount } from "../terminal/numbers";
import { plain } from "../terminal/plain";
import { leftOutLines } from "./facts";
import { kneeOf, segmentFile } from "./segmenting";

/** What {@link elbowCommand} found: the document that `--json` prints. */
export interface ElbowResult {
  readonly file: string;
  /** Customers read. */
  readonly rows: number;
  /** The columns that were used. */
  readonly columns: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly string[];
  readonly curve: readonly ElbowPoint[];
  /** The k at the knee of the curve; null where there is none. */
  readonly knee: number | null;
  /** The k that fit would take. */
  readonly k: number;
  /** Whether there are segments, and how many; null where `quick` was asked for. */
  readonly verdict: Verdict | null;
}

/**
 * Draws the curve of inertia over the number of segments.
 *
 * @throws SegmentryError what was refused: the file or an option
 *
 * @example
 * ```ts
 * import { elbowCommand } from "segmentry/cli";
 *
 * const lines: string[] = [];
 * const stdout = { write: (text: string) => lines.push(text) };
 * const { curve, knee } = await elbowCommand({ file: "examples/data/customers.csv", columns: ["AGE", "TOTAL_ORDERS"], maxK: 6 }, { stdout });
 * console.log(curve.length, knee); // 5 2
 * ```
 */
export async function elbowCommand(options: SegmentingOptions, partial: Partial<CliIO> = {}): Promise<ElbowResult> {
  const io = completeIO(partial), { name, table, result } = await segmentFile("elbow", options, "auto", io);
  const { model, leftOut, notes, curve, k } = result;
  const found: ElbowResult = { file: name, rows: table.rows, columns: model.features.map((column) => column.name), leftOut, notes, curve, knee: kneeOf(result), k, verdict: model.insights?.verdict ?? null };
  if (options.json) await printJson(io.stdout, found);
  else await print(io.stdout, elbowText(found, widthOf(io.stdout)));
  return found;
}

function elbowText({ file, rows, columns, leftOut, curve, knee, notes, k, verdict }: ElbowResult, width: number): string {
  return [
    `${plain(basename(file))}: ${formatCount(rows)} customers`,
    "",
    ...factLines([["Used", columns.join(", ")], ["Left out", leftOutLines(leftOut)]], width),
    "",
    ...curveLines(curve, knee, width),
    ...(curve.length > 0 ? [""] : []),
    ...wrap(kneeText(curve, knee), width),
    ...(verdict ? ["", ...factLines([["Verdict", [...verdictLines(verdict, { k, isGiven: false }), ...fewNotes(notes)]]], width)] : wrap(curve.length > 0 ? `fit --quick would take k = ${k}.` : notes.at(-1)!, width)),
  ].join("\n");
}

function kneeText(curve: readonly ElbowPoint[], knee: number | null): string {
  if (curve.length === 0) return "";
  return knee === null ? "The curve of inertia has no knee: no number of segments stands out by it." : `The knee is at k = ${knee}: segments beyond it add little.`;
}

/** What is to be said of a curve that ends early. */
const fewNotes = (notes: readonly string[]): string[] => notes.filter((note) => note.startsWith("There are only")).map((note) => note.replace(/\.$/, ""));

export const elbowDefinition: CommandDefinition = {
  name: "elbow",
  description: "Draw how well each number of segments fits, and find the knee.",
  arguments: [["<file>", "the customers: CSV or NDJSON, gzip or not; - for stdin"]],
  options: [...SEGMENTING_OPTIONS, ...FILE_OPTIONS, ...COMMON_OPTIONS],
  examples: [
    ["customers.csv", "try 2 to 10 segments"],
    ["customers.csv --max-k 20 --recipe guide", "try up to 20, by the steps of the guide"],
  ],
  run: ([file], raw, io) => elbowCommand(segmentingOptions(file!, raw), io),
};
