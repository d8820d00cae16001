/**
 * How good a clustering is, and how many clusters there are: indices of quality, agreement of labelings, and what they add up to.
 *
 * @packageDocumentation
 */
export { silhouetteSamples, silhouetteScore, type SilhouetteOptions } from "./selection/silhouette";
export { silhouette, type SilhouetteMethodOptions } from "./selection/quality/silhouette";
export type { ClusterSilhouette, SilhouetteMethod, SilhouetteMetric, SilhouetteResult } from "./selection/quality/silhouette-result";
export { calinskiHarabaszScore } from "./selection/quality/calinski-harabasz";
export { daviesBouldinScore } from "./selection/quality/davies-bouldin";
export { inertiaOf } from "./selection/quality/inertia";
export { clusterQuality, type ClusterPart, type ClusterQuality } from "./selection/quality/cluster-quality";
export { adjustedRandIndex } from "./selection/agreement/adjusted-rand-index";
export { adjustedMutualInformation, normalizedMutualInformation, type EntropyAverage, type MutualInformationOptions } from "./selection/agreement/mutual-information";
export { homogeneityCompletenessV, type Homogeneity, type HomogeneityOptions } from "./selection/agreement/homogeneity";
export { contingencyTable, type ContingencyTable } from "./selection/agreement/contingency-table";
export { compareLabels, type CompareLabelsOptions, type LabelComparison } from "./selection/agreement/compare-labels";
export { assessClusters, type Assessment, type AssessOptions } from "./selection/sweep/assess";
export type { AmbiguousVerdict, ClearVerdict, NoVerdict, SweepPoint, Verdict } from "./selection/verdict-types";
export { stabilityBand, type StabilityBand } from "./selection/stability/bands";
export { clusterStability, type ClusterStability, type StabilityOptions } from "./selection/stability/cluster-stability";
export { gapStatistic, type GapOptions, type GapPoint, type GapStatistic } from "./selection/sweep/gap-statistic";
export { predictionStrength, type PredictionStrengthOptions } from "./selection/sweep/prediction-strength";
