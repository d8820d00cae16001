import { freezeModel } from "../../core";
import { readMatrix, type MatrixInput } from "../../data";
import { checkInteger, checkOptions, SegmentryError, show } from "../../errors";
import { anyMetric } from "./all-metrics";
import { CosineTopNModel, type DistantNeighbor, type SimilarNeighbor } from "./model";

/** Options of {@link CosineTopN}. */
export interface CosineTopNOptions<M extends string = string> {
  /** How many neighbors a query gives at most. Default: 5. */
  n?: number;
  /**
   * `"cosine"` (a similarity), `"euclidean"` (a distance), or any similarity or distance of ml-distance by its name there,
   * for example `"manhattan"`, `"chebyshev"` or `"similarity.pearson"`. Default: `"cosine"`.
   */
  metric?: M;
}

/** The neighbors that a metric gives. */
export type NeighborOf<M extends string> =
  M extends "cosine" ? SimilarNeighbor : M extends "euclidean" ? DistantNeighbor : SimilarNeighbor | DistantNeighbor;

const WHO = "CosineTopN";

/**
 * The rows nearest to a query, as by comparing it with every row: exact. The model keeps the rows, 8 bytes a number, and where
 * it is queried by cosine among 2048 rows or more 2 bytes a number in addition.
 *
 * The cosine of a row of zeros with any row is 0, as in scikit-learn.
 *
 * @example
 * ```ts
 * import { CosineTopN } from "segmentry";
 *
 * const top = new CosineTopN({ n: 2 }).fit([[1, 0], [0, 1], [2, 2]], ["ada", "bob", "eve"]);
 * console.log(top.query([[3, 0]])[0]!.map(({ id, similarity }) => `${id} ${similarity.toFixed(2)}`)); // [ 'ada 1.00', 'eve 0.71' ]
 * ```
 */
export class CosineTopN<M extends string = "cosine"> {
  readonly n: number;
  readonly metric: string;

  constructor(options: CosineTopNOptions<M> = {}) {
    checkOptions(WHO, options, ["n", "metric"]);
    this.n = checkInteger(WHO, "n", options.n ?? 5, 1);
    this.metric = options.metric ?? "cosine";
    if (typeof this.metric !== "string" || !anyMetric(this.metric)) {
      throw new SegmentryError("INVALID_OPTION", WHO, 'metric to be "cosine", "euclidean" or the name of one of ml-distance', show(this.metric));
    }
    Object.freeze(this);
  }

  /**
   * Keeps m x d numbers with their ids. O(m x d).
   *
   * @param ids one text or number a row. Default: the indices of the rows
   * @throws SegmentryError `WRONG_LENGTH`, and what any matrix of numbers is refused for
   */
  fit(input: MatrixInput, ids?: readonly (string | number)[]): CosineTopNModel<NeighborOf<M>> {
    const items = readMatrix(WHO, input);
    if (ids !== undefined && (!Array.isArray(ids) || ids.length !== items.rows)) {
      throw new SegmentryError("WRONG_LENGTH", WHO, `one id for each of ${items.rows} rows`, Array.isArray(ids) ? `${ids.length}` : show(ids));
    }
    const wrong = ids?.findIndex((id) => typeof id !== "string" && !Number.isFinite(id)) ?? -1;
    if (wrong >= 0) throw new SegmentryError("INVALID_OPTION", WHO, "ids to be text or numbers", `${show(ids![wrong])} at row index ${wrong}`);
    return freezeModel(new CosineTopNModel(items, ids ?? null, this.n, this.metric, anyMetric(this.metric)!));
  }
}
