import { Matrix, readMatrix, type MatrixInput, type StreamedRows } from "../data";
import { collectRows, columnsOf } from "../math/rows";
import type { Model } from "./contract";

/** A model of which each row of the result comes from one row of the input. */
export interface RowModel extends Model {
  /** The rows that the model makes of others, computed as they are looked at; only between the stages of a pipeline. */
  stream(input: MatrixInput | StreamedRows): StreamedRows;
}

/** All rows that a model makes of others. Refuses numbers that are not finite. */
export function mapRows(model: RowModel, input: MatrixInput): Matrix {
  const { names, stream } = model.stream(input), { data, finite } = collectRows(stream);
  if (!finite) readMatrix(model.kind, input);
  return Matrix.wrap(data, stream.source.rows, columnsOf(stream), names);
}
