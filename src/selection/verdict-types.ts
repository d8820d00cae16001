/** How sure it is that there are segments, and how many. */
export type Verdict = ClearVerdict | AmbiguousVerdict | NoVerdict;

interface VerdictBase {
  /** The number of segments that the evidence is for; the best of bad ones where there are none. */
  readonly k: number;
  /** What was found, in one sentence. */
  readonly summary: string;
  /** The evidence, a sentence each. */
  readonly reasons: readonly string[];
  /** How often data without segments looks as clustered as this, from 0 to 1; null where that was not tested. */
  readonly pValue: number | null;
}

/** There are segments, and nearly all evidence is for one number of them. */
export interface ClearVerdict extends VerdictBase {
  readonly kind: "clear";
}

/** There is structure, but more than one number of segments describes it. */
export interface AmbiguousVerdict extends VerdictBase {
  readonly kind: "ambiguous";
  /** The numbers of segments that the evidence allows, ascending. */
  readonly candidates: readonly number[];
}

/** The data look like data without segments: any division is arbitrary. */
export interface NoVerdict extends VerdictBase {
  readonly kind: "none";
}

/** One number of segments and how well it does; null where an index does not exist for it or was not computed. */
export interface SweepPoint {
  readonly k: number;
  /** Sum of squared distances to the nearest centroid; lower is tighter. */
  readonly inertia: number;
  /** Mean silhouette, -1 to 1; higher is better. */
  readonly silhouette: number | null;
  /** Higher is better. */
  readonly calinskiHarabasz: number | null;
  /** Lower is better. */
  readonly daviesBouldin: number | null;
  /** How much tighter than data without segments, in the logarithm of the inertia; higher is better. */
  readonly gap: number | null;
  /** The standard error of the gap. */
  readonly gapError: number | null;
  /** How well one half of the customers predicts the segments of the other, 0 to 1; from 0.8 on is good. */
  readonly predictionStrength: number | null;
  /** Customers about the middle between neighbouring segments, as a share of those about their centroids; 0 for islands, 1 for cuts through a crowd. */
  readonly filled: number | null;
  /** Mean Jaccard over resamples of the least stable segment, 0 to 1. */
  readonly stability: number | null;
  /** Customers in the smallest segment. */
  readonly smallest: number;
}
