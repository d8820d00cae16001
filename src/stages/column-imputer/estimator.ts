import { checkFit, CODEC, freezeModel, requireFeatures, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { isMissing, isMissingAt, lengthOf, missingColumns, missingValue, readTable, sortClasses, type Column, type ColumnSpec, type NumberColumn, type TableInput } from "../../data";
import { checkNames, checkOptions, checkRecord, SegmentryError, show } from "../../errors";
import { mostFrequent } from "../../math/most-frequent";
import { quantileSorted } from "../../math/quantile";
import { plainColumnStatistics } from "../../math/statistics";
import { columnImputer, ColumnImputerModel, flagName, type ImputedColumn } from "./model";

/** What to do with the missing values of a column. */
export type ImputeRule = "error" | "drop" | "mean" | "median" | "mostFrequent" | { readonly constant: number | string | boolean | Date };

/** Options of {@link ColumnImputer}. */
export interface ColumnImputerOptions {
  /** The rule for a column, by its name. Default: that for its type. */
  strategies?: Readonly<Record<string, ImputeRule>>;
  /** For other columns of numbers and of dates. Default: `"median"`. */
  numeric?: "error" | "drop" | "mean" | "median" | "mostFrequent";
  /** For other columns of text and of booleans. Default: `"mostFrequent"`, of equally frequent ones the first in sorted order. */
  categorical?: "error" | "drop" | "mostFrequent";
  /**
   * Adds a boolean column `NAME_missing` for each column with missing values in the rows of the fit that are not dropped (`true`), or for those named, also where
   * the fit had none. Default: `false`.
   */
  indicator?: boolean | readonly string[];
}

const WHO = "ColumnImputer";
const OF_NUMBERS = ["error", "drop", "mean", "median", "mostFrequent"] as const, OF_TEXT = ["error", "drop", "mostFrequent"] as const;

/**
 * Missing values, column by column: filled by the mean, the median, the most frequent value or a constant, refused, or the row
 * left out of the fit; with a column that says where they were, where that matters. It learns at fit what new customers are
 * filled with. Results as scikit-learn's SimpleImputer.
 *
 * A pipeline leaves rows with the strategy `"drop"` out of the stages after this one while it is fitted. Its model never leaves
 * rows out silently: `predict` refuses such a row, `explainRows` gives it a null segment.
 *
 * @example
 * ```ts
 * import { ColumnImputer } from "segmentry/prepare";
 *
 * const customers = [{ INCOME: 20, CITY: "Rome" }, { INCOME: 40, CITY: null }, { INCOME: null, CITY: "Rome" }];
 * const model = new ColumnImputer({ strategies: { CITY: { constant: "unknown" } }, indicator: true }).fit(customers);
 * console.log(model.transform(customers).toRows()[2]); // [ 30, 'Rome', true, false ]
 * ```
 */
export class ColumnImputer implements Estimator<TableInput, ColumnImputerModel> {
  readonly kind = WHO;
  readonly strategies: Readonly<Record<string, ImputeRule>>;
  readonly numeric: (typeof OF_NUMBERS)[number];
  readonly categorical: (typeof OF_TEXT)[number];
  readonly indicator: boolean | readonly string[];

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: ColumnImputerOptions = {}) {
    checkOptions(WHO, options, ["strategies", "numeric", "categorical", "indicator"]);
    const { strategies = {}, numeric = "median", categorical = "mostFrequent", indicator = false } = options;
    checkRecord(WHO, "strategies", strategies);
    this.strategies = Object.freeze(Object.fromEntries(Object.entries(strategies).map(([name, rule]) => [name, checkRule(name, rule)])));
    this.numeric = checkRuleFor("numeric", numeric, OF_NUMBERS);
    this.categorical = checkRuleFor("categorical", categorical, OF_TEXT);
    this.indicator = typeof indicator === "boolean" ? indicator : checkNames(WHO, "indicator", indicator);
    Object.freeze(this);
  }

  /**
   * Learns what the missing values of each column become. O(rows x columns), and O(rows x log rows) for medians.
   *
   * @throws SegmentryError `MISSING_VALUE` for one in a column with `"error"`, and for a column with no value to learn from;
   * `EMPTY_DATA` where every row would be left out; `COLUMN_TYPE` for a rule that a column's type does not allow;
   * `MISSING_COLUMN`, `DUPLICATE_COLUMN`
   */
  fit(input: TableInput, options?: FitOptions): ColumnImputerModel {
    checkFit(WHO, options);
    const table = readTable(WHO, input), specs = this.#features(table.specs), columns = specs.map(({ name }) => table.store(name));
    const kept = this.#keptRows(columns), learned = columns.map((column) => this.#learn(column, kept));
    const indicators = typeof this.indicator !== "boolean" ? this.indicator : this.indicator ? columns.filter((column) => kept.some((row) => isMissingAt(column, row))).map(({ name }) => name) : [];
    requireFree(indicators, specs);
    return freezeModel(new ColumnImputerModel(specs, learned, indicators));
  }

  outputSchema(schema: DataSchema): DataSchema {
    const columns = this.#features(schema.columns), named = typeof this.indicator === "boolean" ? [] : this.indicator;
    requireFree(named, columns);
    const flags = named.map((name): ColumnSpec => ({ name: flagName(name), kind: "numeric", type: "boolean" }));
    return { columns: [...columns, ...flags], exact: schema.exact && this.indicator !== true };
  }

  /** @internal */
  get [CODEC](): typeof columnImputer {
    return columnImputer;
  }

  #features(specs: readonly ColumnSpec[]): ColumnSpec[] {
    const columns = requireFeatures(WHO, specs), named = [...Object.keys(this.strategies), ...(typeof this.indicator === "boolean" ? [] : this.indicator)];
    const missing = [...new Set(named)].filter((name) => !columns.some((column) => column.name === name));
    if (missing.length > 0) throw missingColumns(WHO, missing, columns.map(({ name }) => name));
    return columns;
  }

  #ruleFor({ name, type }: ColumnSpec): ImputeRule {
    if (Object.hasOwn(this.strategies, name)) return this.strategies[name]!;
    return type === "text" || type === "boolean" ? this.categorical : this.numeric;
  }

  /** The rows that no column with `"drop"` leaves out; what is learned is learned of these. */
  #keptRows(columns: readonly Column[]): number[] {
    const dropping = columns.filter((column) => this.#ruleFor(column) === "drop"), n = lengthOf(columns[0]!);
    const kept = Array.from({ length: n }, (_, row) => row).filter((row) => !dropping.some((column) => isMissingAt(column, row)));
    if (kept.length > 0) return kept;
    throw new SegmentryError("EMPTY_DATA", WHO, `at least one row with a value in ${dropping.map(({ name }) => show(name)).join(", ")}`, "none", "choose another strategy than \"drop\"");
  }

  #learn(column: Column, rows: readonly number[]): ImputedColumn {
    const { name, type } = column, rule = this.#ruleFor(column);
    if (typeof rule === "object") return { strategy: "constant", fill: constantFor(column, rule.constant) };
    if (rule === "drop") return { strategy: rule, fill: null };
    if (rule === "error") {
      const row = rows.find((at) => isMissingAt(column, at));
      if (row !== undefined) throw missingValue(WHO, name, row);
      return { strategy: rule, fill: null };
    }
    if ((rule === "mean" || rule === "median") && (type === "text" || type === "boolean")) {
      throw new SegmentryError("COLUMN_TYPE", WHO, `column ${show(name)} to be numeric for the strategy ${show(rule)}`, `a ${type} column`, 'choose "mostFrequent" or a constant');
    }
    const fill = column.type === "text" ? mostFrequentText(column, rows) : numberFor(column, rows, rule);
    if (typeof fill === "number" && !Number.isFinite(fill)) throw new SegmentryError("NOT_FINITE", WHO, `the ${rule} of column ${show(name)} to stay finite`, "an overflow", "scale it down first");
    if (fill !== undefined) return { strategy: rule, fill: typeof fill === "number" ? fill + 0 : fill };
    throw new SegmentryError("MISSING_VALUE", WHO, `column ${show(name)} to have at least one value`, "none", 'give it a constant, or leave it out with the kind "ignore"');
  }
}

function checkRule(name: string, rule: unknown): ImputeRule {
  if (OF_NUMBERS.includes(rule as "mean")) return rule as ImputeRule;
  const constant = typeof rule === "object" && rule !== null && Object.keys(rule).join() === "constant" ? (rule as { constant: unknown }).constant : undefined;
  const isValue = ["string", "number", "boolean"].includes(typeof constant) || constant instanceof Date;
  if (isValue && !isMissing(constant) && constant !== Infinity && constant !== -Infinity) return Object.freeze({ constant: constant instanceof Date ? new Date(constant) : (constant as number) });
  throw new SegmentryError("INVALID_OPTION", WHO, `the strategy for ${show(name)} to be one of ${OF_NUMBERS.join(", ")} or { constant: value }`, show(rule));
}

function checkRuleFor<T extends string>(option: string, rule: unknown, rules: readonly T[]): T {
  if (rules.includes(rule as T)) return rule as T;
  throw new SegmentryError("INVALID_OPTION", WHO, `${option} to be one of ${rules.join(", ")}`, show(rule), "give single columns a constant by the option strategies");
}

function requireFree(indicators: readonly string[], specs: readonly ColumnSpec[]): void {
  const taken = indicators.find((name) => specs.some((spec) => spec.name === flagName(name)));
  if (taken !== undefined) throw new SegmentryError("DUPLICATE_COLUMN", WHO, `no column ${show(flagName(taken))} beside the indicator of ${show(taken)}`, "one", "rename it");
}

function constantFor({ name, type }: Column, constant: unknown): number | string {
  const isRight = type === "date" ? constant instanceof Date : typeof constant === (type === "text" ? "string" : type);
  if (!isRight) throw new SegmentryError("COLUMN_TYPE", WHO, `the constant for column ${show(name)} to be a ${type}`, constant instanceof Date ? "a date" : show(constant));
  return typeof constant === "string" ? constant : Number(constant) + 0;
}

function mostFrequentText(column: Column & { type: "text" }, rows: readonly number[]): string | undefined {
  const counts = new Float64Array(column.levels.length);
  for (const row of rows) if (column.codes[row]! >= 0) counts[column.codes[row]!]!++;
  const most = counts.reduce((a, b) => Math.max(a, b), 0), best = column.levels.filter((_, code) => most > 0 && counts[code] === most);
  return best.length > 0 ? (sortClasses(WHO, best)[0] as string) : undefined;
}

function numberFor({ type, values }: NumberColumn, rows: readonly number[], rule: "mean" | "median" | "mostFrequent"): number | undefined {
  const present = Float64Array.from(rows, (row) => values[row]!).filter((value) => !Number.isNaN(value)).sort();
  if (present.length === 0) return undefined;
  if (rule === "mostFrequent") return mostFrequent(present);
  const fill = rule === "median" ? quantileSorted(present, 0.5) : plainColumnStatistics(present, 1).means[0]!;
  return type === "date" ? Math.round(fill) : fill;
}
