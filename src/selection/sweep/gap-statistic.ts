import { readMatrix, type Matrix, type MatrixInput } from "../../data";
import { checkInteger, checkOneOf, checkOptions, checkSeed, SegmentryError } from "../../errors";
import { countDistinct } from "../../math/distinct";
import { log } from "../../math/elementary";
import { createRandom } from "../../math/random";
import { uniformBox } from "../reference/uniform-box";
import { clusterings } from "./clusterings";
import { momentsOf } from "./curve-moments";
import { referenceTest } from "./reference-test";

/** Options of {@link gapStatistic}. */
export interface GapOptions {
  /** The largest number of clusters, 2 or more and below that of distinct rows. Default: 10, or as many as that allows. */
  maxK?: number;
  /** Sets of reference data, 2 or more. Default: 59. */
  references?: number;
  /** What the data are compared with. Default: `"uniform"`, as in the paper. */
  reference?: "uniform" | "unimodal";
  /** Runs of k-means for each k. Default: 10. */
  nInit?: number;
  /** Default: 0. */
  seed?: number | string;
}

/** One number of clusters. */
export interface GapPoint {
  readonly k: number;
  /** Sum of squared distances to the nearest centroid. */
  readonly inertia: number;
  /** The mean of the logarithms of the inertia of references, less that of the data. */
  readonly gap: number;
  /** Its standard error: the deviation of those logarithms times the root of 1 + 1 / references. */
  readonly error: number;
}

/** What {@link gapStatistic} gives. */
export interface GapStatistic {
  /** The smallest k whose gap is at least the next one less its error; null where there is none. */
  readonly k: number | null;
  /** For k = 1 to maxK. */
  readonly points: readonly GapPoint[];
}

/** The gaps of a curve of inertia and their errors, for k = 1.. */
type Gaps = Pick<ReturnType<typeof referenceTest>, "gaps" | "errors">;

const WHO = "gapStatistic";

/**
 * The gap statistic of Tibshirani, Walther and Hastie (2001): how far the logarithm of the inertia lies below that of data without
 * clusters, for each k, and the smallest k whose gap the next does not exceed by more than its standard error. That may be 1: no
 * clusters.
 *
 * `"uniform"`, the paper's second choice: references are uniform in the box that the data take up along their principal axes.
 * Skewed or heavy-tailed columns, and categories, differ from that without having clusters. `"unimodal"`: those of
 * {@link assessClusters}, which have the columns of the data, each made unimodal, and their rank correlations; inertias then count
 * relative to that of one cluster, so that the gap of k = 1 is 0, and deviations have one degree of freedom less than references.
 *
 * O(references x maxK x k-means).
 *
 * @param x n rows of d numbers
 * @throws SegmentryError `INVALID_OPTION`, `TOO_FEW_DISTINCT` (unless there are more distinct rows than maxK), and what any matrix of
 * numbers is refused for
 *
 * @example
 * ```ts
 * import { gapStatistic } from "segmentry/evaluate";
 *
 * const islands = Array.from({ length: 90 }, (_, i) => [(i % 3 === 1 ? 20 : 0) + ((i * 7) % 5), (i % 3 === 2 ? 20 : 0) + ((i * 11) % 7)]);
 * const even = Array.from({ length: 100 }, (_, i) => [i % 10, Math.floor(i / 10)]);
 * console.log(gapStatistic(islands, { maxK: 5 }).k, gapStatistic(even, { maxK: 5 }).k); // 3 1
 * ```
 */
export function gapStatistic(x: MatrixInput, options: GapOptions = {}): GapStatistic {
  checkOptions(WHO, options, ["maxK", "references", "reference", "nInit", "seed"]);
  const data = readMatrix(WHO, x), { reference = "uniform", references = 59, nInit = 10, seed = 0 } = options;
  const maxK = readMaxK(data, options.maxK), runs = checkInteger(WHO, "nInit", nInit, 1), stream = checkSeed(WHO, seed), sets = checkInteger(WHO, "references", references, 2);
  const gapsOf = checkOneOf(WHO, "reference", reference, ["uniform", "unimodal"]) === "uniform" ? uniformGaps : unimodalGaps;
  const inertias = clusterings(data, maxK, runs, stream).map(({ inertia }) => inertia), { gaps, errors } = gapsOf(data, inertias, sets, runs, stream);
  const first = gaps.findIndex((gap, i) => i + 1 < gaps.length && gap >= gaps[i + 1]! - errors[i + 1]!);
  return Object.freeze({ k: first < 0 ? null : first + 1, points: Object.freeze(inertias.map((inertia, i) => Object.freeze({ k: i + 1, inertia, gap: gaps[i]!, error: errors[i]! }))) });
}

/** Where k reached the number of distinct rows the inertia would be 0, which has no logarithm. */
function readMaxK({ data, columns }: Matrix, asked: number | undefined): number {
  const wanted = checkInteger(WHO, "maxK", asked ?? 10, 2), distinct = countDistinct(data, columns, null, wanted + 1), least = asked === undefined ? 3 : wanted + 1;
  if (distinct < least) throw new SegmentryError("TOO_FEW_DISTINCT", WHO, `at least ${least} distinct rows${asked === undefined ? "" : `, one more than maxK`}`, `${distinct}`);
  return Math.min(wanted, distinct - 1);
}

function uniformGaps(data: Matrix, inertias: readonly number[], references: number, nInit: number, seed: number | string): Gaps {
  const draw = uniformBox(data), own = inertias.map(logarithm);
  const curves = Array.from({ length: references }, (_, b) => clusterings(draw(createRandom(`${seed} reference ${b}`)), inertias.length, nInit, `${seed} ${b}`).map(({ inertia }) => logarithm(inertia)));
  const { means, deviations } = momentsOf(curves, 0), factor = Math.sqrt(1 + 1 / references);
  return { gaps: means.map((mean, i) => mean - own[i]!), errors: deviations.map((deviation) => deviation * factor) };
}

function unimodalGaps(encoded: Matrix, inertias: readonly number[], references: number, nInit: number, seed: number | string): Gaps {
  return referenceTest(inertias, { encoded, blocks: [], components: null, maxK: inertias.length, nInit, references, seed }, () => undefined);
}

/** Squares of tiny numbers may vanish. */
const logarithm = (inertia: number): number => log(Math.max(inertia, Number.MIN_VALUE));
