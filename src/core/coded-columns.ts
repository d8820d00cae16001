import {
  classCodes, fillColumn, Frame, indexClasses, readColumns, readFeatures,
  type Category, type ClassIndex, type ColumnSpec, type NumberColumn, type MatrixInput, type TableInput, type Value,
} from "../data";
import { SegmentryError, show } from "../errors";
import { encode, type Codec, type FieldReader } from "./codec";
import type { Model, ModelJSON } from "./contract";
import { numericColumn } from "./schema";

/** What to do with a category that was not there when the model was fitted: refuse it, or the code to give it. */
export type Unseen = "error" | number;

/** A column that is coded, with its classes in the order of their codes. */
export interface CodedColumn {
  readonly name: string;
  readonly classes: readonly Category[];
}

/** A model that turns the categories of columns into integer codes, among others that stay as they are. Immutable. */
export abstract class CodedColumns implements Model {
  abstract readonly kind: string;
  readonly #specs: readonly ColumnSpec[];
  readonly #coded: readonly CodedColumn[];
  readonly #indices: ReadonlyMap<string, ClassIndex>;
  /** What becomes of a category that was not there at fit: an error, or this code. */
  readonly unseen: Unseen;

  /** @hidden */
  constructor({ specs, coded, unseen }: CodedFields) {
    this.#specs = specs;
    this.#coded = coded;
    this.#indices = new Map(coded.map(({ name, classes }) => [name, indexClasses(classes)]));
    this.unseen = unseen;
  }

  /** The classes of each coded column; the index of each is its code. Copied. */
  get classes(): Record<string, Category[]> {
    return Object.fromEntries(this.#coded.map(({ name, classes }) => [name, [...classes]]));
  }

  /**
   * The feature columns, with the coded ones as integers. Columns that were not there at fit, ids and ignored ones are left
   * out. O(rows x columns).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`, `MISSING_VALUE`, `UNSEEN_CATEGORY`
   */
  transform(input: TableInput): Frame<"numeric"> {
    return Frame.wrap(readColumns(this.kind, input, this.#specs).map((column) => {
      const index = this.#indices.get(column.name), { kind, unseen } = this;
      if (!index) return column;
      return { ...numericColumn(column.name), values: classCodes(kind, column, index, unseen) } as NumberColumn;
    }));
  }

  /**
   * The table that the codes stand for; null for the code of unseen values.
   *
   * @throws SegmentryError `WRONG_WIDTH`, `INVALID_OPTION` for a number that is no code
   */
  inverseTransform(input: MatrixInput): Frame {
    const { data, rows, columns } = readFeatures(this.kind, input, this.#specs.map(({ name }) => name));
    return Frame.wrap(this.#specs.map((spec, j) => {
      const values = Array.from({ length: rows }, (_, i) => data[i * columns + j]!);
      const known = this.#coded.find(({ name }) => name === spec.name)?.classes;
      if (!known) return { ...spec, type: spec.type as "number", values: Float64Array.from(values) };
      return fillColumn(this.kind, spec, values.map((code, row) => decodeClass(this.kind, known, code, this.unseen, row)));
    }));
  }

  toJSON(): ModelJSON {
    return encode(this.kind, { columns: this.#specs, coded: this.#coded, unseen: this.unseen });
  }
}

/** What {@link CodedColumns} is made of. */
export interface CodedFields {
  readonly specs: readonly ColumnSpec[];
  readonly coded: readonly CodedColumn[];
  readonly unseen: Unseen;
}

/** A codec of a kind of coded columns. */
export function codedCodec<M extends CodedColumns>(kind: string, make: new (fields: CodedFields) => M): Codec<M> {
  return {
    kind,
    read(fields) {
      const specs = fields.columns("columns");
      const coded = fields.each("coded", (column) => ({ name: column.string("name"), classes: column.categories("classes") }));
      fields.among("coded", coded, specs);
      return new make({ specs, coded, unseen: readUnseen(fields) });
    },
  };
}

/** The category of a code; null for the code that stands for unseen ones. */
export function decodeClass(who: string, classes: readonly Category[], code: number, unseen: Unseen, row: number): Value {
  const value = classes[code];
  if (value !== undefined) return value;
  if (code === unseen) return null;
  throw new SegmentryError("INVALID_OPTION", who, `codes from 0 to ${classes.length - 1}`, `${code} at row index ${row}`);
}

/** Reads the policy for unseen categories from a model's fields. */
export function readUnseen(fields: FieldReader): Unseen {
  const value = fields.value("unseen");
  if (value === "error" || (typeof value === "number" && Number.isFinite(value))) return value;
  return fields.fail("unseen", '"error" or a finite number', show(value));
}
