import { freezeModel, checkFit, encoderColumns, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { asFeature, readTable, type ColumnSpec, type TableInput } from "../../data";
import { checkNames, checkOptions, SegmentryError } from "../../errors";
import { ColumnSelectorModel } from "./model";

/** Options of {@link ColumnSelector}. */
export interface ColumnSelectorOptions {
  /** The names of the columns to keep, one or more. */
  columns: readonly string[];
}

const WHO = "ColumnSelector";

/**
 * Keeps the named columns of a table, as features, in the order named; a model that starts with it asks for no others.
 *
 * @example
 * ```ts
 * import { ColumnSelector } from "segmentry";
 *
 * const selector = new ColumnSelector({ columns: ["AGE"] }).fit([{ AGE: 31, NAME: "Ada" }]);
 * console.log(selector.transform([{ AGE: 40, NAME: "Bob" }]).toRecords()); // [ { AGE: 40 } ]
 * ```
 */
export class ColumnSelector implements Estimator<TableInput, ColumnSelectorModel> {
  readonly kind = WHO;
  readonly columns: readonly string[];

  constructor(options: ColumnSelectorOptions) {
    checkOptions(WHO, options, ["columns"]);
    this.columns = checkNames(WHO, "columns", options.columns);
    if (this.columns.length === 0) throw new SegmentryError("INVALID_OPTION", WHO, "at least one column", "none");
    Object.freeze(this);
  }

  /**
   * Notes the types of the columns. O(columns).
   *
   * @throws SegmentryError `EMPTY_DATA`, `MISSING_COLUMN`
   */
  fit(input: TableInput, options?: FitOptions): ColumnSelectorModel {
    checkFit(WHO, options);
    return freezeModel(new ColumnSelectorModel(this.#select({ columns: readTable(WHO, input).specs, exact: true })));
  }

  outputSchema(schema: DataSchema): DataSchema {
    return { columns: this.#select(schema), exact: true };
  }

  #select(schema: DataSchema): ColumnSpec[] {
    encoderColumns(WHO, schema, this.columns);
    return this.columns.map((name) => asFeature(schema.columns.find((column) => column.name === name)!));
  }
}
