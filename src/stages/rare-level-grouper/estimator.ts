import { checkFit, CODEC, encoderColumns, freezeModel, rareClasses, requireFeatures, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { readTable, sortClasses, type ColumnSpec, type TableInput, type TextColumn } from "../../data";
import { checkInteger, checkNames, checkNumber, checkOneOf, checkOptions, SegmentryError, show } from "../../errors";
import { rareLevelGrouper, RareLevelGrouperModel, type GroupedColumn } from "./model";

/** Options of {@link RareLevelGrouper}. */
export interface RareLevelGrouperOptions {
  /** The columns of text to group. Default: all. */
  columns?: readonly string[];
  /** How many of the most frequent levels stand alone, of equally frequent ones the last in sorted order. Default: 20. */
  top?: number;
  /** Levels of fewer customers, or below 1 of a smaller share of them, are grouped too. Default: 0. */
  minFrequency?: number;
  /** What rare levels become. Default: `"(other)"`. */
  other?: string;
  /** What becomes of a level that was not there at fit: it counts among the rare ones, or is refused. Default: `"other"`. */
  unseen?: "other" | "error";
}

const WHO = "RareLevelGrouper";

/**
 * Groups the rare levels of text, so that a column of hundreds of towns becomes the twenty most frequent and the rest. Missing
 * values are no level and stay missing. The same rule as OneHotEncoder's `minFrequency` and `maxCategories`, before any encoder.
 *
 * @example
 * ```ts
 * import { RareLevelGrouper } from "segmentry/prepare";
 *
 * const customers = ["Rome", "Rome", "Rome", "Oslo", "Oslo", "Bern", "Kyiv"].map((CITY) => ({ CITY }));
 * console.log(new RareLevelGrouper({ top: 2 }).fit(customers).transform(customers).column("CITY").join(" ")); // Rome Rome Rome Oslo Oslo (other) (other)
 * ```
 */
export class RareLevelGrouper implements Estimator<TableInput, RareLevelGrouperModel> {
  readonly kind = WHO;
  readonly columns: readonly string[] | undefined;
  readonly top: number;
  readonly minFrequency: number;
  readonly other: string;
  readonly unseen: "other" | "error";

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: RareLevelGrouperOptions = {}) {
    checkOptions(WHO, options, ["columns", "top", "minFrequency", "other", "unseen"]);
    const { columns, top = 20, minFrequency = 0, other = "(other)" } = options;
    this.columns = columns === undefined ? undefined : checkNames(WHO, "columns", columns);
    this.top = checkInteger(WHO, "top", top, 1);
    this.minFrequency = checkNumber(WHO, "minFrequency", minFrequency, 0);
    if (minFrequency >= 1) checkInteger(WHO, "minFrequency", minFrequency, 1);
    if (typeof other !== "string" || other.trim() === "") throw new SegmentryError("INVALID_OPTION", WHO, "other to be text", show(other));
    this.other = other;
    this.unseen = checkOneOf(WHO, "unseen", options.unseen === undefined ? "other" : options.unseen, ["other", "error"]);
    Object.freeze(this);
  }

  /**
   * Learns which levels of each column stand alone. O(rows x columns + levels x log levels).
   *
   * @throws SegmentryError `COLUMN_TYPE` for a named column that is no text; `EMPTY_DATA`, `MISSING_COLUMN`
   */
  fit(input: TableInput, options?: FitOptions): RareLevelGrouperModel {
    checkFit(WHO, options);
    const table = readTable(WHO, input), { specs, coded } = this.#columns({ columns: table.specs, exact: true });
    const grouped = coded.map(({ name }) => this.#group(table.store(name) as TextColumn));
    return freezeModel(new RareLevelGrouperModel({ specs, grouped, other: this.other, unseen: this.unseen }));
  }

  outputSchema(schema: DataSchema): DataSchema {
    return { ...schema, columns: this.#columns(schema).specs };
  }

  /** @internal */
  get [CODEC](): typeof rareLevelGrouper {
    return rareLevelGrouper;
  }

  #columns(schema: DataSchema): { specs: ColumnSpec[]; coded: ColumnSpec[] } {
    const columns = encoderColumns(WHO, schema, this.columns), wrong = columns.coded.find(({ type }) => type !== "text");
    if (wrong) throw new SegmentryError("COLUMN_TYPE", WHO, `column ${show(wrong.name)} to hold text`, `a ${wrong.type} column`);
    if (columns.specs.length === 0) requireFeatures(WHO, schema.columns);
    return columns;
  }

  #group({ name, codes, levels }: TextColumn): GroupedColumn {
    const byLevel = new Map<string, number>();
    for (const code of codes) if (code >= 0) byLevel.set(levels[code]!, (byLevel.get(levels[code]!) ?? 0) + 1);
    const classes = sortClasses(WHO, [...byLevel.keys()]) as string[], counts = classes.map((level) => byLevel.get(level)!);
    const rare = rareClasses(classes, counts, codes.length, { minFrequency: this.minFrequency, maxCategories: this.top + 1 });
    return { name, kept: classes.filter((level) => !rare.has(level)), rare: this.unseen === "other" ? [] : classes.filter((level) => rare.has(level)) };
  }
}
