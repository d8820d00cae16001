import { numericSchema, requireNumeric, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { readMatrix, type MatrixInput } from "../../data";
import { checkOptions, SegmentryError, show } from "../../errors";
import { columnMeans, columnVariances } from "../../math/moments";
import { StandardScalerModel } from "./model";

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
  constructor(options: Record<string, never> = {}) {
    checkOptions(WHO, options, []);
    Object.freeze(this);
  }

  /**
   * Learns means and standard deviations of n x d numbers, in two passes that stay exact at large offsets. O(n x d).
   *
   * @throws SegmentryError `EMPTY_DATA`, `NOT_FINITE`, `NOT_NUMERIC`, `RAGGED_ROWS`; `NOT_FINITE` where a variance overflows
   */
  fit(input: MatrixInput, _options?: FitOptions): StandardScalerModel {
    const { data, rows, columns, names } = readMatrix(WHO, input);
    const means = columnMeans(data, columns), variances = columnVariances(data, columns, means);
    const scales = variances.map((variance, j) => {
      const mean = means[j]!;
      if (!Number.isFinite(variance) || !Number.isFinite(mean)) {
        throw new SegmentryError("NOT_FINITE", WHO, `column ${show(names[j])} to have a finite variance`, `${variance}`, "scale it down first");
      }
      return isConstant(variance, mean, rows) ? 1 : Math.sqrt(variance);
    });
    variances.forEach((variance, j) => {
      if (variance === 0) means[j] = data[j]!;
    });
    return new StandardScalerModel(names, means, scales);
  }

  outputSchema(schema: DataSchema): DataSchema {
    return numericSchema(requireNumeric(WHO, schema).map(({ name }) => name), schema.exact);
  }
}

/** Whether a variance is within the rounding error of its computation (the bound that scikit-learn uses too). */
function isConstant(variance: number, mean: number, n: number): boolean {
  return variance <= n * Number.EPSILON * variance + (n * mean * Number.EPSILON) ** 2;
}
