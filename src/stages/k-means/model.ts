import { encode, frozen, type Codec, type Model, type ModelJSON } from "../../core";
import { copyMatrix, Matrix, readFeatures, type MatrixInput, numberedNames } from "../../data";
import { SegmentryError } from "../../errors";
import { assign } from "../../math/assign";
import { squaredDistance } from "../../math/distance";

const KIND = "KMeans";

/** What {@link KMeansModel} is made of. */
export interface KMeansFields {
  readonly centroids: Matrix;
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
  readonly sizes: readonly number[];
}

/**
 * A fitted {@link KMeans}: k centroids of d features. Immutable.
 *
 * @example
 * ```ts
 * import { KMeans } from "segmentry";
 *
 * const model = new KMeans({ k: 2, seed: 222 }).fit([[1], [2], [8], [9]]);
 * console.log([...model.predict([[0], [7]])].length, model.converged); // 2 true
 * console.log(model.transform([[1.5]]).toRows()[0]!.sort()); // [ 0, 7 ]
 * console.log(model.score([[1.5], [8.5]]) === 0); // true
 * ```
 */
export class KMeansModel implements Model {
  readonly kind = KIND;
  /** Sum over the training rows of weight x squared Euclidean distance to the nearest centroid. */
  readonly inertia!: number;
  /** Iterations of Lloyd's algorithm in the best run. */
  readonly iterations!: number;
  /** Whether the best run settled within maxIterations. */
  readonly converged!: boolean;
  /** k counts of training rows. */
  readonly sizes!: readonly number[];
  readonly #centroids: Matrix;

  /** @hidden */
  constructor(fields: KMeansFields) {
    const { centroids, ...plain } = fields;
    Object.assign(this, frozen(plain));
    this.#centroids = copyMatrix(centroids);
  }

  /** How many clusters. */
  get k(): number {
    return this.#centroids.rows;
  }

  /** The means of the clusters: k x d. Copied. */
  get centroids(): Matrix {
    return copyMatrix(this.#centroids);
  }

  /**
   * The nearest centroid of each of n rows, from 0 to k - 1; ties go to the lowest. O(n x k x d).
   *
   * @throws SegmentryError `WRONG_WIDTH`, `WRONG_COLUMNS`, `NOT_FINITE`, `NOT_NUMERIC`, `RAGGED_ROWS`, `EMPTY_DATA`
   */
  predict(input: MatrixInput): Int32Array {
    return this.#assign(input).labels;
  }

  /** Euclidean distance of each of n rows to each centroid: n x k, in units of the input. O(n x k x d). */
  transform(input: MatrixInput): Matrix {
    const { data, rows, columns } = readFeatures(KIND, input, this.#centroids.names), k = this.k, result = new Float64Array(rows * k);
    for (let i = 0, p = 0; i < rows; i++) {
      for (let c = 0; c < k; c++, p++) result[p] = Math.sqrt(squaredDistance(data, i, this.#centroids.data, c, columns));
    }
    return Matrix.wrap(result, rows, k, numberedNames("cluster", k));
  }

  /** Minus the inertia of n rows: higher is better. O(n x k x d). */
  score(input: MatrixInput): number {
    return -this.#assign(input).distances.reduce((sum, distance) => sum + distance, 0);
  }

  toJSON(): ModelJSON {
    // Fields in the order in which the constructor gives them.
    return encode(KIND, { centroids: this.#centroids, ...(this as object) });
  }

  #assign(input: MatrixInput): { labels: Int32Array; distances: Float64Array } {
    const { data, rows, columns } = readFeatures(KIND, input, this.#centroids.names), labels = new Int32Array(rows).fill(-1), distances = new Float64Array(rows);
    assign(data, this.#centroids.data, columns, labels, distances);
    if (distances.includes(Infinity)) throw new SegmentryError("NOT_FINITE", KIND, "finite distances", "Infinity");
    return { labels, distances };
  }
}

/** Reads a fitted KMeans back. */
export const kMeansCodec: Codec<KMeansModel> = {
  kind: KIND,
  read(fields) {
    const centroids = fields.matrix("centroids");
    return new KMeansModel({
      centroids,
      inertia: fields.number("inertia", 0),
      iterations: fields.integer("iterations", 1),
      converged: fields.boolean("converged"),
      sizes: fields.numbers("sizes", centroids.rows, 0),
    });
  },
};
