import { encode, type Codec, type Model, type ModelJSON } from "../../core";
import { Matrix, readFeatures, type MatrixInput } from "../../data";
import { SegmentryError, show } from "../../errors";
import type { Search } from "../../math/nearest";
import type { TopN } from "../../math/top-n";
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
  readonly #search: Search;
  readonly #isSimilarity: boolean;
  /** Null where they are the indices. */
  readonly #ids: readonly (string | number)[] | null;

  /** @hidden */
  constructor(items: Matrix, ids: readonly (string | number)[] | null, readonly n: number, readonly metric: string, compared: Metric) {
    this.#items = Matrix.wrap(items.data.slice(), items.rows, items.columns, items.names);
    this.#search = compared.among(this.#items.data, items.columns);
    this.#isSimilarity = compared.similarity;
    this.#ids = ids && ids.slice();
  }

  /**
   * The n nearest of the m rows for each of the query's rows, best first; of equally near ones the first row. Rows for which
   * the metric is not defined are left out. O(queries x m x d), with n entries of memory a query.
   *
   * By cosine, among 2048 rows or more, the first query adds a copy of the rows in 16-bit integers, with which later ones are
   * some 20 times as fast; where WebAssembly is missing or blocked all are slow, and the answers are the same.
   *
   * @throws SegmentryError `WRONG_WIDTH`, `WRONG_COLUMNS`, `NOT_FINITE`, `NOT_NUMERIC`, `RAGGED_ROWS`, `EMPTY_DATA`
   */
  query(input: MatrixInput): N[][] {
    const { data } = readFeatures(KIND, input, this.#items.names), lists: N[][] = [];
    this.#search(data, Math.min(this.n, this.#items.rows), (top) => lists.push(this.#neighbors(top)));
    return lists;
  }

  toJSON(): ModelJSON {
    const ids = this.#ids ?? Array.from({ length: this.#items.rows }, (_, i) => i);
    return encode(KIND, { n: this.n, metric: this.metric, ids, items: this.#items.toJSON() });
  }

  #neighbors(top: TopN): N[] {
    const ids = this.#ids;
    const found: Neighbor[] = this.#isSimilarity
      ? top.take((index, score): SimilarNeighbor => ({ id: ids ? ids[index]! : index, index, similarity: score + 0 }))
      : top.take((index, score): DistantNeighbor => ({ id: ids ? ids[index]! : index, index, distance: -score + 0 }));
    return found as N[];
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
      return new CosineTopNModel(items, ids.every((id, i) => id === i) ? null : ids, fields.integer("n", 1), name, metric);
    },
  };
}
