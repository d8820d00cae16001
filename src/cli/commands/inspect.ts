import type { AnyModel, ColumnSpec, LeftOut } from "../../index";
import type { CommandDefinition } from "../definition";
import { readModel } from "../input/model";
import { completeIO, print, printJson, widthOf, type CliIO } from "../io";
import { COMMON_OPTIONS, commonOptions } from "../options/shared";
import type { CommonOptions } from "../options/types";
import { stagesOf } from "../../contract/rows";
import { factLines, tableLines } from "../terminal/layout";
import { plain } from "../terminal/plain";
import { leftOutLines, noteLines } from "./facts";
import { figuresOf } from "./figures";

/** Options of {@link inspectCommand}. */
export interface InspectOptions extends CommonOptions {
  /** Path of the model; `-` for stdin. */
  readonly model: string;
}

/** The main figures of a stage, in words. */
export interface StageFigures {
  readonly kind: string;
  readonly figures: string;
}

/** What {@link inspectCommand} found: the document that `--json` prints. */
export interface InspectResult {
  readonly file: string;
  readonly kind: string;
  readonly version: number;
  readonly figures: string;
  readonly stages: readonly StageFigures[];
  /** Of a segmentation: the columns it needs, and what was decided. */
  readonly features?: readonly ColumnSpec[];
  readonly id?: string | null;
  readonly leftOut?: readonly LeftOut[];
  readonly notes?: readonly string[];
}

/**
 * Prints what is in the file of a model, of whatever kind.
 *
 * @throws SegmentryError what was refused: the model
 *
 * @example
 * ```ts
 * import { KMeans } from "segmentry";
 * import { inspectCommand } from "segmentry/cli";
 *
 * const model = JSON.stringify(new KMeans({ k: 2, seed: 222 }).fit([[1], [2], [8], [9]]));
 * const stdin = (async function* () { yield model; })(), stdout = { write: () => true };
 * const { kind, figures } = await inspectCommand({ model: "-" }, { stdin, stdout });
 * console.log(kind, figures); // KMeans k = 2, inertia 1, 2 iterations; sizes 2 / 2
 * ```
 */
export async function inspectCommand(options: InspectOptions, partial: Partial<CliIO> = {}): Promise<InspectResult> {
  const io = completeIO(partial), { name, model } = await readModel("inspect", options.model, io);
  const result = { file: name, kind: model.kind, version: model.toJSON().version, figures: figuresOf(model), stages: stageFigures(model), ...segmentationFacts(model) };
  if (options.json) await printJson(io.stdout, result);
  else await print(io.stdout, inspectText(result, widthOf(io.stdout)));
  return result;
}

function stageFigures(model: AnyModel): StageFigures[] {
  const stages = stagesOf(model);
  return stages[0] === model ? [] : stages.map((stage) => ({ kind: stage.kind, figures: figuresOf(stage) }));
}

function segmentationFacts(model: AnyModel): Partial<InspectResult> {
  if (model.kind !== "Segmentation") return {};
  const { features, id, leftOut, notes } = model;
  return { features, id, leftOut, notes };
}

function inspectText({ file, kind, version, figures, stages, features = [], id, leftOut = [], notes = [] }: InspectResult, width: number): string {
  const lines = tableLines([["Stage", "Figures"], ...stages.map((stage) => [stage.kind, stage.figures])], width);
  const facts = factLines([
    ["Columns", features.map((feature) => `${feature.name} (${feature.kind})`).join(", ")],
    ["Id", id ?? ""], ["Left out", leftOutLines(leftOut)], ["Notes", noteLines(notes)],
  ], width);
  return [
    `${plain(file)}: ${kind}, version ${version}`, figures,
    ...(stages.length > 0 ? ["", ...lines] : []),
    ...(facts.length > 0 ? ["", ...facts] : []),
  ].join("\n");
}

export const inspectDefinition: CommandDefinition = {
  name: "inspect",
  description: "Show what is in the file of a model: its stages with their figures, the columns it needs, what was decided.",
  arguments: [["<model>", "a model of any kind; - for stdin"]],
  options: COMMON_OPTIONS,
  examples: [["model.json", "look into a model"], ["model.json --json", "the same for a program"]],
  run: ([model], raw, io) => inspectCommand({ model: model!, ...commonOptions(raw) }, io),
};
