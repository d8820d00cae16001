import { findKnee } from "../knee";
import { daviesBouldinScore } from "../quality/davies-bouldin";
import { meanJaccards } from "../stability/bootstrap";
import type { Sweep, SweptClustering } from "./sweep";
import type { SweepPoint } from "../verdict-types";

/** How often customers are drawn anew for each k. */
const RESAMPLES = 10;

/** A sweep as plain data, with the stability of each k. O(k x resamples x k-means). */
export function sweepPoints({ clusterings, test, points }: Sweep, seed: number | string, step: (k: number) => void): SweepPoint[] {
  return clusterings.map((one, i) => {
    step(one.k);
    return { ...indices(one, points), gap: test.gaps[i]!, gapError: test.errors[i]!, stability: one.k === 1 ? null : stabilityOf(one, points, seed) };
  });
}

function indices({ k, model, inertia, silhouette, calinskiHarabasz, predictionStrength, filled, sizes }: SweptClustering, points: Sweep["points"]): Omit<SweepPoint, "gap" | "gapError" | "stability"> {
  const daviesBouldin = silhouette === null ? null : daviesBouldinScore(points, model.predict(points));
  return { k, inertia, silhouette, calinskiHarabasz, daviesBouldin: daviesBouldin === Infinity ? null : daviesBouldin, predictionStrength, filled, smallest: Math.min(...sizes) };
}

function stabilityOf({ k, model }: SweptClustering, points: Sweep["points"], seed: number | string): number {
  return Math.min(...meanJaccards(points, model.predict(points), k, { resamples: RESAMPLES, nInit: 2, seed }));
}

/** The k at the knee of the curve; null where it has none. */
export function kneeOfSweep({ clusterings }: Sweep): number | null {
  const knee = findKnee(clusterings.map(({ inertia }) => inertia));
  return knee === null ? null : clusterings[knee]!.k;
}
