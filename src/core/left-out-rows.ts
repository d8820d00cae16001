import { Frame, takeFrame } from "../data";
import type { FitOptions, Model } from "./contract";
import { readWeights } from "./fit-options";
import { PipelineModel } from "./pipeline-model";
import type { KeepsRows } from "./row-notes";
import { advance, settled } from "./streamed-rows";

/** What the stages after a fitted one are fitted on: its rows, and the options with weights of just those. */
export interface Remaining {
  readonly value: unknown;
  readonly options: FitOptions;
}

/**
 * The rows that a fitted stage leaves to those after it.
 *
 * @throws SegmentryError `WRONG_LENGTH`, `INVALID_OPTION` where rows are left out and the weights are not right
 */
export function leaveOut(model: Model, value: unknown, options: FitOptions): Remaining {
  const kept = keptRows(model, value);
  if (kept === null) return { value, options };
  const { table, rows } = kept, weights = readWeights("Pipeline", options.weights, table.rows);
  return { value: takeFrame(table, rows), options: weights ? { ...options, weights: Float64Array.from(rows, (row) => weights[row]!) } : options };
}

/** The rows of a table that take part in a fit, and the table; null where all of them do. */
function keptRows(model: Model, value: unknown): { table: Frame; rows: Int32Array } | null {
  if (model instanceof PipelineModel) return keptThrough(model, value);
  const { keptRows: keep } = model as Partial<KeepsRows>, table = keep ? settled(value) : null;
  if (!keep || !Frame.is(table)) return null;
  const rows = keep.call(model, table);
  return rows.length < table.rows ? { table, rows } : null;
}

/** The rows that all stages of a pipeline keep. */
function keptThrough({ stages }: PipelineModel, input: unknown): { table: Frame; rows: Int32Array } | null {
  let rows: Int32Array | null = null, value = input;
  for (const [i, stage] of stages.entries()) {
    const kept = keptRows(stage, value);
    if (kept) {
      const before: Int32Array | null = rows;
      rows = before ? kept.rows.map((row) => before[row]!) : kept.rows;
      value = takeFrame(kept.table, kept.rows);
    }
    if (i < stages.length - 1) value = advance(stage, value);
  }
  const table = rows ? settled(input) : null;
  return rows && Frame.is(table) ? { table, rows } : null;
}
