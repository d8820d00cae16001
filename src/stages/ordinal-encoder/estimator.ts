import { freezeModel, checkFit, checkUnseen, codedSchema, encoderColumns, type DataSchema, type Estimator, type FitOptions, type Unseen } from "../../core";
import { readTable, type Category, type TableInput } from "../../data";
import { checkOptions, SegmentryError, show } from "../../errors";
import { OrdinalEncoderModel } from "./model";

/** Options of {@link OrdinalEncoder}. */
export interface OrdinalEncoderOptions {
  /** The categories of each column to code, lowest first. */
  categories: Readonly<Record<string, readonly Category[]>>;
  /** What to do with a category that is not listed: refuse it, or the code to give it. Default: `"error"`. */
  unseen?: Unseen;
}

const WHO = "OrdinalEncoder";

/**
 * Codes categories that have an order, such as sizes or degrees, as integers 0, 1, ... in the order given.
 *
 * @example
 * ```ts
 * import { OrdinalEncoder } from "segmentry";
 *
 * const sizes = new OrdinalEncoder({ categories: { SIZE: ["S", "M", "L"] } }).fit([{ SIZE: "L" }, { SIZE: "S" }]);
 * console.log(sizes.transform([{ SIZE: "M" }]).toRows()); // [ [ 1 ] ]
 * ```
 */
export class OrdinalEncoder implements Estimator<TableInput, OrdinalEncoderModel> {
  readonly kind = WHO;
  readonly categories: Readonly<Record<string, readonly Category[]>>;
  readonly unseen: Unseen;

  constructor(options: OrdinalEncoderOptions) {
    checkOptions(WHO, options, ["categories", "unseen"]);
    this.categories = checkCategories(options.categories);
    this.unseen = checkUnseen(WHO, options.unseen ?? "error");
    Object.freeze(this);
  }

  /**
   * Checks the table against the categories. O(rows x columns).
   *
   * @throws SegmentryError `EMPTY_DATA`, `MISSING_COLUMN`, `MISSING_VALUE`, `UNSEEN_CATEGORY`
   */
  fit(input: TableInput, options?: FitOptions): OrdinalEncoderModel {
    checkFit(WHO, options);
    const table = readTable(WHO, input);
    const { specs, coded } = encoderColumns(WHO, { columns: table.specs, exact: true }, Object.keys(this.categories));
    const classes = coded.map(({ name }) => ({ name, classes: this.categories[name]! }));
    const model = freezeModel(new OrdinalEncoderModel({ specs, coded: classes, unseen: this.unseen }));
    model.transform(table);
    return model;
  }

  outputSchema(schema: DataSchema): DataSchema {
    const { specs, coded } = encoderColumns(WHO, schema, Object.keys(this.categories));
    return codedSchema(schema, specs, coded);
  }
}

function checkCategories(categories: unknown): Readonly<Record<string, readonly Category[]>> {
  if (typeof categories !== "object" || categories === null || Object.keys(categories).length === 0) {
    throw new SegmentryError("INVALID_OPTION", WHO, "categories to be a list of categories for each column", show(categories));
  }
  const lists = Object.entries(categories as Record<string, unknown>).map(([name, values]) => {
    const isCategory = (value: unknown): boolean => typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
    if (!Array.isArray(values) || values.length === 0 || new Set(values).size < values.length || !Array.from(values).every(isCategory)) {
      throw new SegmentryError("INVALID_OPTION", WHO, `categories of ${show(name)} to be a list of distinct texts, finite numbers or booleans`, show(values));
    }
    return [name, Object.freeze([...(values as Category[])])] as const;
  });
  return Object.freeze(Object.fromEntries(lists));
}
