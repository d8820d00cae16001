import { CodedColumns, decodeClass, encode, readUnseen, type Codec, type Model, type ModelJSON, type Unseen } from "../../core";
import { indexClasses, type Category, type ClassIndex, type MatrixInput, type Table, type TableInput } from "../../data";
import { SegmentryError, show } from "../../errors";

const KIND = "LabelEncoder";

/**
 * A fitted {@link LabelEncoder} of one list of values. Immutable.
 *
 * @example
 * ```ts
 * import { LabelEncoder } from "segmentry";
 *
 * const model = new LabelEncoder().fit(["low", "high", "low"]);
 * console.log(model.classes, model.inverseTransform([1, 0])); // [ 'high', 'low' ] [ 'low', 'high' ]
 * ```
 */
export class LabelListModel<T extends Category = Category> implements Model {
  readonly kind = KIND;
  /** The distinct values, sorted; the index of each is its code. */
  readonly classes: readonly T[];
  readonly #index: ClassIndex;

  /** @internal */
  constructor(classes: readonly T[], readonly unseen: Unseen) {
    this.classes = Object.freeze([...classes]);
    this.#index = indexClasses(classes);
  }

  /**
   * The code of each value. O(values).
   *
   * @throws SegmentryError `UNSEEN_CATEGORY` unless a code for unseen values was chosen
   */
  transform(values: readonly T[]): number[] {
    return values.map((value, i) => {
      const code = this.#index.get(value);
      if (code !== undefined) return code;
      if (this.unseen !== "error") return this.unseen;
      throw new SegmentryError("UNSEEN_CATEGORY", KIND, "values it was fitted on", `${show(value)} at index ${i}`, "fit again with it, or choose its code with the option unseen");
    });
  }

  /** The value of each code; null for the code of unseen values. */
  inverseTransform(codes: ArrayLike<number>): (T | null)[] {
    return Array.from(codes, (code, i) => decodeClass(KIND, this.classes, code, this.unseen, i) as T | null);
  }

  toJSON(): ModelJSON {
    return encode(KIND, { of: "values", classes: this.classes, unseen: this.unseen });
  }
}

/**
 * A fitted {@link LabelEncoder} of the columns of a table. Immutable.
 *
 * @example
 * ```ts
 * import { LabelEncoder } from "segmentry";
 *
 * const model = new LabelEncoder().fit([{ CITY: "Rome" }, { CITY: "Oslo" }]);
 * console.log(model.classes, model.transform([{ CITY: "Rome" }]).toRows()); // { CITY: [ 'Oslo', 'Rome' ] } [ [ 1 ] ]
 * ```
 */
export class LabelEncoderModel implements Model {
  readonly kind = KIND;
  readonly #columns: CodedColumns;

  /** @internal */
  constructor(columns: CodedColumns) {
    this.#columns = columns;
  }

  /** The sorted distinct values of each coded column; the index of each is its code. Copied. */
  get classes(): Record<string, Category[]> {
    return this.#columns.classes;
  }

  /**
   * The feature columns, with the coded ones as integers. Columns that were not there at fit, ids and ignored ones are left
   * out. O(rows x columns).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`, `MISSING_VALUE`, `UNSEEN_CATEGORY`
   */
  transform(input: TableInput): Table<"numeric"> {
    return this.#columns.transform(input);
  }

  /**
   * The table that the codes stand for; null for the code of unseen values.
   *
   * @throws SegmentryError `WRONG_WIDTH`, `INVALID_OPTION` for a number that is no code
   */
  inverseTransform(input: MatrixInput): Table {
    return this.#columns.inverse(input);
  }

  toJSON(): ModelJSON {
    return encode(KIND, { of: "columns", ...this.#columns.toFields() });
  }
}

/** Reads a fitted LabelEncoder back. */
export const labelEncoderCodec: Codec<LabelListModel | LabelEncoderModel> = {
  kind: KIND,
  version: 1,
  read(fields) {
    if (fields.oneOf("of", ["values", "columns"]) === "columns") return new LabelEncoderModel(CodedColumns.read(KIND, fields));
    return new LabelListModel(fields.categories("classes"), readUnseen(fields));
  },
};
