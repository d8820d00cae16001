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
/** How often all is done, with other starts and other halves: a verdict that hangs on those is none. */
const ROUNDS = 3;
/**
 * Runs of k-means for the test and for splits: as many for the data as for the references, for more would make the data look
 * tighter than those by effort alone.
 */
const FEW_RUNS = 3;
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
  /** Those of the first round, with the indices of all rounds averaged. */
  readonly clusterings: readonly SweptClustering[];
  /** Each round by itself: other starts, other halves, and where there are more rows than are looked at, other rows. */
  readonly rounds: readonly (readonly SweptClustering[])[];
  readonly test: ReferenceTest;
  /** The rows that were looked at, in the space in which clusters were sought. */
  readonly points: Matrix;
  /** How many rows there were. */
  readonly of: number;
}

/** Clusters rows with 1..maxK clusters and takes all indices of each. O((references + rounds x splits) x k-means + rounds x n² d). */
export function sweepOf(plan: SweepPlan): Sweep {
  const total = ROUNDS * plan.maxK + plan.references;
  let done = 0;
  const advance = (): void => step(plan, WHO, Math.min(++done, total), total);
  const rounds = Array.from({ length: ROUNDS }, (_, round) => roundOf(round === 0 ? plan : { ...plan, seed: `${plan.seed} round ${round}` }, advance)), { encoded, points, swept } = rounds[0]!;
  const few = { ...plan, encoded, maxK: swept.length, nInit: Math.min(FEW_RUNS, plan.nInit) };
  const tested = few.nInit === plan.nInit ? swept : clusterings(points, few.maxK, few.nInit, plan.seed, plan.signal);
  return {
    rounds: rounds.map((round) => round.swept), clusterings: swept.map((one) => averaged(one, rounds.map((round) => round.swept.find(({ k }) => k === one.k)))),
    test: referenceTest(tested.map(({ inertia }) => inertia), few, advance, swept.map(({ inertia }) => inertia)), points, of: plan.encoded.rows,
  };
}

function roundOf(plan: SweepPlan, advance: () => void): { encoded: Matrix; points: Matrix; swept: SweptClustering[] } {
  const { rows: of } = plan.encoded, rows = sampleOf(of, MOST_ROWS, createRandom(`${plan.seed} sample`)), encoded = rows.length < of ? takeMatrixRows(plan.encoded, rows) : plan.encoded;
  const points = pointsOf(encoded, plan.components), models = clusterings(points, plan.maxK, plan.nInit, plan.seed, plan.signal);
  const swept = models.map((model) => {
    const one = indicesOf(points, model, models[0]!.inertia, plan);
    advance();
    return one;
  });
  return { encoded, points, swept };
}

/** A clustering with the indices of several rounds averaged, of those that have them. */
function averaged(one: SweptClustering, all: readonly (SweptClustering | undefined)[]): SweptClustering {
  const mean = (of: (one: SweptClustering) => number | null): number | null => {
    const known = all.flatMap((other) => (other && of(other) !== null ? [of(other)!] : []));
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
  };
  return { ...one, silhouette: mean(({ silhouette }) => silhouette), calinskiHarabasz: mean(({ calinskiHarabasz }) => calinskiHarabasz), predictionStrength: mean(({ predictionStrength }) => predictionStrength), filled: mean(({ filled }) => filled) };
}

function indicesOf(points: Matrix, model: KMeansModel, total: number, { nInit, seed }: SweepPlan): SweptClustering {
  const { k, inertia, sizes } = model, n = points.rows, exists = k > 1 && k < n;
  return {
    k, model, inertia, sizes,
    silhouette: exists ? silhouetteScore(points, model.predict(points)) : null,
    calinskiHarabasz: exists && inertia > 0 ? finite(((total - inertia) * (n - k)) / ((k - 1) * inertia)) : null,
    predictionStrength: canSplit(points, k) ? predictionStrengthOf(points, k, SPLITS, Math.min(nInit, FEW_RUNS), seed) : null,
    filled: k > 1 ? filledBetween(points, model) : null,
  };
}

/** Of an inertia of all but nothing the quotient may overflow. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Whether halves have two rows for each of k clusters. */
function canSplit(points: Matrix, k: number): boolean {
  return k === 1 || points.rows >= 4 * k;
}
