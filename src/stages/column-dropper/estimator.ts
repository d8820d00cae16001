import { checkFit, CODEC, freezeModel, whyUseless, type DataSchema, type DroppedColumn, type Estimator, type FitOptions } from "../../core";
import { asFeature, isFeature, missingColumns, readTable, type Column, type ColumnSpec, type TableInput } from "../../data";
import { checkNames, checkNumber, checkOptions, SegmentryError, show } from "../../errors";
import { columnDropper, ColumnDropperModel, type ColumnDropCode } from "./model";

/** Options of {@link ColumnDropper}. */
export interface ColumnDropperOptions {
  /** Leaves a column out where at least this share of its values, above 0.5 to 1, are one and the same; 1 for constant ones only. Default: 0.99. */
  nearConstant?: number;
  /** Leaves text out of which more than this share, from 0 to 1, are different values, and integers that number the rows; 1 for no such column. Default: 0.5. */
  idLike?: number;
  /** The columns that stay, whatever is in them; ids among them become features. Default: none. */
  keep?: readonly string[];
}

const WHO = "ColumnDropper";

/**
 * Leaves out the columns by which customers cannot be compared, each with its reason: ids by their name, text and numbers that
 * are ids by their values (from 20 rows on), columns without a value, constant and nearly constant ones.
 *
 * @example
 * ```ts
 * import { ColumnDropper } from "segmentry/prepare";
 *
 * const customers = Array.from({ length: 30 }, (_, i) => ({ CODE: `c${i}`, AGE: 20 + (i % 9), TAX: 19 }));
 * console.log(new ColumnDropper().fit(customers).dropped.map(({ column, reason }) => `${column}: ${reason}`)); // [ 'CODE: id-like: 30 different texts for 30 customers', 'TAX: constant' ]
 * ```
 */
export class ColumnDropper implements Estimator<TableInput, ColumnDropperModel> {
  readonly kind = WHO;
  readonly nearConstant: number;
  readonly idLike: number;
  readonly keep: readonly string[];

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: ColumnDropperOptions = {}) {
    checkOptions(WHO, options, ["nearConstant", "idLike", "keep"]);
    const { nearConstant = 0.99, idLike = 0.5, keep = [] } = options;
    this.nearConstant = checkNumber(WHO, "nearConstant", nearConstant, 0);
    if (!(this.nearConstant > 0.5 && this.nearConstant <= 1)) throw new SegmentryError("INVALID_OPTION", WHO, "nearConstant to be above 0.5 and at most 1", show(this.nearConstant));
    this.idLike = checkNumber(WHO, "idLike", idLike, 0);
    if (this.idLike > 1) throw new SegmentryError("INVALID_OPTION", WHO, "idLike to be at most 1", show(this.idLike));
    this.keep = checkNames(WHO, "keep", keep);
    Object.freeze(this);
  }

  /**
   * Decides which columns stay. O(rows x columns).
   *
   * @throws SegmentryError `EMPTY_DATA` where none is left; `MISSING_COLUMN`
   */
  fit(input: TableInput, options?: FitOptions): ColumnDropperModel {
    checkFit(WHO, options);
    const table = readTable(WHO, input);
    this.#require(table.specs);
    const reasons = table.specs.map((spec) => this.#reason(table.store(spec.name))), kept = table.specs.filter((_, j) => reasons[j] === null);
    const dropped = table.specs.flatMap(({ name }, j): DroppedColumn<ColumnDropCode>[] => (reasons[j] ? [{ column: name, ...reasons[j] }] : []));
    if (kept.length > 0) return freezeModel(new ColumnDropperModel(kept.map(asFeature), dropped));
    throw new SegmentryError("EMPTY_DATA", WHO, "at least one column that tells customers apart", `none (${dropped.map(({ column, reason }) => `${column}: ${reason}`).join("; ")})`, "name the columns to keep with the option keep");
  }

  /** Which columns stay is not known before the fit. */
  outputSchema(schema: DataSchema): DataSchema {
    this.#require(schema.columns);
    return { columns: schema.columns.filter((spec) => isFeature(spec) || this.keep.includes(spec.name)).map(asFeature), exact: false };
  }

  /** @internal */
  get [CODEC](): typeof columnDropper {
    return columnDropper;
  }

  #reason(column: Column): Omit<DroppedColumn<ColumnDropCode>, "column"> | null {
    if (this.keep.includes(column.name)) return null;
    if (column.kind === "ignore") return { code: "IGNORED", reason: "ignored" };
    return column.kind === "id" ? { code: "ID", reason: "an id by its name" } : whyUseless(column, this);
  }

  #require(specs: readonly ColumnSpec[]): void {
    const missing = this.keep.filter((name) => !specs.some((spec) => spec.name === name));
    if (missing.length > 0) throw missingColumns(WHO, missing, specs.map(({ name }) => name));
  }
}
