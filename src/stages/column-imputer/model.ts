import { encode, readSpecs, rowsWhere, TableMaps, type Codec, type ModelJSON, type RowNote } from "../../core";
import { fillMissing, Frame, isMissingAt, lengthOf, missingValue, type Column, type ColumnSpec, type NumberColumn, type TableInput, type Value } from "../../data";
import { SegmentryError, show } from "../../errors";

const KIND = "ColumnImputer";

/** What becomes of the missing values of a column: filled by what was learned, refused, or the row left out of the fit. */
export type ImputeStrategy = "mean" | "median" | "mostFrequent" | "constant" | "error" | "drop";

const STRATEGIES: readonly ImputeStrategy[] = ["mean", "median", "mostFrequent", "constant", "error", "drop"];

/** What was learned of a column. */
export interface ImputedColumn {
  readonly strategy: ImputeStrategy;
  /** What missing values become: booleans as 0 or 1, dates as milliseconds since 1970 UTC; null for `"error"` and `"drop"`. */
  readonly fill: number | string | null;
}

/**
 * A fitted {@link ColumnImputer}. Immutable.
 *
 * @example
 * ```ts
 * import { ColumnImputer } from "segmentry/prepare";
 *
 * const model = new ColumnImputer({ indicator: ["AGE"] }).fit([{ AGE: 20 }, { AGE: 30 }, { AGE: null }]);
 * console.log(model.transform([{ AGE: null }]).toRecords()); // [ { AGE: 25, AGE_missing: true } ]
 * ```
 */
export class ColumnImputerModel extends TableMaps {
  readonly kind = KIND;
  /** The columns of which a further one, `NAME_missing`, says where a value was missing. */
  readonly indicators: readonly string[];
  readonly #learned: readonly ImputedColumn[];

  /** @hidden */
  constructor(specs: readonly ColumnSpec[], learned: readonly ImputedColumn[], indicators: readonly string[]) {
    super(specs);
    this.#learned = learned;
    this.indicators = Object.freeze([...indicators]);
  }

  /** What was learned of each column, by name. Copied. */
  get columns(): Record<string, ImputedColumn> {
    return Object.fromEntries(this.specs.map(({ name }, j) => [name, { ...this.#learned[j]! }]));
  }

  /**
   * The feature columns with missing values filled, then a boolean column for each of {@link indicators}. O(rows x columns).
   *
   * @throws SegmentryError `MISSING_VALUE` in a column with `"error"`, and in one with `"drop"`: only a fit leaves rows out, and
   * `explainRows` says which; `MISSING_COLUMN`, `COLUMN_TYPE`
   */
  transform(input: TableInput): Frame {
    const columns = this.read(input), flags = this.indicators.map((name) => flagOf(columns.find((column) => column.name === name)!));
    return Frame.wrap([...columns.map((column, j) => this.#fill(column, this.#learned[j]!)), ...flags]);
  }

  #fill(column: Column, { strategy, fill }: ImputedColumn): Column {
    if (fill !== null) return fillMissing(column, fill);
    const [row] = rowsWhere(column, (at) => isMissingAt(column, at));
    if (row === undefined) return column;
    if (strategy === "error") throw missingValue(KIND, column.name, row);
    throw new SegmentryError("MISSING_VALUE", KIND, `column ${show(column.name)} to have no missing value`, `one at row index ${row}`, "the strategy \"drop\" leaves such rows out of the fit; explainRows gives them a null segment");
  }

  /** The rows, by index, that have a value in every column with the strategy `"drop"`. O(rows x columns). */
  keptRows(input: TableInput): Int32Array {
    const columns = this.read(input), dropping = columns.filter((_, j) => this.#learned[j]!.strategy === "drop");
    return Int32Array.from(rowsWhere(columns[0]!, (row) => !dropping.some((column) => isMissingAt(column, row))));
  }

  /** Where values are missing, and what becomes of them. O(rows x columns). */
  rowNotes(input: TableInput): RowNote[] {
    return this.read(input).flatMap((column, j) => {
      const { strategy, fill } = this.#learned[j]!;
      if (strategy === "error") return [];
      const used = fill === null ? null : shown(column, fill), reason = fill === null ? "missing, and rows without it are left out" : strategy === "constant" ? "missing" : `missing, filled with the ${WORDS[strategy as keyof typeof WORDS]}`;
      return rowsWhere(column, (row) => isMissingAt(column, row)).map((row) => ({ row, code: fill === null ? "DROPPED" : "IMPUTED", column: column.name, found: null, used, reason }));
    });
  }

  toJSON(): ModelJSON {
    return encode(KIND, { columns: this.specs, learned: this.#learned, indicators: this.indicators });
  }
}

const WORDS = { mean: "mean", median: "median", mostFrequent: "most frequent value" } as const;

function shown({ type }: Column, fill: number | string): Value {
  return type === "boolean" ? fill === 1 : type === "date" ? new Date(fill) : fill;
}

function flagOf(column: Column): NumberColumn {
  return { name: flagName(column.name), kind: "numeric", type: "boolean", values: Float64Array.from({ length: lengthOf(column) }, (_, row) => Number(isMissingAt(column, row))) };
}

/** The column that says where another has no value. */
export const flagName = (name: string): string => `${name}_missing`;

/**
 * Reads a fitted ColumnImputer back: `decodeWith(columnImputer)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { columnImputer, ColumnImputer } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new ColumnImputer({ numeric: "mean" }).fit([{ AGE: 20 }, { AGE: 40 }]));
 * console.log(decodeWith(columnImputer)(text, "ColumnImputer").transform([{ AGE: null }]).toRows()); // [ [ 30 ] ]
 * ```
 */
export const columnImputer: Codec<ColumnImputerModel> = {
  kind: KIND,
  read(fields) {
    const specs = readSpecs(fields);
    const learned = fields.each("learned", (of): ImputedColumn => ({ strategy: of.oneOf("strategy", STRATEGIES), fill: of.value("fill") as ImputedColumn["fill"] }));
    if (learned.length !== specs.length) fields.fail("learned", `a list of ${specs.length}`, `${learned.length}`);
    learned.forEach(({ strategy, fill }, j) => {
      const { name, type } = specs[j]!, isFilled = strategy !== "error" && strategy !== "drop";
      if ((strategy === "mean" || strategy === "median") && (type === "text" || type === "boolean")) fields.fail(`learned[${j}].strategy`, `one for ${type}`, show(strategy));
      const isRight = !isFilled ? fill === null : type === "text" ? typeof fill === "string" && fill.trim() !== "" : Number.isFinite(fill) && (type !== "boolean" || fill === 0 || fill === 1) && (type !== "date" || Math.abs(fill as number) <= 8.64e15);
      if (!isRight) fields.fail(`learned[${j}].fill`, `what missing values of ${show(name)} become`, show(fill));
    });
    const indicators = fields.names("indicators"), names = specs.map(({ name }) => name);
    if (indicators.some((name) => !names.includes(name) || names.includes(flagName(name)))) fields.fail("indicators", "columns of it", "others");
    return new ColumnImputerModel(specs, learned, indicators);
  },
};
