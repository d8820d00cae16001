import {
  classCodes, indexClasses, readColumns, readMatrix, refuseUnseen, Table,
  type Category, type ClassIndex, type ColumnSpec, type MatrixInput, type TableInput, type Value,
} from "../data";
import { SegmentryError, show } from "../errors";
import type { FieldReader } from "./codec";

/** What to do with a category that was not there when the model was fitted: refuse it, or the code to give it. */
export type Unseen = "error" | number;

/** A column that is coded, with its classes in the order of their codes. */
export interface CodedColumn {
  readonly name: string;
  readonly classes: readonly Category[];
}

/** Columns whose categories become integer codes, among others that stay as they are: the heart of the integer encoders. */
export class CodedColumns {
  readonly #indices: ReadonlyMap<string, ClassIndex>;

  constructor(
    readonly who: string, readonly specs: readonly ColumnSpec[], readonly coded: readonly CodedColumn[], readonly unseen: Unseen,
  ) {
    this.#indices = new Map(coded.map(({ name, classes }) => [name, indexClasses(classes)]));
  }

  get classes(): Record<string, Category[]> {
    return Object.fromEntries(this.coded.map(({ name, classes }) => [name, [...classes]]));
  }

  transform(input: TableInput): Table<"numeric"> {
    const classes = new Map(this.coded.map((column) => [column.name, column.classes]));
    return Table.wrap(readColumns(this.who, input, this.specs).map((column) => {
      const index = this.#indices.get(column.name);
      if (!index) return column;
      const codes = classCodes(this.who, column, index);
      if (this.unseen === "error") {
        refuseUnseen(this.who, column, codes, classes.get(column.name)!, "fit again with it, or choose its code with the option unseen");
      }
      const values = Float64Array.from(codes, (code) => (code < 0 ? (this.unseen as number) : code));
      return { name: column.name, kind: "numeric", type: "number", values };
    }));
  }

  inverse(input: MatrixInput): Table {
    const { data, rows, columns } = readMatrix(this.who, input), classes = new Map(this.coded.map((column) => [column.name, column.classes]));
    if (columns !== this.specs.length) {
      throw new SegmentryError("WRONG_WIDTH", this.who, `${this.specs.length} columns as it was fitted on`, `${columns}`);
    }
    return Table.fromColumns(Object.fromEntries(this.specs.map(({ name }, j) => {
      const values = Array.from({ length: rows }, (_, i) => data[i * columns + j]!);
      const known = classes.get(name);
      return [name, known ? values.map((code, row) => decodeClass(this.who, known, code, this.unseen, row)) : values];
    })), { schema: Object.fromEntries(this.specs.map(({ name, kind }) => [name, kind])) });
  }

  toFields(): Record<string, unknown> {
    return { columns: this.specs, coded: this.coded, unseen: this.unseen };
  }

  static read(who: string, fields: FieldReader): CodedColumns {
    const specs = fields.columns("columns");
    const coded = fields.list("coded", (_, i) => {
      const column = fields.nested("coded", i), name = column.string("name");
      if (!specs.some((spec) => spec.name === name)) column.fail("name", "one of its columns", show(name));
      const classes = column.categories("classes");
      column.done();
      return { name, classes };
    });
    if (new Set(coded.map(({ name }) => name)).size < coded.length) fields.fail("coded", "columns of distinct names", "one twice");
    return new CodedColumns(who, specs, coded, readUnseen(fields));
  }
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
