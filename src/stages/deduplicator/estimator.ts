import { checkFit, CODEC, freezeModel, requireFeatures, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { missingColumns, readTable, type ColumnSpec, type TableInput } from "../../data";
import { checkNames, checkOptions, SegmentryError, show } from "../../errors";
import { deduplicator, DeduplicatorModel } from "./model";

/** Which of several rows stays: the first, the last, or that with the highest or lowest value in a column (of equals the first; missing loses). */
export type DuplicateWinner = "first" | "last" | { readonly highest: string } | { readonly lowest: string };

/** Options of {@link Deduplicator}. */
export interface DeduplicatorOptions {
  /**
   * The columns that tell customers apart, ids among them; a row with a missing value in one is like no other. Default: all
   * columns, missing values being alike: exact copies only.
   */
  by?: readonly string[];
  /** Which of several rows stays. Default: `"first"`. */
  keep?: DuplicateWinner;
}

const WHO = "Deduplicator";

/**
 * Counts a customer once who is there several times: the rows that repeat another are left out of what is fitted after this
 * stage in a pipeline, and `keptRows` says which are left. Where one predicts, every row gets its answer.
 *
 * @example
 * ```ts
 * import { Table } from "segmentry";
 * import { Deduplicator } from "segmentry/prepare";
 *
 * const table = Table.fromRecords([{ AGE: 20, CITY: "Rome" }, { AGE: 31, CITY: "Oslo" }, { AGE: 20, CITY: "Rome" }]);
 * console.log(table.take(new Deduplicator().fit(table).keptRows(table)).toRows()); // [ [ 20, 'Rome' ], [ 31, 'Oslo' ] ]
 * ```
 */
export class Deduplicator implements Estimator<TableInput, DeduplicatorModel> {
  readonly kind = WHO;
  readonly by: readonly string[] | undefined;
  readonly keep: DuplicateWinner;

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: DeduplicatorOptions = {}) {
    checkOptions(WHO, options, ["by", "keep"]);
    this.by = options.by === undefined ? undefined : checkNames(WHO, "by", options.by);
    if (this.by?.length === 0) throw new SegmentryError("INVALID_OPTION", WHO, "by to name at least one column", "none");
    this.keep = checkWinner(options.keep === undefined ? "first" : options.keep);
    Object.freeze(this);
  }

  /**
   * Notes the columns. O(columns).
   *
   * @throws SegmentryError `MISSING_COLUMN`; `COLUMN_TYPE` where rows are to be compared by a column without numbers or dates;
   * `EMPTY_DATA`
   */
  fit(input: TableInput, options?: FitOptions): DeduplicatorModel {
    checkFit(WHO, options);
    const { specs } = readTable(WHO, input), ofName = (name: string): ColumnSpec => specs.find((spec) => spec.name === name)!;
    this.#require(specs);
    const [keep, order] = typeof this.keep === "string" ? [this.keep, null] as const : Object.entries(this.keep)[0] as ["highest" | "lowest", string];
    return freezeModel(new DeduplicatorModel({ specs: requireFeatures(WHO, specs), by: this.by?.map(ofName) ?? specs, exact: this.by === undefined, keep, order: order === null ? null : ofName(order) }));
  }

  outputSchema(schema: DataSchema): DataSchema {
    this.#require(schema.columns);
    return { ...schema, columns: requireFeatures(WHO, schema.columns) };
  }

  /** @internal */
  get [CODEC](): typeof deduplicator {
    return deduplicator;
  }

  #require(specs: readonly ColumnSpec[]): void {
    const by = typeof this.keep === "string" ? undefined : Object.values(this.keep)[0] as string;
    const missing = [...(this.by ?? []), ...(by === undefined ? [] : [by])].filter((name) => !specs.some((spec) => spec.name === name));
    if (missing.length > 0) throw missingColumns(WHO, missing, specs.map(({ name }) => name));
    const { type } = specs.find(({ name }) => name === by) ?? { type: "number" };
    if (type !== "number" && type !== "date") throw new SegmentryError("COLUMN_TYPE", WHO, `column ${show(by)} to hold numbers or dates`, `a ${type} column`);
  }
}

function checkWinner(keep: unknown): DuplicateWinner {
  if (keep === "first" || keep === "last") return keep;
  const [entry, ...others] = typeof keep === "object" && keep !== null ? Object.entries(keep) : [];
  if (entry && others.length === 0 && (entry[0] === "highest" || entry[0] === "lowest") && typeof entry[1] === "string") return Object.freeze({ [entry[0]]: entry[1] }) as unknown as DuplicateWinner;
  throw new SegmentryError("INVALID_OPTION", WHO, 'keep to be "first", "last", { highest: column } or { lowest: column }', show(keep));
}
