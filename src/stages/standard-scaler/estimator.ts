import { freezeModel, checkFit, numericSchema, readRows, requireNumeric, type DataSchema, type Estimator, type FitOptions, type StreamedRows } from "../../core";
import { missingColumns, readMatrix, type MatrixInput } from "../../data";
import { streamStatistics, useEngine } from "../../engine";
import { checkNames, checkOptions, SegmentryError, show } from "../../errors";
import { StandardScalerModel } from "./model";

/** Options of {@link StandardScaler}. */
export interface StandardScalerOptions {
  /** The names of the columns to scale; others stay as they are. Default: all. */
  columns?: readonly string[];
}

const WHO = "StandardScaler";

/**
 * Scales each column to mean 0 and population variance 1 (ddof 0), as scikit-learn's StandardScaler does. A constant column
 * becomes 0.
 *
 * @example
 * ```ts
 * import { StandardScaler } from "segmentry";
 *
 * const scaler = new StandardScaler().fit([[1, 7], [3, 7]]);
 * console.log(scaler.means, scaler.scales); // [ 2, 7 ] [ 1, 1 ]
 * console.log(scaler.transform([[5, 7]]).toRows()); // [ [ 3, 0 ] ]
 * ```
 */
export class StandardScaler implements Estimator<MatrixInput, StandardScalerModel> {
  readonly kind = WHO;
  readonly columns: readonly string[] | undefined;

  constructor(options: StandardScalerOptions = {}) {
    checkOptions(WHO, options, ["columns"]);
    this.columns = options.columns === undefined ? undefined : checkNames(WHO, "columns", options.columns);
    Object.freeze(this);
  }

  /**
   * Learns means and standard deviations of n x d numbers, in one pass that stays exact at large offsets. O(n x d).
   *
   * @throws SegmentryError `EMPTY_DATA`, `NOT_FINITE`, `NOT_NUMERIC`, `RAGGED_ROWS`; `NOT_FINITE` where a variance overflows
   */
  fit(input: MatrixInput, options?: FitOptions): StandardScalerModel {
    checkFit(WHO, options);
    return this.fitRows(readRows(WHO, input));
  }

  /** @internal */
  fitRows(input: StreamedRows): StandardScalerModel {
    const { names, stream } = input, { rows } = stream.source, columns = names.length;
    this.#requireColumns(names);
    useEngine();
    const { means, variances, least, most } = streamStatistics(stream), scales = new Float64Array(columns).fill(1);
    for (let j = 0; j < columns; j++) {
      const mean = means[j]!, variance = variances[j]!;
      if (!Number.isFinite(variance) || !Number.isFinite(mean)) {
        readMatrix(WHO, input.whole() as MatrixInput);
        throw new SegmentryError("NOT_FINITE", WHO, `column ${show(names[j])} to have a finite variance`, `${variance}`, "scale it down first");
      }
      if (this.columns && !this.columns.includes(names[j]!)) means[j] = 0;
      else if (variance === 0 && least[j] !== most[j]) throw vanishing(names[j]!);
      else if (!isConstant(variance, mean, rows)) scales[j] = Math.sqrt(variance);
    }
    return freezeModel(new StandardScalerModel(names, means, scales));
  }

  outputSchema(schema: DataSchema): DataSchema {
    const names = requireNumeric(WHO, schema).map(({ name }) => name);
    if (schema.exact) this.#requireColumns(names);
    return numericSchema(names, schema.exact);
  }

  #requireColumns(names: readonly string[]): void {
    const missing = this.columns?.filter((name) => !names.includes(name)) ?? [];
    if (missing.length > 0) throw missingColumns(WHO, missing, names);
  }
}

/** Whether a variance is within the rounding error of its computation (the bound that scikit-learn uses too). */
function isConstant(variance: number, mean: number, n: number): boolean {
  return variance <= n * Number.EPSILON * variance + (n * mean * Number.EPSILON) ** 2;
}

/** A column that only looks constant because its squares vanish. */
function vanishing(name: string): SegmentryError {
  return new SegmentryError("NOT_FINITE", WHO, `column ${show(name)} to have a variance above 0`, "numbers whose squares vanish", "scale it up first");
}
