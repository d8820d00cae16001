import type { Frame, Matrix, TableInput } from "../../data";
import type { ElbowPoint } from "../../selection/elbow-finder";
import { CosineTopN, type SimilarNeighbor } from "../../stages/cosine-top-n";
import type { ClusterReport } from "../../report/cluster-reporter";
import type { LeftOut, SegmentationModel } from "../segmentation-model";

/** What only the training customers can tell. */
export interface Found {
  /** The customers as they were read: all columns; not there where another thread segmented them. */
  readonly table?: Frame;
  /** The segment of each of n rows of the input, -1 where it was left out. */
  readonly labels: Int32Array;
  /** The m rows that were segmented, and the others. */
  readonly rows: ArrayLike<number>;
  readonly droppedRows: readonly number[];
  /** The m segmented customers as points: m x dimensions. */
  readonly points: Matrix;
  /** What each of them is called. */
  readonly ids: readonly (string | number)[];
}

/** The training customers as they were segmented: `rows` of the table, with their labels and points. */
export function findings(table: Frame, id: string | null, rows: readonly number[], labels: Int32Array, points: Matrix): Found {
  const ofAll = new Int32Array(table.rows).fill(-1), kept = new Set(rows), names = id === null ? null : table.column(id);
  rows.forEach((row, i) => (ofAll[row] = labels[i]!));
  const ids = rows.map((row) => {
    const name = names?.[row];
    return typeof name === "number" || typeof name === "string" ? name : names ? `(row ${row})` : row;
  });
  return { table, labels: ofAll, rows, droppedRows: Array.from({ length: table.rows }, (_, row) => row).filter((row) => !kept.has(row)), points, ids };
}

/**
 * What `segment` gives: the model to keep, and what only the training customers can tell.
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 *
 * const result = segment([20, 21, 22, 23, 70, 71].map((AGE, i) => ({ CUSTOMER_ID: 100 + i, AGE })), { k: 2 });
 * console.log(result.k, [...result.labels]); // 2 [ 0, 0, 0, 0, 1, 1 ]
 * console.log(result.similar([{ AGE: 69 }], 1)[0]![0]!.id); // 104
 * ```
 */
export class Segmentation {
  /** From plain customers to segments; `JSON.stringify` it to keep it. */
  readonly model: SegmentationModel;
  /** Rows of the input that were left out because a value is missing. */
  readonly droppedRows: readonly number[];
  readonly #found: Found;

  /** @hidden */
  constructor(model: SegmentationModel, found: Found) {
    this.model = model;
    this.#found = found;
    this.droppedRows = Object.freeze(found.droppedRows);
  }

  /** @internal */
  get found(): Found {
    return this.#found;
  }

  /** The segment of each row of the input, from 0, the largest first; -1 for rows that were left out. Copied. */
  get labels(): Int32Array {
    return this.#found.labels.slice();
  }

  /** How many segments. */
  get k(): number {
    return this.model.k;
  }

  /** Inertia for each k that was tried; empty where k was given. */
  get curve(): readonly ElbowPoint[] {
    return this.model.curve;
  }

  /** What each segment is like. */
  get report(): ClusterReport {
    return this.model.report;
  }

  /** The columns that were not used, and why. */
  get leftOut(): readonly LeftOut[] {
    return this.model.leftOut;
  }

  /** What was decided and what to beware of, in sentences. */
  get notes(): readonly string[] {
    return this.model.notes;
  }

  /**
   * The n training customers most similar to each given one, by the cosine in the space in which segments were found.
   *
   * @param customers records or a table of new customers
   * @returns for each customer, best first: the id (the row's index where there is no id column, `(row 7)` where the id is missing), its row and
   * the cosine
   */
  similar(customers: TableInput, n = 5): SimilarNeighbor[][] {
    const { points, ids, rows } = this.#found;
    const neighbors = new CosineTopN({ n }).fit(points, ids).query(this.model.embed(customers));
    return neighbors.map((list) => list.map((neighbor) => ({ ...neighbor, index: rows[neighbor.index]! })));
  }
}
