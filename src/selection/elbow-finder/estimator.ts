import { freezeModel, checkFit, numericSchema, readWeights, requireNumeric, step, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { readMatrix, type MatrixInput, numberedNames } from "../../data";
import { checkInteger, checkNumber, checkOneOf, checkOptions, SegmentryError } from "../../errors";
import { countDistinct } from "../../math/distinct";
import { findKnee } from "../knee";
import { KMeans, type KMeansOptions } from "../../stages/k-means";
import { ElbowFinderModel } from "./model";

/** Options of {@link ElbowFinder}. */
export interface ElbowFinderOptions extends Omit<KMeansOptions, "k" | "init"> {
  /** The smallest number of clusters to try, 1 or more. Default: 2. */
  minK?: number;
  /** The largest, above minK and at most the number of distinct rows. Default: 10. */
  maxK?: number;
  /** How sharp the knee must be; see {@link findKnee}. Default: 1. */
  sensitivity?: number;
  /** Where runs start. Default: `"k-means++"`. */
  init?: "k-means++" | "random";
}

const WHO = "ElbowFinder";

/**
 * Clusters by k-means for each k of a range, and finds the knee of the curve of inertia with {@link findKnee}. Where the
 * curve has no knee, `k` and `best` are null: a straight curve says that no k is better than the next.
 *
 * Each clustering equals that of `new KMeans` with the same k, options and seed.
 *
 * @example
 * ```ts
 * import { ElbowFinder } from "segmentry";
 *
 * const corners = [[0, 0], [9, 0], [0, 9]].flatMap(([x, y]) => [[x!, y!], [x! + 1, y!], [x!, y! + 1], [x! + 1, y! + 1]]);
 * const elbow = new ElbowFinder({ minK: 1, maxK: 8, seed: 222 }).fit(corners);
 * console.log(elbow.k, elbow.best?.sizes); // 3 [ 4, 4, 4 ]
 * ```
 */
export class ElbowFinder implements Estimator<MatrixInput, ElbowFinderModel> {
  readonly kind = WHO;
  readonly minK: number;
  readonly maxK: number;
  readonly sensitivity: number;
  readonly kMeans: Readonly<Omit<KMeansOptions, "k">>;

  constructor(options: ElbowFinderOptions = {}) {
    checkOptions(WHO, options, ["minK", "maxK", "sensitivity", "nInit", "swaps", "maxIterations", "tolerance", "init", "seed"]);
    const { minK = 2, maxK = 10, sensitivity = 1, ...kMeans } = options;
    this.minK = checkInteger(WHO, "minK", minK, 1);
    this.maxK = checkInteger(WHO, "maxK", maxK, this.minK + 1);
    this.sensitivity = checkNumber(WHO, "sensitivity", sensitivity, 0);
    this.kMeans = Object.freeze({ ...kMeans });
    checkOneOf(WHO, "init", kMeans.init ?? "k-means++", ["k-means++", "random"]);
    new KMeans({ ...kMeans, k: this.minK });
    Object.freeze(this);
  }

  /**
   * Clusters n x d numbers once for each k. O(sum over k of nInit x iterations x n x k x d).
   *
   * @throws SegmentryError `TOO_FEW_DISTINCT` for a maxK above the number of distinct rows, and what KMeans refuses
   */
  fit(input: MatrixInput, options: FitOptions = {}): ElbowFinderModel {
    checkFit(WHO, options);
    const matrix = readMatrix(WHO, input), weights = readWeights(WHO, options.weights, matrix.rows);
    const distinct = countDistinct(matrix.data, matrix.columns, weights, this.maxK);
    if (distinct < this.maxK) {
      throw new SegmentryError("TOO_FEW_DISTINCT", WHO, `maxK to be at most the number of distinct rows (${distinct})`, `${this.maxK}`, "choose a smaller maxK");
    }
    const ks = Array.from({ length: this.maxK - this.minK + 1 }, (_, i) => this.minK + i);
    const kMeans = new KMeans({ ...this.kMeans, k: this.maxK });
    const models = kMeans.fitEach(ks, matrix, weights, options, (done) => done < ks.length && step(options, WHO, done, ks.length));
    step(options, WHO, ks.length, ks.length);
    const knee = findKnee(models.map(({ inertia }) => inertia), { sensitivity: this.sensitivity });
    return freezeModel(new ElbowFinderModel(models, knee === null ? null : ks[knee]!));
  }

  outputSchema(schema: DataSchema): DataSchema {
    requireNumeric(WHO, schema);
    return numericSchema(numberedNames("cluster", 1), false);
  }
}
