import { checkWatching, type FitOptions } from "../../core";
import { readMatrix, type MatrixInput } from "../../data";
import { checkInteger, checkOptions, checkSeed, checkShare, isList, SegmentryError, show } from "../../errors";
import { countDistinct } from "../../math/distinct";
import type { KMeansModel } from "../../stages/k-means/model";
import type { SweepPoint, Verdict } from "../verdict-types";
import { sweepOf } from "./sweep";
import { kneeOfSweep, sweepPoints } from "./sweep-points";
import { verdictOf } from "./verdict";

/** Options of {@link assessClusters}. */
export interface AssessOptions extends Pick<FitOptions, "onProgress" | "signal"> {
  /** The smallest number of clusters to choose, 1 or more; all from 1 on are tried. Default: 2. */
  minK?: number;
  /** The largest number to try; no more than there are distinct rows. Default: 10. */
  maxK?: number;
  /** Share of the rows that each cluster must have, 0 to below 1. Default: 0.01. */
  minShare?: number;
  /** The columns of each category, by index: one-hot columns of one, or the column of its codes. All others count as numbers. Default: none. */
  categories?: readonly (readonly number[])[];
  /** Take this many principal components before clustering, of the data and of each reference. Default: none. */
  components?: number;
  /** Runs of k-means for each k. Default: 10. */
  nInit?: number;
  /** Sets of reference data, 49 or more: with fewer none would be rare enough. Default: 59. */
  references?: number;
  /** Default: 0. */
  seed?: number | string;
}

/** What {@link assessClusters} found. */
export interface Assessment {
  readonly verdict: Verdict;
  /** Ascending in k, from 1. */
  readonly sweep: readonly SweepPoint[];
  /** The k at the knee of the curve of inertia; null where it has none. */
  readonly knee: number | null;
  /** How many rows were looked at: a sample of 2,000 where there are more. */
  readonly judged: number;
  /** The clustering with k clusters, of the rows that were looked at, in principal components where those were asked for. */
  at(k: number): KMeansModel;
}

const WHO = "assessClusters";
/** With so many, data tighter than all of them have a p of 1 / 50, within the level of the test. */
export const FEWEST_REFERENCES = 49;
/** A cluster of fewer rows is an accident. */
const FEWEST = 5;

/**
 * Whether there are clusters, and how many: one sweep over k = 1..maxK takes inertia, silhouette, Calinski-Harabasz and
 * Davies-Bouldin indices, gap, prediction strength and bootstrap stability of each, and a verdict says what they add up to.
 *
 * The gap is that of Tibshirani, Walther and Hastie (2001), with other references: they have the columns of the data, made
 * unimodal (the distribution of one mode nearest to each), with their rank correlations (a Gaussian copula); categories are
 * shuffled. So skewed, correlated or many-valued columns are no clusters; only what goes beyond is. The largest gap in standard
 * errors, over all k, is compared with those of the references: one test, of level 0.02.
 *
 * `none`: that test finds nothing, or no k is found again in halves of the rows nor leaves space between clusters. `clear`: one k
 * has a prediction strength of 0.8 or more (Tibshirani and Walther 2005), fewer rows between neighbouring clusters than half of
 * those about their centroids, and the best silhouette of such k; or it parts such clusters into ones that are found again
 * nearly always (0.9) and much tighter. `ambiguous`: all else. How often that is wrong: docs/verdict.md.
 *
 * O(maxK x (references + splits + resamples) x k-means), for at most 2,000 rows.
 *
 * @param x n rows of d numbers, scaled so that distances mean something
 * @throws SegmentryError `INVALID_OPTION`, `TOO_FEW_DISTINCT`, `NOT_FINITE` (also where squared distances overflow or vanish, as
 * KMeans), and what any matrix of numbers is refused for
 *
 * @example
 * ```ts
 * import { assessClusters } from "segmentry/evaluate";
 *
 * const islands = Array.from({ length: 90 }, (_, i) => [10 * (i % 3) + ((i * 7) % 5), ((i * 11) % 7)]);
 * const { verdict, sweep } = assessClusters(islands, { maxK: 5 });
 * console.log(verdict.kind, verdict.k, sweep[2]!.predictionStrength); // clear 3 1
 * ```
 */
export function assessClusters(x: MatrixInput, options: AssessOptions = {}): Assessment {
  checkOptions(WHO, options, ["minK", "maxK", "minShare", "categories", "components", "nInit", "references", "seed", "onProgress", "signal"]);
  const { onProgress, signal, seed = 0 } = options, encoded = readMatrix(WHO, x), watching = { onProgress, signal };
  checkWatching(WHO, watching);
  const minK = checkInteger(WHO, "minK", options.minK ?? 2, 1), maxK = checkInteger(WHO, "maxK", options.maxK ?? Math.max(10, minK), Math.max(2, minK)), minShare = checkShare(WHO, "minShare", options.minShare ?? 0.01);
  const distinct = countDistinct(encoded.data, encoded.columns, null, maxK);
  if (distinct < Math.max(2, minK)) throw new SegmentryError("TOO_FEW_DISTINCT", WHO, `at least ${Math.max(2, minK)} distinct rows`, `${distinct}`);
  const sweep = sweepOf({
    encoded, blocks: readCategories(options.categories ?? [], encoded.columns), components: options.components === undefined ? null : checkInteger(WHO, "components", options.components, 1, encoded.columns, "columns"),
    maxK: Math.min(maxK, distinct), nInit: checkInteger(WHO, "nInit", options.nInit ?? 10, 1), references: checkInteger(WHO, "references", options.references ?? 59, FEWEST_REFERENCES), seed: checkSeed(WHO, seed), ...watching,
  });
  const { rows } = sweep.points, verdict = verdictOf(sweep, { minK, minSize: smallestOf(rows, minShare) });
  return {
    verdict, sweep: sweepPoints(sweep, seed, () => signal?.throwIfAborted()), knee: kneeOfSweep(sweep), judged: rows,
    at: (k) => sweep.clusterings[checkInteger(WHO, "k", k, 1, sweep.clusterings.length, "the swept range") - 1]!.model,
  };
}

/** Rows that each cluster must have: the share asked for, at least 5, or a quarter of very few. */
export function smallestOf(rows: number, minShare: number): number {
  return Math.max(Math.ceil(minShare * rows), Math.min(FEWEST, rows / 4));
}

function readCategories(categories: unknown, columns: number): readonly (readonly number[])[] {
  const rule = `categories to be lists of distinct columns from 0 to ${columns - 1}`;
  if (!isList(categories)) throw new SegmentryError("INVALID_OPTION", WHO, rule, show(categories));
  const lists = Array.from(categories as ArrayLike<ArrayLike<number>>, (block) => (isList(block) ? Array.from(block) : [NaN])), all = lists.flat();
  const wrong = all.findIndex((j, i) => !(Number.isInteger(j) && j >= 0 && j < columns) || all.indexOf(j) < i);
  if (wrong >= 0) throw new SegmentryError("INVALID_OPTION", WHO, rule, show(all[wrong]));
  return lists;
}
