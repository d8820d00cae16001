import { freezeModel, checkFit, checkUnseen, codedSchema, encoderColumns, type DataSchema, type Estimator, type FitOptions, type Unseen } from "../../core";
import { countClasses, readTable, sortClasses, type Category, type TableInput } from "../../data";
import { checkNames, checkOptions, SegmentryError, show } from "../../errors";
import { LabelListModel } from "./list-model";
import { LabelEncoderModel } from "./model";

/** Options of {@link LabelEncoder}. */
export interface LabelEncoderOptions {
  /** The columns to code. Default: all text columns. */
  columns?: readonly string[];
  /** What to do with a value that was not there at fit: refuse it, or the code to give it. Default: `"error"`. */
  unseen?: Unseen;
}

/** The type of all values of a literal's type, so that others can be asked about later. */
export type Widened<T extends Category> = T extends string ? string : T extends number ? number : boolean;

const WHO = "LabelEncoder";

/**
 * Codes categories as integers 0, 1, ... in sorted order (text by code point), as scikit-learn's LabelEncoder does; of one
 * list of values, or of the columns of a table. Integer codes state an order that most categories do not have: for
 * clustering, OneHotEncoder is usually the better choice.
 *
 * @example
 * ```ts
 * import { LabelEncoder } from "segmentry";
 *
 * const codes = new LabelEncoder().fit(["b", "a", "b"]);
 * console.log(codes.classes, codes.transform(["b", "a"])); // [ 'a', 'b' ] [ 1, 0 ]
 *
 * const coded = new LabelEncoder({ unseen: -1 }).fit([{ GENDER: "M", AGE: 31 }, { GENDER: "F", AGE: 45 }]);
 * console.log(coded.transform([{ GENDER: "X", AGE: 20 }]).toRows()); // [ [ -1, 20 ] ]
 * ```
 */
export class LabelEncoder implements Estimator<TableInput, LabelEncoderModel> {
  readonly kind = WHO;
  readonly columns: readonly string[] | undefined;
  readonly unseen: Unseen;

  constructor(options: LabelEncoderOptions = {}) {
    checkOptions(WHO, options, ["columns", "unseen"]);
    this.columns = options.columns === undefined ? undefined : checkNames(WHO, "columns", options.columns);
    this.unseen = checkUnseen(WHO, options.unseen ?? "error");
    Object.freeze(this);
  }

  /**
   * Learns the classes of one list of values. O(n + classes x log classes).
   *
   * @throws SegmentryError `EMPTY_DATA`, `MISSING_VALUE`, `COLUMN_TYPE`
   */
  fit<T extends Category>(values: readonly T[]): LabelListModel<Widened<T>>;
  /**
   * Learns the classes of each column. O(rows x columns).
   *
   * @throws SegmentryError `EMPTY_DATA`, `MISSING_COLUMN`, `MISSING_VALUE`, `COLUMN_TYPE`
   */
  fit(table: TableInput, options?: FitOptions): LabelEncoderModel;
  fit(input: TableInput | readonly Category[], options?: FitOptions): LabelEncoderModel | LabelListModel {
    checkFit(WHO, options);
    return isList(input) ? this.#fitList(input) : this.#fitTable(input);
  }

  outputSchema(schema: DataSchema): DataSchema {
    const { specs, coded } = encoderColumns(WHO, schema, this.columns);
    return codedSchema(schema, specs, coded);
  }

  #fitList(values: readonly Category[]): LabelListModel {
    // Array.from visits holes, forEach does not.
    Array.from(values).forEach((value, i) => {
      if (typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) return;
      throw new SegmentryError("MISSING_VALUE", WHO, "text, finite numbers or booleans", `${show(value)} at index ${i}`);
    });
    return freezeModel(new LabelListModel(sortClasses(WHO, values), this.unseen));
  }

  #fitTable(input: TableInput): LabelEncoderModel {
    const table = readTable(WHO, input);
    const { specs, coded } = encoderColumns(WHO, { columns: table.specs, exact: true }, this.columns);
    const classes = coded.map(({ name }) => ({ name, classes: countClasses(WHO, table.store(name)).classes }));
    return freezeModel(new LabelEncoderModel({ specs, coded: classes, unseen: this.unseen }));
  }
}

function isList(input: TableInput | readonly Category[]): input is readonly Category[] {
  return Array.isArray(input) && input.length > 0 && (typeof input[0] !== "object" || input[0] === null);
}
