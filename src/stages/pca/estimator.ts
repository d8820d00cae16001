import { freezeModel, checkFit, numericSchema, readRows, requireNumeric, type DataSchema, type Estimator, type FitOptions, type StreamedRows } from "../../core";
import { Matrix, readMatrix, type MatrixInput, numberedNames } from "../../data";
import { streamScatter, useEngine } from "../../engine";
import { checkBoolean, checkInteger, checkOptions, SegmentryError, show } from "../../errors";
import { principalAxes } from "../../math/principal";
import { PCAModel } from "./model";

/** Options of {@link PCA}. */
export interface PCAOptions {
  /**
   * How many components to keep: a count from 1 to min(rows, columns), or the share of the variance, between 0 and 1, that
   * they must explain together. Default: all of them.
   */
  components?: number;
  /** Scale each component to variance 1. Default: false. */
  whiten?: boolean;
}

const WHO = "PCA";

/**
 * Principal component analysis (Pearson 1901): the directions along which rows differ most. Data is centred, not scaled;
 * put a StandardScaler before it where units differ. Signs are those of scikit-learn from 1.5 on: the largest entry of each
 * component is positive.
 *
 * @example
 * ```ts
 * import { PCA } from "segmentry";
 *
 * const pca = new PCA({ components: 1 }).fit([[1, 2], [3, 4.1], [5, 5.9]]);
 * console.log(pca.explainedVarianceRatio[0]! > 0.99); // true
 * console.log(pca.transform([[3, 4]]).columns); // 1
 * ```
 */
export class PCA implements Estimator<MatrixInput, PCAModel> {
  readonly kind = WHO;
  readonly components: number | undefined;
  readonly whiten: boolean;

  constructor(options: PCAOptions = {}) {
    checkOptions(WHO, options, ["components", "whiten"]);
    const { components } = options;
    if (components !== undefined && !isShare(components)) checkComponents(components, Infinity, "");
    this.components = components;
    this.whiten = checkBoolean(WHO, "whiten", options.whiten ?? false);
    Object.freeze(this);
  }

  /**
   * Learns the components of n x d numbers. O(n x d² + d³) where rows are many, else O(n x d x min(n, d)).
   *
   * @throws SegmentryError `TOO_FEW_ROWS` below 2 rows, `INVALID_OPTION` for more components than min(n, d), and what any
   * matrix of numbers is refused for
   */
  fit(input: MatrixInput, options?: FitOptions): PCAModel {
    checkFit(WHO, options);
    return this.fitRows(readRows(WHO, input));
  }

  /** @internal */
  fitRows(input: StreamedRows): PCAModel {
    const { names, stream } = input, { rows } = stream.source, columns = names.length;
    if (rows < 2) throw new SegmentryError("TOO_FEW_ROWS", WHO, "at least 2 rows", `${rows}`);
    const most = Math.min(rows, columns);
    if (this.components !== undefined && !isShare(this.components)) {
      checkComponents(this.components, most, rows < columns ? "rows" : "columns");
    }
    useEngine();
    const found = principalAxes(stream, streamScatter);
    if (!found) {
      readMatrix(WHO, input.whole() as MatrixInput);
      throw new SegmentryError("NOT_FINITE", WHO, "finite variances", "numbers whose squares overflow", "scale the columns first");
    }
    const { means, axes, variances } = found, total = variances.reduce((sum, variance) => sum + variance, 0);
    const ratios = variances.map((variance) => (total > 0 ? variance / total : 0));
    const count = this.components === undefined ? most : isShare(this.components) ? countForShare(ratios, this.components) : this.components;
    return freezeModel(new PCAModel({
      names,
      means: [...means],
      components: Matrix.wrap(axes.slice(0, count * columns), count, columns),
      explainedVariance: [...variances.subarray(0, count)],
      explainedVarianceRatio: [...ratios.subarray(0, count)],
      whiten: this.whiten,
    }));
  }

  outputSchema(schema: DataSchema): DataSchema {
    const features = requireNumeric(WHO, schema), { components } = this;
    if (components === undefined || isShare(components)) return numericSchema(numberedNames("pc", 1), false);
    if (!schema.exact) return numericSchema(numberedNames("pc", 1), false);
    checkComponents(components, features.length, "columns");
    return numericSchema(numberedNames("pc", components));
  }
}

const isShare = (components: number): boolean => typeof components === "number" && components > 0 && components < 1;

function checkComponents(value: unknown, most: number, of: string): void {
  if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most) return;
  if (most < Infinity) checkInteger(WHO, "components", value, 1, most, of);
  throw new SegmentryError("INVALID_OPTION", WHO, "components to be an integer of 1 or more, or a share between 0 and 1", show(value));
}

/** The fewest components that explain more than the share. */
function countForShare(ratios: Float64Array, share: number): number {
  let sum = 0;
  const index = ratios.findIndex((ratio) => (sum += ratio) > share);
  return index < 0 ? ratios.length : index + 1;
}
