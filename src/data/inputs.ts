import { SegmentryError, show, showNames } from "../errors";
import { allFinite } from "../math/finite";
import { fillColumn } from "./fill-column";
import type { Column, ColumnSpec } from "./column";
import { Matrix, matrixFromRows, namesDiffer } from "./matrix";
import { checkRecords, columnOf, Frame, missingColumns, tableToMatrix, type TableInput } from "./frame";

/** A matrix of ml-matrix, or anything of its shape. */
export interface MlMatrixLike {
  readonly rows: number;
  readonly columns: number;
  /** The number at a row and a column, from 0. */
  get(row: number, column: number): number;
}

/** Whatever can be read as a dense matrix of numbers. */
export type MatrixInput = Matrix | readonly ArrayLike<number>[] | MlMatrixLike | Frame<"numeric">;

/** Reads a matrix of finite numbers. The result may share memory with the input: never write to it. */
export function readMatrix(who: string, input: MatrixInput): Matrix {
  const matrix = asMatrix(who, input);
  if (matrix.rows === 0 || matrix.columns === 0) throw new SegmentryError("EMPTY_DATA", who, "at least one row and one column", "none");
  const { data, columns, names } = matrix;
  if (!allFinite(data)) {
    const p = data.findIndex((value) => !Number.isFinite(value)), row = Math.floor(p / columns), name = names[p % columns]!;
    throw new SegmentryError("NOT_FINITE", who, "finite numbers", `${data[p]} at row index ${row}, column ${show(name)}`, "fill or drop such rows first");
  }
  return matrix;
}

/** Reads a matrix of the columns that a model was fitted on. */
export function readFeatures(who: string, input: MatrixInput, names: readonly string[]): Matrix {
  const matrix = readMatrix(who, input);
  if (matrix.columns !== names.length) {
    throw new SegmentryError("WRONG_WIDTH", who, `${names.length} columns as it was fitted on`, `${matrix.columns}`);
  }
  if (namesDiffer(names, matrix.names)) {
    throw new SegmentryError("WRONG_COLUMNS", who, `the columns it was fitted on (${showNames(names, 8)})`, showNames(matrix.names, 8));
  }
  return matrix;
}

/** Reads a matrix, of finite numbers or not. The result may share memory with the input: never write to it. */
export function asMatrix(who: string, input: MatrixInput): Matrix {
  if (Matrix.is(input)) return input;
  if (Frame.is(input)) return tableToMatrix(who, input);
  if (Array.isArray(input)) return matrixFromRows(who, input as readonly ArrayLike<number>[]);
  const like = input as MlMatrixLike | null | undefined;
  if (typeof like === "object" && typeof like?.get === "function" && Number.isInteger(like.rows) && Number.isInteger(like.columns)) {
    return matrixFromRows(who, Array.from({ length: like.rows }, (_, i) => Array.from({ length: like.columns }, (_, j) => like.get(i, j))));
  }
  throw new SegmentryError("NOT_NUMERIC", who, "a Matrix, rows of numbers or an ml-matrix matrix", show(input));
}

/** Reads just the columns that a model was fitted on, as the type that they had; other columns are passed over. */
export function readColumns(who: string, input: TableInput, specs: readonly ColumnSpec[]): Column[] {
  requireColumns(who, input, specs);
  return specs.map((spec) => {
    const { name, kind, type } = spec;
    if (!Frame.is(input)) return fillColumn(who, spec, columnOf(input, name));
    const column = input.store(name);
    return column.type === type ? { ...column, kind } : fillColumn(who, spec, input.column(name));
  });
}

/** Refuses what is no table, and one without columns that are needed. */
export function requireColumns(who: string, input: TableInput, specs: readonly ColumnSpec[]): void {
  if (!Frame.is(input)) checkRecords(who, input);
  const missing = specs.map(({ name }) => name).filter((name) => !(Frame.is(input) ? input.has(name) : input.some((record) => Object.hasOwn(record, name))));
  if (missing.length > 0) throw missingColumns(who, missing, Frame.is(input) ? input.names : Object.keys(input[0]!));
}
