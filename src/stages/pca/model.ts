import { encode, frozen, type Codec, type Model, type ModelJSON } from "../../core";
import { copyMatrix, Matrix, readFeatures, type MatrixInput, numberedNames } from "../../data";
import { mapRows, type NamedRowMap } from "../../math/row-map";

const KIND = "PCA";

/** What {@link PCAModel} is made of: c components of d features. */
export interface PCAFields {
  readonly names: readonly string[];
  readonly means: readonly number[];
  readonly components: Matrix;
  readonly explainedVariance: readonly number[];
  readonly explainedVarianceRatio: readonly number[];
  readonly whiten: boolean;
}

/**
 * A fitted {@link PCA}: c components of d features. Immutable.
 *
 * @example
 * ```ts
 * import { PCA } from "segmentry";
 *
 * const pca = new PCA().fit([[0, 0], [3, 4], [6, 8]]);
 * console.log(pca.components.toRows()[0]!.map((entry) => entry.toFixed(2))); // [ '0.60', '0.80' ]
 * console.log(pca.explainedVariance[0]!.toFixed(2), pca.inverseTransform(pca.transform([[3, 4]])).names); // 25.00 [ 'x0', 'x1' ]
 * ```
 */
export class PCAModel implements Model {
  readonly kind = KIND;
  /** The names of the d columns that it was fitted on. */
  readonly names!: readonly string[];
  /** d means, which are subtracted first. */
  readonly means!: readonly number[];
  /** c sample variances (ddof 1) along the components, in squared units of the input, largest first. */
  readonly explainedVariance!: readonly number[];
  /** c shares of the total variance of the input, from 0 to 1. */
  readonly explainedVarianceRatio!: readonly number[];
  /** Whether components are scaled to variance 1. */
  readonly whiten!: boolean;
  readonly #map: NamedRowMap;

  /** @hidden */
  constructor(fields: PCAFields) {
    const { components, ...plain } = fields;
    Object.assign(this, frozen(plain));
    // A component without variance is 0, whitened too: what is divided by Infinity.
    const scales = Float64Array.from(this.explainedVariance, (variance) => (this.whiten ? Math.sqrt(variance) || Infinity : 1));
    const means = Float64Array.from(this.means), axes = copyMatrix(components).data, columns = components.rows;
    this.#map = { means, scales, axes, columns, names: numberedNames("pc", columns) };
  }

  /** The principal axes: c x d, orthonormal rows. Copied. */
  get components(): Matrix {
    return Matrix.wrap(this.#map.axes!.slice(), this.#map.columns, this.names.length, this.names);
  }

  /**
   * Coordinates along the components: n x d to n x c. O(n x d x c).
   *
   * @throws SegmentryError `WRONG_WIDTH`, `WRONG_COLUMNS`, `NOT_FINITE`, `NOT_NUMERIC`, `RAGGED_ROWS`, `EMPTY_DATA`
   */
  transform(input: MatrixInput): Matrix {
    const { data, rows } = readFeatures(KIND, input, this.names);
    return Matrix.wrap(mapRows(this.#map, data, rows), rows, this.#map.columns, this.#map.names);
  }

  /** @internal */
  rowMap(): NamedRowMap {
    return this.#map;
  }

  /** The points of the input space that coordinates stand for: n x c to n x d. O(n x d x c). */
  inverseTransform(input: MatrixInput): Matrix {
    const { data, rows, columns: c } = readFeatures(KIND, input, this.#map.names);
    const d = this.names.length, { axes, scales } = this.#map, result = new Float64Array(rows * d);
    for (let i = 0, out = 0; i < rows; i++) {
      for (let j = 0; j < d; j++, out++) {
        let sum = this.means[j]!;
        for (let r = 0; r < c; r++) if (scales[r]! < Infinity) sum += data[i * c + r]! * scales[r]! * axes![r * d + j]!;
        result[out] = sum;
      }
    }
    return Matrix.wrap(result, rows, d, this.names);
  }

  toJSON(): ModelJSON {
    // The other fields in the order in which the constructor gives them.
    return encode(KIND, { names: this.names, means: this.means, components: this.components, ...(this as object) });
  }
}

/** Reads a fitted PCA back. */
export const pcaCodec: Codec<PCAModel> = {
  kind: KIND,
  read(fields) {
    const names = fields.names("names"), components = fields.matrix("components"), c = components.rows;
    if (components.columns !== names.length) fields.fail("components", `of ${names.length} columns`, `${components.columns}`);
    return new PCAModel({
      names, components,
      means: fields.numbers("means", names.length),
      explainedVariance: fields.numbers("explainedVariance", c, 0),
      explainedVarianceRatio: fields.numbers("explainedVarianceRatio", c, 0),
      whiten: fields.boolean("whiten"),
    });
  },
};
