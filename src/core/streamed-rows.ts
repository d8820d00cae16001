import { asMatrix, Frame, Matrix, namesDiffer, type MatrixInput } from "../data";
import { engineWalk, useEngine } from "../engine";
import type { NamedRowMap } from "../math/row-map";
import { collectRows, columnsOf, rowsOf, type RowStream } from "../math/rows";
import { CodedColumns } from "./coded-columns";
import { codedRows } from "./coded-rows";
import type { Model } from "./contract";
import { byHand, goThrough, PipelineModel } from "./pipeline-model";

/**
 * Rows on their way from one stage of a pipeline to the next, computed as they are looked at. They look into the caller's
 * data: never handed out of a pipeline, nor kept beyond its work.
 *
 * Numbers that are not finite are looked for in what is made of the rows, not in them: no map makes finite ones of them. Then
 * the stages do their work by hand, one after the other, and the one that refuses such numbers says so.
 */
export class StreamedRows {
  /**
   * @param names one a column
   * @param whole all of the rows, as the stages before give them by hand
   */
  constructor(readonly names: readonly string[], readonly stream: RowStream, readonly whole: () => unknown) {}

  /** All of the rows. */
  settle(): unknown {
    const { stream, names } = this, { maps, source } = stream;
    // Without a map they are a matrix already, or the table that a stage for tables takes.
    if (maps.length === 0) return this.whole();
    const { data, finite } = collectRows(stream, engineWalk);
    return finite ? Matrix.wrap(data, source.rows, columnsOf(stream), names) : this.whole();
  }
}

/** The rows of a matrix, to look at block by block. */
export function readRows(who: string, input: MatrixInput): StreamedRows {
  const matrix = asMatrix(who, input), { data, columns, names } = matrix;
  return new StreamedRows(names, { source: rowsOf(data, columns), maps: [] }, () => matrix);
}

/** A model of which each row of the result comes from one row of numbers. */
type RowModel = Model & { rowMap?(): NamedRowMap; names?: readonly string[] };

/** What a stage makes of rows, as rows again where it can, else as its `transform` gives it. */
export function advance(model: Model, value: unknown): unknown {
  if (model instanceof PipelineModel) return model.stages.reduce((before, stage) => advance(stage, before), value);
  const rows = streamed(model, value);
  return rows ?? byHand([model], settled(value));
}

/** What a stage takes that knows nothing of streams. */
export const settled = (value: unknown): unknown => (value instanceof StreamedRows ? value.settle() : value);

/** Lets all pipelines stream rows from stage to stage from now on. Models do not import this: a front end would bundle it. */
export function streamPipelines(): void {
  useEngine();
  goThrough((stages, input) => settled(stages.reduce((value, stage) => advance(stage, value), input)));
}

function streamed(model: RowModel, value: unknown): StreamedRows | null {
  const whole = (): unknown => byHand([model], value instanceof StreamedRows ? value.whole() : value);
  if (model instanceof CodedColumns) {
    if (!Frame.is(value) && !Array.isArray(value)) return null;
    const rows = codedRows(model, value as readonly object[]);
    return rows && new StreamedRows(rows.names, { source: rows.source, maps: [] }, whole);
  }
  if (!model.rowMap || !(value instanceof StreamedRows || Matrix.is(value))) return null;
  const rows = Matrix.is(value) ? readRows(model.kind, value) : value, { source, maps } = rows.stream, map = model.rowMap(), names = model.names!;
  if (rows.names.length !== names.length || source.rows === 0 || namesDiffer(names, rows.names)) return null;
  return new StreamedRows(map.names, { source, maps: [...maps, map] }, whole);
}
