import { freezeModel, checkFit, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { isFeature, missingColumns, readTable, specOf, type ColumnSpec, type Column, type NumberColumn, type TableInput, type TextColumn } from "../../data";
import { checkNames, checkOptions, SegmentryError, show } from "../../errors";
import { mostFrequent } from "../../math/most-frequent";
import { plainColumnStatistics } from "../../math/statistics";
import { quantileSorted } from "../../math/quantile";
import { ImputerModel } from "./model";

/** Options of {@link Imputer}. */
export interface ImputerOptions {
  /** The columns to fill; others stay as they are. Default: all. */
  columns?: readonly string[];
  /** What missing numbers become: the column's median, mean or most frequent value (of equals, the lowest), or a given number. Default: `"median"`. */
  numeric?: "median" | "mean" | "mostFrequent" | number;
  /** What missing categories become: the column's most frequent one (of equals, the first seen), or a given text. Default: most frequent. */
  categorical?: "mostFrequent" | { readonly constant: string };
}

const WHO = "Imputer";

/**
 * Fills missing values with what it learned of each column, also where a column has none missing at fit. Booleans get the
 * more frequent value; dates, ids and ignored columns are left alone.
 *
 * @example
 * ```ts
 * import { Imputer } from "segmentry";
 *
 * const imputer = new Imputer({ categorical: { constant: "unknown" } }).fit([
 *   { AGE: 20, CITY: "Lyon" }, { AGE: 40, CITY: null }, { AGE: null, CITY: "Lyon" },
 * ]);
 * console.log(imputer.fills); // { AGE: 30, CITY: 'unknown' }
 * ```
 */
export class Imputer implements Estimator<TableInput, ImputerModel> {
  readonly kind = WHO;
  readonly columns: readonly string[] | undefined;
  readonly numeric: "median" | "mean" | "mostFrequent" | number;
  readonly categorical: "mostFrequent" | { readonly constant: string };

  constructor(options: ImputerOptions = {}) {
    checkOptions(WHO, options, ["columns", "numeric", "categorical"]);
    this.columns = options.columns === undefined ? undefined : checkNames(WHO, "columns", options.columns);
    const { numeric = "median", categorical = "mostFrequent" } = options;
    if (numeric !== "median" && numeric !== "mean" && numeric !== "mostFrequent" && !Number.isFinite(numeric)) {
      throw new SegmentryError("INVALID_OPTION", WHO, 'numeric to be "median", "mean", "mostFrequent" or a finite number', show(numeric));
    }
    if (categorical !== "mostFrequent" && typeof (categorical as { constant?: unknown } | null)?.constant !== "string") {
      throw new SegmentryError("INVALID_OPTION", WHO, 'categorical to be "mostFrequent" or { constant: text }', show(categorical));
    }
    this.numeric = numeric;
    this.categorical = categorical === "mostFrequent" ? categorical : Object.freeze({ constant: categorical.constant });
    Object.freeze(this);
  }

  /**
   * Learns what to fill each column with. O(rows x columns), and O(rows x log rows) for medians.
   *
   * @throws SegmentryError `EMPTY_DATA`; `MISSING_VALUE` for a column with no value at all
   */
  fit(input: TableInput, options?: FitOptions): ImputerModel {
    checkFit(WHO, options);
    const table = readTable(WHO, input), specs = table.specs.filter(isFeature), fills = new Map<string, number | string>();
    this.#requireColumns(specs);
    for (const { name, type } of specs) {
      if (type !== "date" && (this.columns?.includes(name) ?? true)) fills.set(name, this.#fillOf(table.store(name)));
    }
    return freezeModel(new ImputerModel(specs, fills));
  }

  outputSchema(schema: DataSchema): DataSchema {
    const columns = schema.columns.filter(isFeature).map(specOf);
    this.#requireColumns(columns);
    return { ...schema, columns };
  }

  #requireColumns(specs: readonly ColumnSpec[]): void {
    const missing = this.columns?.filter((name) => !specs.some((spec) => spec.name === name)) ?? [];
    if (missing.length > 0) throw missingColumns(WHO, missing, specs.map(({ name }) => name));
  }

  #fillOf(column: Column): number | string {
    const fill = column.type === "text" ? this.#textFill(column) : this.#numberFill(column);
    if (fill !== undefined) return typeof fill === "number" ? fill + 0 : fill;
    throw new SegmentryError("MISSING_VALUE", WHO, `column ${show(column.name)} to have at least one value`, "none", 'leave it out with the kind "ignore"');
  }

  #textFill({ codes, levels }: TextColumn): string | undefined {
    if (this.categorical !== "mostFrequent") return this.categorical.constant;
    const counts = new Array<number>(levels.length).fill(0);
    for (const code of codes) if (code >= 0) counts[code]!++;
    const most = counts.reduce((a, b) => Math.max(a, b), 0);
    return levels[codes.find((code) => code >= 0 && counts[code] === most) ?? -1];
  }

  #numberFill({ type, values }: NumberColumn): number | undefined {
    const present = values.filter((value) => !Number.isNaN(value)).sort();
    if (present.length === 0) return undefined;
    if (type === "boolean" || this.numeric === "mostFrequent") return mostFrequent(present);
    if (typeof this.numeric === "number") return this.numeric;
    return this.numeric === "median" ? quantileSorted(present, 0.5) : plainColumnStatistics(present, 1).means[0];
  }
}
