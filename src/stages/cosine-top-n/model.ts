import { encode, type Codec, type Model, type ModelJSON } from "../../core";
import { copyMatrix, type Matrix, readFeatures, type MatrixInput } from "../../data";
import { SegmentryError, show } from "../../errors";
import { TopN } from "../../math/top-n";
import type { Metric } from "./metrics";

const KIND = "CosineTopN";

/** One of the rows nearest to a query. */
export interface Neighbor {
  /** The id given at fit; the index where none were. */
  readonly id: string | number;
  /** The row's index at fit. */
  readonly index: number;
}

/** A neighbor under a similarity: more is nearer; the cosine lies in [-1, 1]. */
export interface SimilarNeighbor extends Neighbor {
  readonly similarity: number;
}

/** A neighbor under a distance: less is nearer. */
export interface DistantNeighbor extends Neighbor {
  readonly distance: number;
}

/**
 * A fitted {@link CosineTopN}: m rows of d numbers, with their ids. Immutable.
 *
 * @example
 * ```ts
 * import { CosineTopN } from "segmentry";
 *
 * const top = new CosineTopN({ n: 1, metric: "euclidean" }).fit([[0, 0], [3, 4]], ["ada", "bob"]);
 * console.log(top.query([[0, 1], [3, 3]])); // [ [ { id: 'ada', index: 0, distance: 1 } ], [ { id: 'bob', index: 1, distance: 1 } ] ]
 * ```
 */
export class CosineTopNModel<N extends Neighbor = Neighbor> implements Model {
  readonly kind = KIND;
  readonly #items: Matrix;
  readonly #metric: Metric;
  readonly #prepared: Float64Array;
  readonly #ids: readonly (string | number)[];

  /** @hidden */
  constructor(items: Matrix, ids: readonly (string | number)[], readonly n: number, readonly metric: string, compared: Metric) {
    this.#metric = compared;
    this.#items = copyMatrix(items);
    this.#prepared = compared.prepare(this.#items.data, items.columns);
    this.#ids = [...ids];
  }

  /**
   * The n nearest of the m rows for each of the query's rows, best first; of equally near ones the first row. Rows for which
   * the metric is not defined are left out. O(queries x m x d), with n entries of memory a query.
   *
   * @throws SegmentryError `WRONG_WIDTH`, `WRONG_COLUMNS`, `NOT_FINITE`, `NOT_NUMERIC`, `RAGGED_ROWS`, `EMPTY_DATA`
   */
  query(input: MatrixInput): N[][] {
    const { data, rows, columns: d } = readFeatures(KIND, input, this.#items.names);
    const queries = this.#metric.prepare(data, d);
    return Array.from({ length: rows }, (_, i) => this.#nearest(queries, i, d));
  }

  toJSON(): ModelJSON {
    return encode(KIND, { n: this.n, metric: this.metric, ids: this.#ids, items: this.#items.toJSON() });
  }

  #nearest(queries: Float64Array, i: number, d: number): N[] {
    const { compare, similarity } = this.#metric, sign = similarity ? 1 : -1, top = new TopN(Math.min(this.n, this.#items.rows));
    for (let j = 0; j < this.#items.rows; j++) {
      const value = compare(queries, i, this.#prepared, j, d);
      if (!Number.isNaN(value)) top.push(j, sign * value);
    }
    return top.take().map(({ index, score }) => {
      const value = sign * score + 0;
      return { id: this.#ids[index]!, index, ...(similarity ? { similarity: value } : { distance: value }) } as unknown as N;
    });
  }
}

/** Reads a fitted CosineTopN back, under the metrics that `metricOf` knows. */
export function cosineTopNCodec(metricOf: (name: string) => Metric | undefined): Codec<CosineTopNModel> {
  return {
    kind: KIND,
    read(fields) {
      const items = fields.matrix("items"), name = fields.string("metric"), metric = metricOf(name);
      if (!metric) throw new SegmentryError("UNSUPPORTED", KIND, "a metric that this decode knows", show(name), 'take decode from "segmentry", which knows all');
      const ids = fields.list("ids", (id, i) => (typeof id === "string" || Number.isFinite(id) ? (id as string | number) : fields.fail(`ids[${i}]`, "text or a number", show(id))), items.rows);
      return new CosineTopNModel(items, ids, fields.integer("n", 1), name, metric);
    },
  };
}
