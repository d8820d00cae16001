import { checkFit, EXECUTOR, freezeModel, numericSchema, readWeights, requireNumeric, step, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { copyMatrix, Matrix, namesDiffer, readMatrix, type MatrixInput, numberedNames } from "../../data";
import { checkInteger, checkNumber, checkOneOf, checkOptions, checkSeed, SegmentryError, showNames } from "../../errors";
import { countDistinct } from "../../math/distinct";
import type { LloydResult } from "../../math/lloyd";
import type { Points } from "../../math/points";
import { bestRun } from "./best-run";
import { KMeansModel } from "./model";
import { startsOf } from "./starts";
import { fitTask, runsOf, runTasks, sharedArrays, unpack, withPoints, type Clustering } from "./tasks";

/** Options of {@link KMeans}. */
export interface KMeansOptions {
  /** How many clusters, from 1 to the number of distinct rows. */
  k: number;
  /** How many runs from different starts; the one with the lowest inertia is kept. Default: 10; given centroids run once. */
  nInit?: number;
  /**
   * How many further runs at most, from the best centroids with one of them swapped, where fewer than half of the nInit runs
   * agree on the lowest inertia; 0 for none. Default: 2 x nInit.
   */
  swaps?: number;
  /** Iterations at most in a run. Default: 300. */
  maxIterations?: number;
  /**
   * A run stops when the squared shift of all centroids together is at most this times the mean variance of the columns; 0
   * runs until no label changes. Default: 1e-4.
   */
  tolerance?: number;
  /** Where runs start: greedy k-means++, random rows, or k given centroids (k x d). Default: `"k-means++"`. */
  init?: "k-means++" | "random" | MatrixInput;
  /** Decides all random choices. Default: 0. */
  seed?: number | string;
}

const WHO = "KMeans";

/**
 * k-means clustering by Lloyd's algorithm (Lloyd 1982) from greedy k-means++ starts (Arthur and Vassilvitskii 2007).
 *
 * Where the runs disagree on the best clustering, the best one is improved by random swaps (Fränti 2018).
 *
 * From the same centroids it takes the same iterations to the same labels as scikit-learn's: the same tolerance, the same
 * rule for clusters that run empty (moved onto the farthest row; rows without weight are passed over). The labels of the training rows are what
 * `model.predict` gives for them, also when a run stops early.
 *
 * @example
 * ```ts
 * import { KMeans } from "segmentry";
 *
 * const model = new KMeans({ k: 2, seed: 222 }).fit([[1, 1], [1, 2], [8, 8], [9, 8]]);
 * console.log(model.sizes, model.inertia); // [ 2, 2 ] 1
 * console.log(model.predict([[2, 2]])[0] === model.predict([[1, 1]])[0]); // true
 * ```
 */
export class KMeans implements Estimator<MatrixInput, KMeansModel> {
  readonly kind = WHO;
  readonly k: number;
  readonly nInit: number;
  readonly swaps: number;
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly #init: "k-means++" | "random" | Matrix;
  readonly seed: number | string;

  constructor(options: KMeansOptions) {
    checkOptions(WHO, options, ["k", "nInit", "swaps", "maxIterations", "tolerance", "init", "seed"]);
    const { nInit = 10, maxIterations = 300, tolerance = 1e-4, init = "k-means++", seed = 0 } = options;
    // k is checked at fit, where the number of rows that bounds it is known.
    this.k = options.k;
    this.nInit = checkInteger(WHO, "nInit", nInit, 1);
    this.swaps = checkInteger(WHO, "swaps", options.swaps ?? 2 * this.nInit, 0);
    this.maxIterations = checkInteger(WHO, "maxIterations", maxIterations, 1);
    this.tolerance = checkNumber(WHO, "tolerance", tolerance, 0);
    this.#init = typeof init === "string" ? checkOneOf<"k-means++" | "random">(WHO, "init", init, ["k-means++", "random"]) : copyMatrix(readMatrix(`${WHO} init`, init));
    this.seed = checkSeed(WHO, seed);
    Object.freeze(this);
  }

  /** Where runs start; given centroids are copied. */
  get init(): "k-means++" | "random" | Matrix {
    return typeof this.#init === "string" ? this.#init : copyMatrix(this.#init);
  }

  /**
   * Clusters n x d numbers; `weights` count rows more or less. O(nInit x iterations x n x k x d).
   *
   * @throws SegmentryError `INVALID_OPTION` for a k outside 1..n, `TOO_FEW_DISTINCT` for a k above the number of distinct
   * rows, and what any matrix of numbers is refused for
   */
  fit(input: MatrixInput, options?: FitOptions): KMeansModel {
    checkFit(WHO, options);
    const matrix = readMatrix(WHO, input), { data: x, rows, columns: d, names } = matrix;
    checkInteger(WHO, "k", this.k, 1, rows, "rows");
    const weights = readWeights(WHO, options?.weights, rows);
    this.#checkInit(d, names);
    const distinct = countDistinct(x, d, weights, this.k);
    if (distinct < this.k) {
      throw new SegmentryError("TOO_FEW_DISTINCT", WHO, `k to be at most the number of distinct rows (${distinct})`, `${this.k}`, "choose a smaller k");
    }
    return withPoints(x, d, weights, options?.[EXECUTOR], (points) => this.#model(this.#bestRun(points, options), names));
  }

  /**
   * One fit for each of several k on the same rows, which share what they can: each equals that of a KMeans with this k.
   *
   * @internal
   */
  fitEach(ks: readonly number[], { data, columns, names }: Matrix, weights: Float64Array | null, options: FitOptions, onDone: (done: number) => void): KMeansModel[] {
    return withPoints(data, columns, weights, options[EXECUTOR], (points) => this.#fitEach(ks, points, names, options, onDone));
  }

  #fitEach(ks: readonly number[], points: Points, names: readonly string[], options: FitOptions, onDone: (done: number) => void): KMeansModel[] {
    const jobs = ks.map((k) => this.#clustering(points, k, Math.max(...ks))), executor = options[EXECUTOR];
    if (executor) {
      // The longest first, so that no thread is left with it at the end.
      const results = executor.map("kMeansFit", sharedArrays(points), jobs.map(fitTask).reverse(), onDone).reverse();
      return results.map((result, i) => this.#model(unpack(result, ks[i]!), names));
    }
    const starts = startsOf(points, jobs[0]!.init, this.seed, Math.max(...ks));
    return jobs.map((job, i) => {
      onDone(i);
      return this.#model(bestRun(points, runsOf(job, starts, stopper(options)), WHO, { signal: options.signal }), names);
    });
  }

  /** What a run found, as a model. */
  #model(best: LloydResult, names: readonly string[]): KMeansModel {
    const k = best.sizes.length, d = best.centroids.length / k;
    if (!Number.isFinite(best.inertia)) {
      throw new SegmentryError("NOT_FINITE", WHO, "a finite inertia", `${best.inertia}`, "scale the columns down first");
    }
    const sizes = Array.from(best.sizes);
    if (best.inertia === 0 && sizes.includes(0)) {
      throw new SegmentryError("NOT_FINITE", WHO, "distances that do not vanish when squared", "a cluster without rows", "scale the columns up first, for example with StandardScaler");
    }
    const { inertia, iterations, converged } = best;
    return freezeModel(new KMeansModel({ centroids: Matrix.wrap(best.centroids, k, d, names), inertia, iterations, converged, sizes }));
  }

  outputSchema(schema: DataSchema): DataSchema {
    requireNumeric(WHO, schema);
    return numericSchema(numberedNames("cluster", 1), false);
  }

  #bestRun(points: Points, options: FitOptions | undefined): LloydResult {
    const init = this.#init, job = this.#clustering(points, this.k, this.k), executor = options?.[EXECUTOR];
    if (typeof init !== "string") return bestRun(points, runsOf(job, { of: () => init.data }, stopper(options)), WHO, options);
    const made = executor?.map("kMeansRun", sharedArrays(points), runTasks(job), (done) => done < job.count && step(options, WHO, done, job.count)).map((result) => unpack(result, this.k));
    return bestRun(points, runsOf(job, startsOf(points, init, this.seed, this.k), stopper(options)), WHO, options, made);
  }

  #clustering(points: Points, k: number, most: number): Clustering {
    const { seed, maxIterations } = this, given = typeof this.#init !== "string";
    return {
      d: points.d, k, most, seed, maxIterations, tolerance: this.tolerance * points.meanVariance, init: this.#init === "random" ? "random" : "k-means++",
      count: given ? 1 : this.nInit, swaps: given || k === 1 ? 0 : this.swaps,
    };
  }

  #checkInit(d: number, names: readonly string[]): void {
    if (typeof this.#init === "string") return;
    const { rows, columns } = this.#init;
    if (rows !== this.k) throw new SegmentryError("INVALID_OPTION", WHO, `init to have k = ${this.k} rows`, `${rows}`);
    if (columns !== d) throw new SegmentryError("WRONG_WIDTH", WHO, `init to have ${d} columns as the data`, `${columns}`);
    if (namesDiffer(this.#init.names, names)) {
      throw new SegmentryError("WRONG_COLUMNS", WHO, `init to have the columns of the data (${showNames(names, 8)})`, showNames(this.#init.names, 8));
    }
  }
}

function stopper(options: FitOptions | undefined): () => void {
  return () => options?.signal?.throwIfAborted();
}
