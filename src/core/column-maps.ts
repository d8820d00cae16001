import { Matrix, missingColumns, readFeatures, readMatrix, type MatrixInput } from "../data";
import { SegmentryError, show } from "../errors";
import { encode, FieldReader, frozen } from "./codec";
import type { DataSchema, FitOptions, Model, ModelJSON } from "./contract";
import { checkFit } from "./fit-options";
import { numericSchema, requireNumeric } from "./schema";

/** What a model learned of each column; null for columns that stay as they are. */
export type ColumnParameters<P> = readonly (P | null)[];

/** A model that maps the numbers of each column by what it learned of that column. Immutable. */
export abstract class ColumnMaps<P extends object> implements Model {
  abstract readonly kind: string;
  /** The names of the d columns that it was fitted on. */
  readonly names: readonly string[];
  readonly #parameters: ColumnParameters<P>;

  /** @hidden */
  constructor(names: readonly string[], parameters: ColumnParameters<P>) {
    this.names = Object.freeze([...names]);
    this.#parameters = frozen(parameters);
  }

  /** What was learned of each of the d columns; null for those that stay as they are. */
  get parameters(): ColumnParameters<Readonly<P>> {
    return this.#parameters;
  }

  /** @internal */
  protected abstract map(of: P): (value: number) => number;

  /** @internal */
  protected abstract inverse(of: P): (value: number) => number;

  /** @internal */
  protected options(): Readonly<Record<string, unknown>> {
    return {};
  }

  /**
   * The numbers mapped column by column: n x d to n x d. O(n x d).
   *
   * @throws SegmentryError `WRONG_WIDTH`, `WRONG_COLUMNS`, `NOT_FINITE`, `NOT_NUMERIC`, `RAGGED_ROWS`, `EMPTY_DATA`
   */
  transform(input: MatrixInput): Matrix {
    return this.#apply(input, (of) => this.map(of));
  }

  /** What mapped numbers stand for: n x d to n x d. What was cut off at a limit comes back as the limit. O(n x d). */
  inverseTransform(input: MatrixInput): Matrix {
    return this.#apply(input, (of) => this.inverse(of));
  }

  #apply(input: MatrixInput, make: (of: P) => (value: number) => number): Matrix {
    const { data, rows, columns } = readFeatures(this.kind, input, this.names), result = data.slice();
    this.#parameters.forEach((of, j) => {
      if (of === null) return;
      const map = make(of);
      for (let p = j; p < result.length; p += columns) result[p] = map(result[p]!);
    });
    return Matrix.wrap(result, rows, columns, this.names);
  }

  toJSON(): ModelJSON {
    return encode(this.kind, { ...this.options(), names: this.names, columns: this.#parameters });
  }
}

/** Learns something of each column of a matrix, or of those named. */
export function learnColumns<P>(who: string, input: MatrixInput, columns: readonly string[] | undefined, options: FitOptions | undefined, learn: (values: Float64Array, name: string) => P): { names: readonly string[]; parameters: ColumnParameters<P> } {
  checkFit(who, options);
  const { data, rows, columns: d, names } = readMatrix(who, input);
  requireNames(who, columns, names);
  const one = (name: string, j: number): P => {
    const of = learn(Float64Array.from({ length: rows }, (_, i) => data[i * d + j]!), name);
    if (Object.values(of as object).flat().every(Number.isFinite)) return of;
    throw new SegmentryError("NOT_FINITE", who, `what is learned of column ${show(name)} to stay finite`, "an overflow", "scale it down first");
  };
  return { names, parameters: names.map((name, j) => (columns === undefined || columns.includes(name) ? one(name, j) : null)) };
}

/** The schema of a model that maps columns in place. */
export function columnsSchema(who: string, schema: DataSchema, columns: readonly string[] | undefined): DataSchema {
  const names = requireNumeric(who, schema).map(({ name }) => name);
  if (schema.exact) requireNames(who, columns, names);
  return numericSchema(names, schema.exact);
}

function requireNames(who: string, columns: readonly string[] | undefined, names: readonly string[]): void {
  const missing = columns?.filter((name) => !names.includes(name)) ?? [];
  if (missing.length > 0) throw missingColumns(who, missing, names);
}

/** Reads names and what was learned of each column. */
export function readColumnMaps<P>(fields: FieldReader, read: (of: FieldReader) => P): { names: readonly string[]; parameters: ColumnParameters<P> } {
  const names = fields.names("names");
  const one = (value: unknown, i: number): P | null => {
    if (value === null) return null;
    const of = new FieldReader(`${fields.who} columns[${i}]`, value), parameters = read(of);
    of.done();
    return parameters;
  };
  return { names, parameters: fields.list("columns", one, names.length) };
}
