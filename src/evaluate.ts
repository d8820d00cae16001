/**
 * How good a clustering is, and how many clusters there are: indices of quality, agreement of labelings, and what they add up to.
 *
 * @packageDocumentation
 */
export { silhouetteSamples, silhouetteScore, type SilhouetteOptions } from "./selection/silhouette";
