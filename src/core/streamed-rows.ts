import { asMatrix, Frame, isFeature, Matrix, namesDiffer, readMatrix, type Column, type MatrixInput, type NumberColumn } from "../data";
import { engineWalk, useEngine } from "../engine";
import type { NamedRowMap } from "../math/row-map";
import { collectRows, columnsOf, rowsOf, type RowSource, type RowStream } from "../math/rows";
import { centerDistances } from "./center-distances";
import { CodedColumns } from "./coded-columns";
import { codedRows } from "./coded-rows";
import type { Model } from "./contract";
import { oneHotRows } from "./one-hot-rows";
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

/**
 * The rows of a matrix or of a table of numbers, to look at block by block. Whether all are finite is not known.
 *
 * @throws SegmentryError what any matrix of numbers is refused for, but for numbers that are not finite
 */
export function readRows(who: string, input: MatrixInput): StreamedRows {
  const columns = Frame.is(input) ? numbersOf(input) : null;
  if (columns) return new StreamedRows(columns.map(({ name }) => name), { source: columnsAsRows(columns), maps: [] }, () => input);
  const matrix = asMatrix(who, input), { data, rows, columns: d, names } = matrix;
  if (rows === 0 || d === 0) readMatrix(who, matrix);
  return new StreamedRows(names, { source: rowsOf(data, d), maps: [] }, () => matrix);
}

/** The features of a table, all of them numbers; null where it has none, others, or no rows. */
function numbersOf(table: Frame): NumberColumn[] | null {
  const columns = table.specs.filter(isFeature).map(({ name }) => table.store(name));
  const isNumber = (column: Column): column is NumberColumn => column.type === "number" || column.type === "boolean";
  return columns.length > 0 && table.rows > 0 && columns.every(isNumber) ? columns : null;
}

function columnsAsRows(columns: readonly NumberColumn[]): RowSource {
  const d = columns.length;
  return {
    rows: columns[0]!.values.length, columns: d,
    read: (start, count, into) => columns.forEach(({ values }, j) => {
      for (let row = start, p = j; row < start + count; row++, p += d) into[p] = values[row]!;
    }),
  };
}

/** A model of which each row of the result comes from one row of numbers. */
type RowModel = Model & { rowMap?(): NamedRowMap; names?: readonly string[] };

/** What a stage makes of rows, as rows again where it can, else as its `transform` gives it. */
export function advance(model: Model, value: unknown): unknown {
  if (model instanceof PipelineModel) return model.stages.reduce((before, stage) => advance(stage, before), value);
  const rows = streamed(model, value);
  if (rows) return rows;
  return model.kind === "KMeans" ? centerDistances(model, settled(value) as MatrixInput) : byHand([model], settled(value));
}

/** What a stage takes that knows nothing of streams. */
export const settled = (value: unknown): unknown => (value instanceof StreamedRows ? value.settle() : value);

/** Lets all pipelines stream rows from stage to stage from now on. Models do not import this: a front end would bundle it. */
export function streamPipelines(): void {
  useEngine();
  goThrough((stages, input) => settled(stages.reduce((value, stage) => advance(stage, value), input)));
}

/** For lists that never change the last one that was found to be the same: models compare theirs for each row that they are asked about. */
const SAME = /* @__PURE__ */ new WeakMap<readonly string[], readonly string[]>();

function areSame(a: readonly string[], b: readonly string[]): boolean {
  if (SAME.get(a) === b) return true;
  if (namesDiffer(a, b)) return false;
  if (Object.isFrozen(a) && Object.isFrozen(b)) SAME.set(a, b);
  return true;
}

function streamed(model: RowModel, value: unknown): StreamedRows | null {
  const whole = (): unknown => byHand([model], value instanceof StreamedRows ? value.whole() : value);
  if (model instanceof CodedColumns) {
    if (!Frame.is(value) && !Array.isArray(value)) return null;
    const rows = codedRows(model, value as readonly object[]);
    return rows && new StreamedRows(rows.names, { source: rows.source, maps: [] }, whole);
  }
  if (model.kind === "OneHotEncoder" && Frame.is(value)) {
    const rows = oneHotRows(model, value);
    return rows && new StreamedRows(rows.names, { source: rows.source, maps: [] }, whole);
  }
  if (!model.rowMap || !(value instanceof StreamedRows || Matrix.is(value) || Frame.is(value))) return null;
  const rows = value instanceof StreamedRows ? value : readRows(model.kind, value as MatrixInput), { source, maps } = rows.stream, map = model.rowMap(), names = model.names!;
  if (rows.names.length !== names.length || source.rows === 0 || !areSame(names, rows.names)) return null;
  return new StreamedRows(map.names, { source, maps: [...maps, map] }, whole);
}
