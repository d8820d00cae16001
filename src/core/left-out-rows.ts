import { Frame, takeFrame } from "../data";
import type { FitOptions, Model } from "./contract";
import { PipelineModel } from "./pipeline-model";
import type { KeepsRows } from "./row-notes";
import { advance } from "./streamed-rows";

/** What the stages after a fitted one are fitted on: its rows, and the options with weights of just those. */
export interface Remaining {
  readonly value: unknown;
  readonly options: FitOptions;
}

/** The rows that a fitted stage leaves to those after it. */
export function leaveOut(model: Model, value: unknown, options: FitOptions): Remaining {
  const kept = Frame.is(value) ? keptRows(model, value) : null;
  if (kept === null) return { value, options };
  const { weights } = options;
  return { value: takeFrame(value as Frame, kept), options: weights === undefined ? options : { ...options, weights: Float64Array.from(kept, (row) => weights[row]!) } };
}

/** The rows of a table that take part in a fit; null for all of them. */
function keptRows(model: Model, table: Frame): Int32Array | null {
  if (model instanceof PipelineModel) return keptThrough(model, table);
  const kept = (model as Partial<KeepsRows>).keptRows?.(table);
  return kept && kept.length < table.rows ? kept : null;
}

/** The rows that all stages of a pipeline keep. */
function keptThrough({ stages }: PipelineModel, table: Frame): Int32Array | null {
  let rows: Int32Array | null = null, value: unknown = table;
  for (const [i, stage] of stages.entries()) {
    const kept = Frame.is(value) ? keptRows(stage, value) : null;
    if (kept) {
      const before: Int32Array | null = rows;
      rows = before ? kept.map((row) => before[row]!) : kept;
      value = takeFrame(value as Frame, kept);
    }
    if (!Frame.is(value)) return rows;
    if (i < stages.length - 1) value = advance(stage, value);
  }
  return rows;
}
