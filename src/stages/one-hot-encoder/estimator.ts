import { freezeModel, checkFit, encoderColumns, numericColumn, rareClasses, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { countClasses, readTable, type Category, type TableInput } from "../../data";
import { checkInteger, checkNames, checkNumber, checkOneOf, checkOptions, SegmentryError } from "../../errors";
import { OneHotEncoderModel, type OneHotColumn, type UnseenOneHot } from "./model";

/** Options of {@link OneHotEncoder}. */
export interface OneHotEncoderOptions {
  /** The columns to encode. Default: all text columns. */
  columns?: readonly string[];
  /**
   * What to do with a category that was not there at fit: refuse it, give it zeros in all columns, or count it among the
   * grouped rare ones (zeros where none are grouped). Default: `"error"`.
   */
  unseen?: UnseenOneHot;
  /** `"first"` leaves out the first category of each column, which the others determine. Default: `"none"`. */
  drop?: "first" | "none";
  /** Categories seen less often are grouped: a count of rows from 1, or a share of them between 0 and 1. Default: none are. */
  minFrequency?: number;
  /**
   * At most so many columns for each encoded one, that of the grouped rare ones included; the most frequent keep theirs, of
   * equally frequent ones the last in order. Default: no limit.
   */
  maxCategories?: number;
}

const WHO = "OneHotEncoder";

/**
 * Encodes each category as a column of 0 and 1, as scikit-learn's OneHotEncoder does, with the same rules for rare ones.
 *
 * @example
 * ```ts
 * import { OneHotEncoder } from "segmentry";
 *
 * const hot = new OneHotEncoder({ unseen: "zeros" }).fit([{ PAYS: "card" }, { PAYS: "cash" }]);
 * console.log(hot.names); // [ 'PAYS=card', 'PAYS=cash' ]
 * console.log(hot.transform([{ PAYS: "cash" }, { PAYS: "shells" }]).toRows()); // [ [ 0, 1 ], [ 0, 0 ] ]
 * ```
 */
export class OneHotEncoder implements Estimator<TableInput, OneHotEncoderModel> {
  readonly kind = WHO;
  readonly columns: readonly string[] | undefined;
  readonly unseen: UnseenOneHot;
  readonly drop: "first" | "none";
  readonly minFrequency: number;
  readonly maxCategories: number;

  constructor(options: OneHotEncoderOptions = {}) {
    checkOptions(WHO, options, ["columns", "unseen", "drop", "minFrequency", "maxCategories"]);
    this.columns = options.columns === undefined ? undefined : checkNames(WHO, "columns", options.columns);
    this.unseen = checkOneOf(WHO, "unseen", options.unseen ?? "error", ["error", "zeros", "other"]);
    this.drop = checkOneOf(WHO, "drop", options.drop ?? "none", ["first", "none"]);
    this.minFrequency = checkNumber(WHO, "minFrequency", options.minFrequency ?? 0, 0);
    if (this.minFrequency >= 1) checkInteger(WHO, "minFrequency", this.minFrequency, 1);
    this.maxCategories = options.maxCategories === undefined ? Infinity : checkInteger(WHO, "maxCategories", options.maxCategories, 1);
    Object.freeze(this);
  }

  /**
   * Learns the categories of each column. O(rows x columns + categories x log categories).
   *
   * @throws SegmentryError `EMPTY_DATA`, `MISSING_COLUMN`, `MISSING_VALUE`, `COLUMN_TYPE`
   */
  fit(input: TableInput, options?: FitOptions): OneHotEncoderModel {
    checkFit(WHO, options);
    const table = readTable(WHO, input);
    const { specs, coded } = encoderColumns(WHO, { columns: table.specs, exact: true }, this.columns);
    const encoded = coded.map(({ name }): OneHotColumn => {
      const { classes, counts } = countClasses(WHO, table.store(name));
      return { name, ...this.#group(classes, counts, table.rows) };
    });
    const model = freezeModel(new OneHotEncoderModel(specs, encoded, this.unseen, this.drop === "first")), { names } = model;
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) {
      throw new SegmentryError("DUPLICATE_COLUMN", WHO, "names that stay distinct when encoded", `${JSON.stringify(twice)} twice`, "rename a column");
    }
    return model;
  }

  outputSchema(schema: DataSchema): DataSchema {
    const { specs, coded } = encoderColumns(WHO, schema, this.columns);
    return { columns: specs.map((spec) => (coded.includes(spec) ? numericColumn(`${spec.name}=...`) : spec)), exact: coded.length === 0 };
  }

  #group(classes: readonly Category[], counts: readonly number[], rows: number): Omit<OneHotColumn, "name"> {
    const rare = rareClasses(classes, counts, rows, this);
    return { kept: classes.filter((value) => !rare.has(value)), other: rare.size > 0, grouped: this.unseen === "other" ? [] : [...rare] };
  }
}
