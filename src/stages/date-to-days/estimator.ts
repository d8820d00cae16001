import { checkFit, CODEC, encoderColumns, freezeModel, numericColumn, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { readTable, type ColumnSpec, type NumberColumn, type TableInput } from "../../data";
import { parseDate } from "../../data/parse";
import { checkNames, checkOneOf, checkOptions, SegmentryError, show } from "../../errors";
import { dateToDays, DateToDaysModel, daysName, type DatedColumn } from "./model";

/** Options of {@link DateToDays}. */
export interface DateToDaysOptions {
  /** The columns of dates to turn into days. Default: all. */
  columns?: readonly string[];
  /** The moment to count back from: a Date, ISO 8601 text (UTC without an offset), or the latest date of the fit in any of the columns. Default: `"latest"`. */
  reference?: Date | string;
  /**
   * What becomes of a date before the first or after the last of the fit: it is counted as it is, or as that first or last one, so
   * that a customer of next year counts as the newest of the fit rather than as one of a kind. Default: `"keep"`.
   */
  outside?: "keep" | "clip";
}

const WHO = "DateToDays";

/**
 * Turns dates into days before a reference that the model keeps: a customer of last year is as old next month as today, until
 * you fit again. The reference is never the clock, which would give another model each day. A column `SINCE` becomes
 * `SINCE_days`.
 *
 * @example
 * ```ts
 * import { DateToDays } from "segmentry/prepare";
 *
 * const model = new DateToDays().fit([{ SINCE: new Date("2024-06-01") }, { SINCE: new Date("2024-07-01") }]);
 * console.log(model.transform([{ SINCE: new Date("2024-05-02") }]).column("SINCE_days")); // [ 60 ]
 * ```
 */
export class DateToDays implements Estimator<TableInput, DateToDaysModel> {
  readonly kind = WHO;
  readonly columns: readonly string[] | undefined;
  readonly reference: Date | string;
  readonly outside: "keep" | "clip";

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: DateToDaysOptions = {}) {
    checkOptions(WHO, options, ["columns", "reference", "outside"]);
    const { columns, reference = "latest" } = options;
    if (reference !== "latest" && Number.isNaN(momentOf(reference))) {
      throw new SegmentryError("INVALID_OPTION", WHO, 'reference to be a date, ISO 8601 text or "latest"', show(reference));
    }
    this.columns = columns === undefined ? undefined : checkNames(WHO, "columns", columns);
    this.reference = reference instanceof Date ? reference.toISOString() : reference;
    this.outside = checkOneOf(WHO, "outside", options.outside === undefined ? "keep" : options.outside, ["keep", "clip"]);
    Object.freeze(this);
  }

  /**
   * Notes the reference, and the first and the last date of each column. O(rows x columns).
   *
   * @throws SegmentryError `COLUMN_TYPE` for a column that holds no dates; `MISSING_VALUE` for one without any; `EMPTY_DATA`
   * where there is no column of dates; `MISSING_COLUMN`, `DUPLICATE_COLUMN`
   */
  fit(input: TableInput, options?: FitOptions): DateToDaysModel {
    checkFit(WHO, options);
    const table = readTable(WHO, input), { specs, dated } = this.#columns({ columns: table.specs, exact: true });
    const ranges = dated.map(({ name }) => rangeOf(table.store(name) as NumberColumn));
    const reference = this.reference === "latest" ? ranges.reduce((latest, { last }) => Math.max(latest, last), -Infinity) : momentOf(this.reference);
    return freezeModel(new DateToDaysModel(specs, ranges, reference, this.outside));
  }

  outputSchema(schema: DataSchema): DataSchema {
    const { specs, dated } = this.#columns(schema);
    return { ...schema, columns: specs.map((spec) => (dated.includes(spec) ? numericColumn(daysName(spec.name)) : spec)) };
  }

  /** @internal */
  get [CODEC](): typeof dateToDays {
    return dateToDays;
  }

  #columns(schema: DataSchema): { specs: ColumnSpec[]; dated: ColumnSpec[] } {
    const { specs } = encoderColumns(WHO, schema, this.columns ?? []), all = this.columns === undefined ? specs.filter(({ type }) => type === "date") : specs.filter(({ name }) => this.columns!.includes(name));
    const wrong = all.find(({ type }) => type !== "date");
    if (wrong) throw new SegmentryError("COLUMN_TYPE", WHO, `column ${show(wrong.name)} to hold dates`, `a ${wrong.type} column`, "read it with a ColumnParser first");
    if (all.length === 0) throw new SegmentryError("EMPTY_DATA", WHO, "at least one column of dates", "none", "read text with a ColumnParser first");
    const taken = all.find(({ name }) => specs.some((spec) => spec.name === daysName(name)));
    if (taken) throw new SegmentryError("DUPLICATE_COLUMN", WHO, `no column ${show(daysName(taken.name))} beside ${show(taken.name)}`, "one", "rename it");
    return { specs, dated: all };
  }
}

/** Milliseconds since 1970 UTC; NaN for what is no date. */
const momentOf = (reference: unknown): number => (reference instanceof Date ? +reference : typeof reference === "string" ? parseDate(reference) : NaN);

function rangeOf({ name, values }: NumberColumn): DatedColumn {
  let first = Infinity, last = -Infinity;
  for (const time of values) {
    if (Number.isNaN(time)) continue;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  if (first <= last) return { name, first, last };
  throw new SegmentryError("MISSING_VALUE", WHO, `column ${show(name)} to have at least one date`, "none", 'leave it out with the kind "ignore"');
}
