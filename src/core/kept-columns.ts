import { Matrix, readFeatures, type MatrixInput } from "../data";
import { encode, frozen, type Codec, type FieldReader } from "./codec";
import type { DataSchema, Model, ModelJSON } from "./contract";
import { numericSchema, requireNumeric } from "./schema";
import type { DroppedColumn } from "./useless-columns";

/** A model that keeps some columns of a matrix, and says why it leaves the others out. Immutable. */
export abstract class KeptColumns<Code extends string> implements Model {
  abstract readonly kind: string;
  /** The columns that are left out, each with its reason. */
  readonly dropped: readonly DroppedColumn<Code>[];
  readonly #all: readonly string[];
  readonly #at: readonly number[];

  /** @hidden */
  constructor(names: readonly string[], dropped: readonly DroppedColumn<Code>[]) {
    this.dropped = frozen(dropped);
    this.#all = names;
    this.#at = names.map((_, j) => j).filter((j) => !dropped.some(({ column }) => column === names[j]));
  }

  /** The names of the columns that are kept. Copied. */
  get names(): string[] {
    return this.#at.map((j) => this.#all[j]!);
  }

  /**
   * The columns that are kept, in their order. O(n x columns kept).
   *
   * @throws SegmentryError `WRONG_WIDTH`, `WRONG_COLUMNS`, `NOT_FINITE`, `NOT_NUMERIC`, `RAGGED_ROWS`, `EMPTY_DATA`
   */
  transform(input: MatrixInput): Matrix {
    const { data, rows, columns: d } = readFeatures(this.kind, input, this.#all), width = this.#at.length, kept = new Float64Array(rows * width);
    for (let row = 0, p = 0; row < rows; row++) for (let i = 0; i < width; i++) kept[p++] = data[row * d + this.#at[i]!]!;
    return Matrix.wrap(kept, rows, width, this.names);
  }

  toJSON(): ModelJSON {
    return encode(this.kind, { names: this.#all, dropped: this.dropped });
  }
}

/** A codec of a kind of model that keeps columns. */
export function keptColumnsCodec<Code extends string, M extends KeptColumns<Code>>(kind: string, codes: readonly Code[], make: new (names: readonly string[], dropped: readonly DroppedColumn<Code>[]) => M): Codec<M> {
  return {
    kind,
    read(fields: FieldReader) {
      const names = fields.names("names"), dropped = fields.each("dropped", (of) => ({ column: of.string("column"), code: of.oneOf("code", codes), reason: of.string("reason") }));
      fields.distinct("dropped", dropped.map(({ column }) => column));
      if (dropped.some(({ column }) => !names.includes(column)) || dropped.length === names.length) fields.fail("dropped", "some of its columns", "others, or all");
      return new make(names, dropped);
    },
  };
}

/** The schema of a model of which only the fit knows what it keeps. */
export const keptSchema = (who: string, schema: DataSchema): DataSchema => numericSchema(requireNumeric(who, schema).map(({ name }) => name), false);
