import type { StabilityBand } from "../selection/stability/bands";
import type { SweepPoint, Verdict } from "../selection/verdict-types";

export type { StabilityBand } from "../selection/stability/bands";
export type { SweepPoint, Verdict } from "../selection/verdict-types";

/** How a segment differs from all customers in one column of numbers. */
export interface NumericDifference {
  readonly kind: "numeric";
  readonly column: string;
  /** Median of the segment and of all customers, in units of the column. */
  readonly median: number;
  readonly overallMedian: number;
  readonly mean: number;
  readonly overallMean: number;
  /** The difference in standard deviations, signed (by ranks where the column is skewed). */
  readonly effect: number;
  /** How often a random group of that size differs as much, 0 to 1, corrected for the number of comparisons. */
  readonly pValue: number;
  /** In words, such as `INCOME higher: median 81,000, overall 51,000`. */
  readonly text: string;
}

/** How a segment differs from all customers in the share of one value. */
export interface CategoricalDifference {
  readonly kind: "categorical";
  readonly column: string;
  readonly value: string;
  /** Share of the segment and of all customers with the value, 0 to 1. */
  readonly ratio: number;
  readonly overallRatio: number;
  readonly lift: number;
  /** The difference of the shares in standard deviations of such a share (the mean of both variances), signed. */
  readonly effect: number;
  readonly pValue: number;
  /** In words, such as `GENDER = F: 91 %, overall 52 %`. */
  readonly text: string;
}

/** What sets a segment apart. */
export type Difference = NumericDifference | CategoricalDifference;

/** One way to be in a segment, of at most 3 conditions. */
export interface SegmentRule {
  /** Each in words, such as `INCOME above 60,000` or `PAYS is card or cash`. */
  readonly conditions: readonly string[];
  /** Share of the segment that it covers, 0 to 1. */
  readonly covers: number;
  /** Share of those it covers who are in the segment, 0 to 1. */
  readonly precision: number;
}

/** All about one segment. */
export interface SegmentInsight {
  /** The label, from 0. */
  readonly segment: number;
  /** Unique among the segments. */
  readonly name: string;
  readonly size: number;
  /** Share of all customers, 0 to 1. */
  readonly ratio: number;
  /** Mean silhouette of its customers, -1 to 1; null where there is one segment. */
  readonly silhouette: number | null;
  /** Share of its customers who are nearly as near to another segment, 0 to 1; null where there is one segment. */
  readonly borderline: number | null;
  /** Mean Jaccard over resamples, 0 to 1; null where it was not computed. */
  readonly stability: number | null;
  readonly stabilityBand: StabilityBand | null;
  /** Largest effect first. */
  readonly apart: readonly Difference[];
  /** Largest cover first; none where no rule describes the segment. */
  readonly rules: readonly SegmentRule[];
  /** The ids of customers nearest to its middle; only where ids were asked for. */
  readonly representatives: readonly (string | number)[] | null;
}

/** One row of the heatmap: a column, or one value of it. */
export interface HeatmapRow {
  readonly column: string;
  /** The value whose share is shown; null for a column of numbers, whose mean is shown. */
  readonly value: string | null;
  /** For each segment the difference from all customers in standard deviations. */
  readonly cells: readonly number[];
  /** For each segment the mean or share, in words. */
  readonly texts: readonly string[];
}

/** A column that a new customer needs, for a form. */
export interface InputColumn {
  readonly name: string;
  readonly type: "number" | "boolean" | "date" | "text";
  /** The values of a text column that 1 % of the customers have, most frequent first, at most 50. */
  readonly values: readonly string[];
  /** The median, the most frequent value, or the median date as YYYY-MM-DD; null where the column is empty. */
  readonly typical: number | string | boolean | null;
  /** Range of a column of numbers or dates; null for others. */
  readonly min: number | string | null;
  readonly max: number | string | null;
}

/** Customers as a plane: the first two principal components of the space in which segments were found. */
export interface SegmentMap {
  /** In that space. */
  readonly mean: readonly number[];
  /** Two axes of as many numbers; the second is all zero in a space of one dimension. */
  readonly axes: readonly [readonly number[], readonly number[]];
  /** Shares of the variance. */
  readonly explained: readonly [number, number];
  /** In words, such as `more INCOME, less AGE`. */
  readonly labels: readonly [string, string];
}

/** Some of the customers, by whom the plane is drawn and similar ones are found. No ids unless asked for. */
export interface CustomerSample {
  /** How many customers it was drawn from. */
  readonly of: number;
  /** In the space in which segments were found, to 4 digits. */
  readonly points: readonly (readonly number[])[];
  readonly labels: readonly number[];
  /** -1 to 1; empty where there is one segment. */
  readonly silhouettes: readonly number[];
  readonly ids: readonly (string | number)[] | null;
}

/** How the segments do on customers that they were not fitted on. */
export interface HeldOutInsight {
  /** How many customers were held out. */
  readonly rows: number;
  /** Share of those who are no farther from their segment than 99 % of the others are, 0 to 1. */
  readonly within: number;
  /** Agreement of the labels by a fit on the rest with those of the model: adjusted Rand index, -1 to 1. */
  readonly agreement: number;
  /** Share of those whom the rules put into their segment, 0 to 1. */
  readonly fidelity: number;
}

/** How well the rules of all segments tell them. */
export interface RulesInsight {
  /** Share of customers whom the tree of the rules puts into their segment, 0 to 1. */
  readonly fidelity: number;
  /** The same for each segment, averaged. */
  readonly balanced: number;
  /** Customers held out by whom that was measured; 0 where it was by those the tree was made of. */
  readonly heldOut: number;
}

/** What was found out about segments, as plain data. */
export interface Insights {
  readonly verdict: Verdict;
  /** Ascending in k. */
  readonly sweep: readonly SweepPoint[];
  /** The k at the knee of the curve of inertia from k = 1 on; null where it has none. */
  readonly knee: number | null;
  /** How many customers the verdict and the sweep are of: a sample where there are many. */
  readonly judged: number;
  /** By label. */
  readonly segments: readonly SegmentInsight[];
  readonly heatmap: readonly HeatmapRow[];
  readonly rules: RulesInsight;
  readonly heldOut: HeldOutInsight | null;
  readonly inputs: readonly InputColumn[];
  readonly map: SegmentMap;
  readonly sample: CustomerSample | null;
}
