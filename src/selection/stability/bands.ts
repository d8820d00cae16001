/** The bands of fpc's clusterboot for mean Jaccard similarity: below 0.60, 0.75, 0.85, and above. */
export type StabilityBand = "unstable" | "doubtful" | "stable" | "highly stable";

/**
 * What a mean Jaccard similarity over resamples says of a cluster: below 0.60 unstable, below 0.75 doubtful, to 0.85 stable, above
 * it highly stable (the bands of `fpc::clusterboot`, Hennig 2007).
 *
 * @param jaccard from 0 to 1
 *
 * @example
 * ```ts
 * import { stabilityBand } from "segmentry/evaluate";
 *
 * console.log([0.5, 0.7, 0.8, 0.9].map(stabilityBand)); // [ 'unstable', 'doubtful', 'stable', 'highly stable' ]
 * ```
 */
export function stabilityBand(jaccard: number): StabilityBand {
  if (jaccard < 0.6) return "unstable";
  if (jaccard < 0.75) return "doubtful";
  return jaccard <= 0.85 ? "stable" : "highly stable";
}
