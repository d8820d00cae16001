import { encode, type Codec, type Model, type ModelJSON } from "../../core";
import { Matrix, readFeatures, type MatrixInput } from "../../data";
import { mapRows, type NamedRowMap } from "../../math/row-map";

const KIND = "StandardScaler";

/**
 * A fitted {@link StandardScaler} of d columns. Immutable.
 *
 * @example
 * ```ts
 * import { StandardScaler } from "segmentry";
 *
 * const scaler = new StandardScaler().fit([[10], [30]]);
 * console.log(scaler.transform([[40]]).toRows(), scaler.inverseTransform([[2]]).toRows()); // [ [ 2 ] ] [ [ 40 ] ]
 * ```
 */
export class StandardScalerModel implements Model {
  readonly kind = KIND;
  /** The names of the d columns that it was fitted on. */
  readonly names: readonly string[];
  /** d means. */
  readonly means: readonly number[];
  /** d standard deviations (population, ddof 0); 1 for a constant column. */
  readonly scales: readonly number[];
  readonly #map: NamedRowMap;

  /** @hidden */
  constructor(names: readonly string[], means: ArrayLike<number>, scales: ArrayLike<number>) {
    this.names = names;
    this.means = Object.freeze(Array.from(means, (mean) => mean + 0));
    this.scales = Object.freeze(Array.from(scales));
    this.#map = { means: Float64Array.from(this.means), scales: Float64Array.from(scales), columns: names.length, names };
  }

  /** @internal */
  rowMap(): NamedRowMap {
    return this.#map;
  }

  /**
   * (x - mean) / scale, column by column: n x d to n x d. O(n x d).
   *
   * @throws SegmentryError `WRONG_WIDTH`, `WRONG_COLUMNS`, `NOT_FINITE`, `NOT_NUMERIC`, `RAGGED_ROWS`, `EMPTY_DATA`
   */
  transform(input: MatrixInput): Matrix {
    const { data, rows, columns } = readFeatures(KIND, input, this.names);
    return Matrix.wrap(mapRows(this.#map, data, rows), rows, columns, this.names);
  }

  /** z x scale + mean, column by column: n x d to n x d. O(n x d). */
  inverseTransform(input: MatrixInput): Matrix {
    const { data, rows, columns } = readFeatures(KIND, input, this.names);
    return Matrix.wrap(data.map((value, p) => value * this.scales[p % columns]! + this.means[p % columns]!), rows, columns, this.names);
  }

  toJSON(): ModelJSON {
    return encode(KIND, { ...(this as object) });
  }
}

/** Reads a fitted StandardScaler back. */
export const standardScalerCodec: Codec<StandardScalerModel> = {
  kind: KIND,
  read(fields) {
    const names = fields.names("names"), d = names.length;
    return new StandardScalerModel(names, fields.numbers("means", d), fields.numbers("scales", d, Number.MIN_VALUE));
  },
};
