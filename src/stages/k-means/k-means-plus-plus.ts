import { readWeights } from "../../core";
import { Matrix, readMatrix, type MatrixInput } from "../../data";
import { preparePoints } from "../../engine";
import { checkInteger, checkOptions, checkSeed, SegmentryError } from "../../errors";
import { createRandom } from "../../math/random";

/** Options of {@link kMeansPlusPlus}. */
export interface KMeansPlusPlusOptions {
  /** Decides which rows are drawn. Default: 0. */
  seed?: number | string;
  /** How much each row counts: one number of zero or more a row. */
  weights?: ArrayLike<number> | undefined;
}

/** Rows to start k-means from. */
export interface KMeansSeeds {
  /** k x d numbers: the rows that were drawn. */
  readonly centroids: Matrix;
  /** Their k indices, in the order in which they were drawn. */
  readonly indices: Int32Array;
}

const WHO = "kMeansPlusPlus";

/**
 * k rows to start k-means from, by greedy k-means++ (Arthur and Vassilvitskii 2007): each next row is the best of 2 + floor(ln c)
 * drawn with probability proportional to weight x squared distance to the nearest of those before it, c being its number. The
 * rows for k are the first k of those for any larger k. They are where the first run of `new KMeans` with the same seed starts.
 *
 * At most O(n x k x d x log k); rows that cannot come nearer are passed over.
 *
 * @throws SegmentryError `INVALID_OPTION` for a k outside 1..n, `TOO_FEW_DISTINCT` where fewer than k rows differ, and what any
 * matrix of numbers is refused for
 * @example
 * ```ts
 * import { KMeans, kMeansPlusPlus } from "segmentry";
 *
 * const x = [[1, 1], [1, 2], [8, 8], [9, 8]];
 * const { centroids, indices } = kMeansPlusPlus(x, 2, { seed: 222 });
 * console.log(centroids.row(0).join() === x[indices[0]!]!.join()); // true
 * console.log(new KMeans({ k: 2, init: centroids }).fit(x).sizes); // [ 2, 2 ]
 * ```
 */
export function kMeansPlusPlus(input: MatrixInput, k: number, options: KMeansPlusPlusOptions = {}): KMeansSeeds {
  checkOptions(WHO, options, ["seed", "weights"]);
  const { data, rows, columns, names } = readMatrix(WHO, input), seed = checkSeed(WHO, options.seed ?? 0);
  checkInteger(WHO, "k", k, 1, rows, "rows");
  const points = preparePoints(data, columns, readWeights(WHO, options.weights, rows));
  try {
    const seeds = points.seed(k, createRandom(`${seed}/0`));
    if (!seeds) throw new SegmentryError("TOO_FEW_DISTINCT", WHO, "k to be at most the number of distinct rows", `${k}`, "choose a smaller k");
    return { centroids: Matrix.wrap(seeds.centroids, k, columns, names), indices: seeds.rows };
  } finally {
    points.close();
  }
}
