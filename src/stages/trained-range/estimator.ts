import { checkFit, CODEC, freezeModel, requireFeatures, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { missingColumns, readTable, type ColumnSpec, type NumberColumn, type TableInput } from "../../data";
import { checkNames, checkOneOf, checkOptions, SegmentryError, show } from "../../errors";
import { trainedRange, TrainedRangeModel, type ColumnRange, type OutsidePolicy } from "./model";

/** Options of {@link TrainedRange}. */
export interface TrainedRangeOptions {
  /** The columns of numbers and dates to watch. Default: all. */
  columns?: readonly string[];
  /**
   * What becomes of a value outside the range of the fit: it stays, and `explainRows` says so (`"keep"`), is cut off at the end
   * of the range (`"clip"`), counts as missing (`"missing"`: put an imputer after it), or is refused (`"error"`). Default: `"keep"`.
   */
  outside?: OutsidePolicy;
}

const WHO = "TrainedRange";

/**
 * Remembers the least and the largest value of each column of numbers and dates, so that a customer unlike all those of the
 * fit (an age of 131, a date of next year) does not get a segment unnoticed.
 *
 * @example
 * ```ts
 * import { TrainedRange } from "segmentry/prepare";
 *
 * const model = new TrainedRange().fit([{ AGE: 18 }, { AGE: 90 }]);
 * console.log(model.rowNotes([{ AGE: 40 }, { AGE: 131 }]).map(({ row, found, reason }) => `row ${row}: ${found}, ${reason}`)); // [ 'row 1: 131, the fit was from 18 to 90' ]
 * ```
 */
export class TrainedRange implements Estimator<TableInput, TrainedRangeModel> {
  readonly kind = WHO;
  readonly columns: readonly string[] | undefined;
  readonly outside: OutsidePolicy;

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: TrainedRangeOptions = {}) {
    checkOptions(WHO, options, ["columns", "outside"]);
    this.columns = options.columns === undefined ? undefined : checkNames(WHO, "columns", options.columns);
    this.outside = checkOneOf(WHO, "outside", options.outside === undefined ? "keep" : options.outside, ["keep", "clip", "missing", "error"]);
    Object.freeze(this);
  }

  /**
   * Learns the range of each column. O(rows x columns).
   *
   * @throws SegmentryError `COLUMN_TYPE` for a named column of text or booleans; `MISSING_VALUE` for one without any value;
   * `EMPTY_DATA`, `MISSING_COLUMN`
   */
  fit(input: TableInput, options?: FitOptions): TrainedRangeModel {
    checkFit(WHO, options);
    const table = readTable(WHO, input), specs = this.#features(table.specs);
    const watched = specs.filter(({ name, type }) => (this.columns ? this.columns.includes(name) : type === "number" || type === "date"));
    return freezeModel(new TrainedRangeModel(specs, watched.flatMap(({ name }) => this.#learn(table.store(name) as NumberColumn)), this.outside));
  }

  outputSchema(schema: DataSchema): DataSchema {
    return { ...schema, columns: this.#features(schema.columns) };
  }

  /** @internal */
  get [CODEC](): typeof trainedRange {
    return trainedRange;
  }

  #features(specs: readonly ColumnSpec[]): ColumnSpec[] {
    const columns = requireFeatures(WHO, specs), missing = this.columns?.filter((name) => !columns.some((column) => column.name === name)) ?? [];
    if (missing.length > 0) throw missingColumns(WHO, missing, columns.map(({ name }) => name));
    const wrong = columns.find(({ name, type }) => this.columns?.includes(name) && (type === "text" || type === "boolean"));
    if (wrong) throw new SegmentryError("COLUMN_TYPE", WHO, `column ${show(wrong.name)} to hold numbers or dates`, `a ${wrong.type} column`);
    return columns;
  }

  #learn({ name, values }: NumberColumn): ColumnRange[] {
    let low = Infinity, high = -Infinity;
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (low <= high) return [{ name, low: low + 0, high: high + 0 }];
    if (this.columns === undefined) return [];
    throw new SegmentryError("MISSING_VALUE", WHO, `column ${show(name)} to have at least one value`, "none", "name other columns");
  }
}
