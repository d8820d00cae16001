import { isList, SegmentryError, show, showNames } from "../errors";

/** Known to every copy of this library, so that a matrix of one entry point is a matrix to the other. */
const BRAND = Symbol.for("segmentry.Matrix");

/**
 * A dense matrix of float64 numbers: rows x columns, row-major, with a name for each column.
 *
 * @example
 * ```ts
 * import { Matrix } from "segmentry";
 *
 * const x = Matrix.fromRows([[1, 2], [3, 4], [5, 6]], ["age", "orders"]);
 * console.log(x.rows, x.columns, x.names); // 3 2 [ 'age', 'orders' ]
 * console.log(x.toRows()[1]); // [ 3, 4 ]
 * ```
 */
export class Matrix {
  /** How many rows. */
  readonly rows: number;
  /** How many columns. */
  readonly columns: number;
  /** One name a column; `x0`, `x1`, ... where none were given. */
  readonly names: readonly string[];
  /** The rows x columns numbers, row after row. Models copy what they keep: changing it never changes a model. */
  readonly data: Float64Array;
  /** @internal */
  declare readonly [BRAND]: true;

  private constructor(data: Float64Array, rows: number, columns: number, names: readonly string[]) {
    (this as { [BRAND]: true })[BRAND] = true;
    this.data = data;
    this.rows = rows;
    this.columns = columns;
    this.names = names;
  }

  /**
   * A matrix from a list of rows of equal length, copied. O(rows x columns).
   *
   * @param rows one or more rows of one or more numbers
   * @param names one distinct name a column
   * @throws SegmentryError `EMPTY_DATA`, `RAGGED_ROWS`, `NOT_NUMERIC`, `WRONG_LENGTH`, `DUPLICATE_COLUMN`
   */
  static fromRows(rows: readonly ArrayLike<number>[], names?: readonly string[]): Matrix {
    return matrixFromRows("Matrix", rows, names);
  }

  /**
   * A matrix from numbers that are already row-major, copied. O(rows x columns).
   *
   * @param data rows x columns numbers
   * @throws SegmentryError `EMPTY_DATA`, `WRONG_LENGTH`, `NOT_NUMERIC`, `DUPLICATE_COLUMN`
   */
  static fromData(data: ArrayLike<number>, rows: number, columns: number, names?: readonly string[]): Matrix {
    if (!(rows > 0 && columns > 0 && data?.length === rows * columns && Number.isInteger(rows) && Number.isInteger(columns))) {
      throw new SegmentryError("WRONG_LENGTH", "Matrix", `rows x columns = ${rows} x ${columns} numbers`, show(data?.length));
    }
    const copy = new Float64Array(data.length);
    for (let i = 0, p = 0; i < rows; i++) for (let j = 0; j < columns; j++, p++) copy[p] = numberAt("Matrix", data[p], i, j);
    return Matrix.wrap(copy, rows, columns, names && checkColumnNames("Matrix", names, columns));
  }

  /**
   * Takes the data as it is, without a copy or a look at it.
   *
   * @internal
   */
  static wrap(data: Float64Array, rows: number, columns: number, names?: readonly string[]): Matrix {
    return new Matrix(data, rows, columns, names ?? numberedNames("x", columns));
  }

  /** The rows as plain arrays, copied. */
  toRows(): number[][] {
    return Array.from({ length: this.rows }, (_, i) => this.row(i));
  }

  /** One row as a plain array, copied. */
  row(index: number): number[] {
    return Array.from(this.data.subarray(index * this.columns, (index + 1) * this.columns));
  }

  /** Shape, names and numbers as plain JSON; finite numbers survive bit for bit. */
  toJSON(): MatrixJSON {
    return { rows: this.rows, columns: this.columns, names: [...this.names], data: Array.from(this.data) };
  }

  /** @internal */
  static is(value: unknown): value is Matrix {
    return (value as { [BRAND]?: true } | null | undefined)?.[BRAND] === true;
  }
}

/** A {@link Matrix} as plain JSON. */
export interface MatrixJSON {
  rows: number;
  columns: number;
  names: string[];
  /** rows x columns numbers, row after row. */
  data: number[];
}

/** Names such as x0, x1, ...: x for columns that the caller gave no names. */
export function numberedNames(prefix: string, count: number): readonly string[] {
  return Object.freeze(Array.from({ length: count }, (_, j) => prefix + j));
}

/** A copy that shares nothing; -0, which JSON does not know, becomes 0. */
export function copyMatrix({ data, rows, columns, names }: Matrix): Matrix {
  const copy = data.slice();
  for (let p = 0; p < copy.length; p++) copy[p]! += 0;
  return Matrix.wrap(copy, rows, columns, names);
}

/** Whether two lists of names differ where both were given by the caller. */
export function namesDiffer(a: readonly string[], b: readonly string[]): boolean {
  const given = (names: readonly string[]): boolean => names.some((name, j) => name !== `x${j}`);
  return given(a) && given(b) && a.some((name, j) => name !== b[j]);
}

/** A matrix from rows, refused in the name of `who`. */
export function matrixFromRows(who: string, rows: readonly ArrayLike<number>[], names?: readonly string[]): Matrix {
  if (!Array.isArray(rows)) throw new SegmentryError("NOT_NUMERIC", who, "rows of numbers", show(rows));
  const width = (rows[0] as ArrayLike<number> | null | undefined)?.length;
  if (rows.length === 0 || width === 0) {
    throw new SegmentryError("EMPTY_DATA", who, "at least one row and one column", "none");
  }
  if (width === undefined || typeof rows[0] === "string") {
    throw new SegmentryError("NOT_NUMERIC", who, "rows of numbers", `${show(rows[0])} at row index 0`);
  }
  const data = new Float64Array(rows.length * width);
  for (let i = 0, p = 0; i < rows.length; i++) {
    const row = rows[i] as ArrayLike<number> | null | undefined;
    if (row?.length !== width) {
      const found = row?.length === undefined ? show(row) : `${row.length}`;
      throw new SegmentryError("RAGGED_ROWS", who, `every row to have ${width} values as the first`, `${found} at row index ${i}`);
    }
    for (let j = 0; j < width; j++, p++) data[p] = numberAt(who, row[j], i, j);
  }
  return Matrix.wrap(data, rows.length, width, names && checkColumnNames(who, names, width));
}

function numberAt(who: string, value: unknown, row: number, column: number): number {
  if (typeof value === "number") return value;
  throw new SegmentryError("NOT_NUMERIC", who, "numbers", `${show(value)} at row index ${row}, column index ${column}`, "encode text and fill missing values first");
}

function checkColumnNames(who: string, names: readonly string[], columns: number): readonly string[] {
  if (!isList(names) || names.length !== columns) {
    throw new SegmentryError("WRONG_LENGTH", who, `one name for each of ${columns} columns`, `${show(names?.length)} names`);
  }
  if (new Set(names).size < columns || names.some((name) => typeof name !== "string")) {
    throw new SegmentryError("DUPLICATE_COLUMN", who, "distinct texts as column names", showNames(names));
  }
  return Object.freeze([...names]);
}
