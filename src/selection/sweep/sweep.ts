import { step } from "../../core";
import { takeMatrixRows, type Matrix } from "../../data";
import { createRandom } from "../../math/random";
import { sampleOf } from "../../math/sample";
import { silhouetteScore } from "../silhouette";
import type { KMeansModel } from "../../stages/k-means";
import { clusterings, pointsOf } from "./clusterings";
import type { SweepPlan } from "./options";
import { predictionStrengthOf } from "./prediction-strength";
import { referenceTest, type ReferenceTest } from "./reference-test";
import { filledBetween } from "./valleys";

/** Of more rows, so many are drawn: silhouettes take the square of them, and references are clustered dozens of times. */
export const MOST_ROWS = 2000;
const SPLITS = 5;
const WHO = "sweep";

/** One number of clusters, with all that is known of it. */
export interface SweptClustering {
  readonly k: number;
  readonly model: KMeansModel;
  readonly inertia: number;
  readonly silhouette: number | null;
  readonly calinskiHarabasz: number | null;
  readonly predictionStrength: number | null;
  /** See {@link filledBetween}. */
  readonly filled: number | null;
  readonly sizes: readonly number[];
}

/** Clusterings for k = 1.., with what they look like against data without segments. */
export interface Sweep {
  readonly clusterings: readonly SweptClustering[];
  readonly test: ReferenceTest;
  /** The rows that were looked at, in the space in which clusters were sought. */
  readonly points: Matrix;
  /** How many rows there were. */
  readonly of: number;
}

/** Clusters the same rows with 1..maxK clusters and takes all indices of each. O((references + splits) x k-means + n² d). */
export function sweepOf(plan: SweepPlan): Sweep {
  const rows = sampleOf(plan.encoded.rows, MOST_ROWS, createRandom(`${plan.seed} sample`)), of = plan.encoded.rows;
  const encoded = rows.length < of ? takeMatrixRows(plan.encoded, rows) : plan.encoded, own = { ...plan, encoded };
  const points = pointsOf(encoded, plan.components), models = clusterings(points, plan.maxK, plan.nInit, plan.seed, plan.signal ?? undefined);
  const total = models.length + plan.references;
  let done = 0;
  const advance = (): void => step(plan, WHO, ++done, total);
  const swept = models.map((model) => {
    const one = indicesOf(points, model, models[0]!.inertia, plan);
    advance();
    return one;
  });
  return { clusterings: swept, test: referenceTest(models.map(({ inertia }) => inertia), { ...own, maxK: models.length }, advance), points, of };
}

function indicesOf(points: Matrix, model: KMeansModel, total: number, { nInit, seed }: SweepPlan): SweptClustering {
  const { k, inertia, sizes } = model, n = points.rows, exists = k > 1 && k < n;
  return {
    k, model, inertia, sizes,
    silhouette: exists ? silhouetteScore(points, model.predict(points)) : null,
    calinskiHarabasz: exists && inertia > 0 ? finite(((total - inertia) * (n - k)) / ((k - 1) * inertia)) : null,
    predictionStrength: canSplit(points, k) ? predictionStrengthOf(points, k, SPLITS, Math.min(nInit, 3), seed) : null,
    filled: k > 1 ? filledBetween(points, model) : null,
  };
}

/** Of an inertia of all but nothing the quotient may overflow. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Whether halves have two rows for each of k clusters. */
function canSplit(points: Matrix, k: number): boolean {
  return k === 1 || points.rows >= 4 * k;
}
