import { checkFit, CODEC, freezeModel, keptSchema, type DataSchema, type DroppedColumn, type Estimator, type FitOptions } from "../../core";
import { missingColumns, readMatrix, type MatrixInput } from "../../data";
import { checkNames, checkNumber, checkOneOf, checkOptions, SegmentryError, show } from "../../errors";
import { pearson, ranksOf } from "../../math/correlation";
import { correlationFilter, CorrelationFilterModel } from "./model";

/** Options of {@link CorrelationFilter}. */
export interface CorrelationFilterOptions {
  /** From this size of a correlation on, above 0 to 1, whatever its sign, one of two columns is left out. Default: 0.95. */
  threshold?: number;
  /** Of the values, or of their ranks, which takes any two columns that rise together for alike. Default: `"pearson"`. */
  method?: "pearson" | "spearman";
  /** Columns that stay rather than others, the most wanted first. Default: the order of the columns. */
  prefer?: readonly string[];
}

const WHO = "CorrelationFilter";

/**
 * Leaves out one of two columns of numbers that say nearly the same and would count twice in every distance: going through the
 * columns in order, each that correlates too much with one that stays, with that as the reason. A constant column correlates with
 * none.
 *
 * @example
 * ```ts
 * import { Matrix } from "segmentry";
 * import { CorrelationFilter } from "segmentry/prepare";
 *
 * const x = Matrix.fromRows([[10, 1, 2], [20, 2, 1], [30, 3, 2], [41, 4, 1]], ["SPENT", "ORDERS", "VISITS"]);
 * console.log(new CorrelationFilter({ prefer: ["ORDERS"] }).fit(x).dropped); // [ { column: 'SPENT', code: 'CORRELATED', reason: 'correlation 1.000 with ORDERS' } ]
 * ```
 */
export class CorrelationFilter implements Estimator<MatrixInput, CorrelationFilterModel> {
  readonly kind = WHO;
  readonly threshold: number;
  readonly method: "pearson" | "spearman";
  readonly prefer: readonly string[];

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: CorrelationFilterOptions = {}) {
    checkOptions(WHO, options, ["threshold", "method", "prefer"]);
    const { threshold = 0.95, method = "pearson", prefer = [] } = options;
    this.threshold = checkNumber(WHO, "threshold", threshold, 0);
    if (!(this.threshold > 0 && this.threshold <= 1)) throw new SegmentryError("INVALID_OPTION", WHO, "threshold to be above 0 and at most 1", show(this.threshold));
    this.method = checkOneOf(WHO, "method", method, ["pearson", "spearman"]);
    this.prefer = checkNames(WHO, "prefer", prefer);
    Object.freeze(this);
  }

  /**
   * Measures the correlations of n x d numbers. O(n x d²).
   *
   * @throws SegmentryError `MISSING_COLUMN`, and what any matrix of numbers is refused for
   */
  fit(input: MatrixInput, options?: FitOptions): CorrelationFilterModel {
    checkFit(WHO, options);
    const { data, rows, columns: d, names } = readMatrix(WHO, input), missing = this.prefer.filter((name) => !names.includes(name));
    if (missing.length > 0) throw missingColumns(WHO, missing, names);
    const values = names.map((_, j) => scaled(Float64Array.from({ length: rows }, (_, row) => data[row * d + j]!))), compared = this.method === "spearman" ? values.map(ranksOf) : values;
    const order = [...this.prefer.map((name) => names.indexOf(name)), ...names.keys()].filter((j, i, all) => all.indexOf(j) === i), kept: number[] = [], dropped: DroppedColumn<"CORRELATED">[] = [];
    for (const j of order) {
      const like = kept.find((other) => Math.abs(pearson(compared[j]!, compared[other]!)) >= this.threshold - ROUNDING);
      if (like === undefined) kept.push(j);
      else dropped.push({ column: names[j]!, code: "CORRELATED", reason: `${this.method === "spearman" ? "rank correlation" : "correlation"} ${pearson(compared[j]!, compared[like]!).toFixed(3)} with ${names[like]!}` });
    }
    return freezeModel(new CorrelationFilterModel(names, dropped));
  }

  /** Which columns stay is not known before the fit. */
  outputSchema(schema: DataSchema): DataSchema {
    return keptSchema(WHO, schema);
  }

  /** @internal */
  get [CODEC](): typeof correlationFilter {
    return correlationFilter;
  }
}

/** Scaled to at most 1, whose squares neither overflow nor vanish. */
function scaled(values: Float64Array): Float64Array {
  const most = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  return most > 0 ? values.map((value) => value / most) : values;
}

/** The correlation of a column with its double may be off 1 by rounding. */
const ROUNDING = 1e-12;
