import { isFeature, type Column, type Frame, type NumberColumn } from "../data";
import { ranksOf } from "../math/correlation";
import { Moments } from "../math/moments";
import { quantileSorted } from "../math/quantile";
import { chanceOfCount, chanceOfDifference } from "../math/significance";
import { codesOf } from "../report/cluster-reporter/profile";
import { formatNumber, formatShare } from "../report/render/format";
import type { CategoricalDifference, Difference, NumericDifference } from "../report/insights";

/** Beyond this skewness differences are taken between ranks: a mean of few large values says little of the others. */
const SKEWED = 1;
/** Differences below this size, or as likely by chance as this, set nothing apart. */
const LEAST_EFFECT = 0.25, LEVEL = 0.01;
/** From this size on (large by Cohen 1988) a difference is told of few customers too, of whom chance rules out nothing. */
const LARGE = 0.8;
/** Values of a text column that are compared, the most frequent ones; what fewer customers have says who they are, not what they are like. */
const MOST_LEVELS = 50, FEWEST = 5;

/** Rows by segment. */
export type RowsOf = readonly Int32Array[];

/**
 * What sets each segment apart from all customers, in any column but ids: largest effect first, those alone that are large, or no accident.
 * Numbers by the difference of means in standard deviations, or of mean ranks where the column is skewed; values of text by the
 * difference of their shares in standard deviations (Austin 2009), but for values of fewer than 5 customers. Chance: how often a random group of that size differs as much,
 * times the number of comparisons (Bonferroni). O(rows x columns).
 */
export function differencesOf(table: Frame, segments: RowsOf): Difference[][] {
  const columns = table.specs.filter((spec) => isFeature(spec) && spec.type !== "date").map(({ name }) => table.store(name));
  const found: Difference[][] = segments.map(() => []);
  let comparisons = 0;
  for (const column of columns) {
    const compared = column.type === "number" ? numeric(column, segments) : categorical(column, segments);
    compared.forEach((own, s) => {
      comparisons += own.length;
      found[s]!.push(...own);
    });
  }
  return found.map((own) => own.map((one) => ({ ...one, pValue: Math.min(1, one.pValue * comparisons) })).filter(({ pValue, effect }) => Math.abs(effect) >= (pValue <= LEVEL ? LEAST_EFFECT : LARGE))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)));
}

function numeric({ name, values }: NumberColumn, segments: RowsOf): NumericDifference[][] {
  const all = momentsOf(values), byRank = Math.abs(all.skewness) > SKEWED, measured = byRank ? ranksOf(values) : values, overall = byRank ? momentsOf(measured) : all;
  const deviation = Math.sqrt(overall.variance), overallMedian = medianOf(values);
  if (!(deviation > 0)) return segments.map(() => []);
  return segments.map((rows) => {
    const own = pick(values, rows), present = own.filter((value) => !Number.isNaN(value));
    if (present.length === 0) return [];
    const difference = momentsOf(pick(measured, rows)).mean - overall.mean, mean = momentsOf(present).mean, median = medianOf(present);
    const pValue = chanceOfDifference(difference, overall.variance, present.length, overall.count);
    return [{ kind: "numeric", column: name, median, overallMedian, mean, overallMean: all.mean, effect: difference / deviation, pValue, text: numericText(name, difference, median, overallMedian, mean, all.mean) }];
  });
}

/** By medians, or by means where the medians are the same. */
function numericText(name: string, difference: number, median: number, overallMedian: number, mean: number, overallMean: number): string {
  const word = difference > 0 ? "higher" : "lower", agrees = difference > 0 ? median > overallMedian : median < overallMedian;
  const [what, own, all] = agrees ? ["median", median, overallMedian] : ["mean", mean, overallMean];
  return `${name} ${word}: ${what} ${formatNumber(own)}, overall ${formatNumber(all)}`;
}

function categorical(column: Column, segments: RowsOf): CategoricalDifference[][] {
  const { codes, levels } = codesOf(column), counts = countsOf(codes, levels.length), total = counts.reduce((sum, count) => sum + count, 0);
  const compared = Array.from(counts.keys()).filter((level) => counts[level]! >= FEWEST && counts[level]! < total).sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, MOST_LEVELS);
  return segments.map((rows) => {
    const own = countsOf(pickCodes(codes, rows), levels.length), size = own.reduce((sum, count) => sum + count, 0);
    if (size === 0) return [];
    return compared.map((level): CategoricalDifference => {
      const ratio = own[level]! / size, overallRatio = counts[level]! / total, variance = overallRatio * (1 - overallRatio), value = levels[level]!;
      return {
        kind: "categorical", column: column.name, value, ratio, overallRatio, lift: ratio / overallRatio,
        effect: (ratio - overallRatio) / Math.sqrt((ratio * (1 - ratio) + variance) / 2), pValue: chanceOfCount(own[level]!, counts[level]!, size, total),
        text: `${column.name} = ${value}: ${formatShare(ratio)}, overall ${formatShare(overallRatio)}`,
      };
    });
  });
}

interface Summary {
  readonly count: number;
  readonly mean: number;
  /** ddof 0. */
  readonly variance: number;
  readonly skewness: number;
}

function momentsOf(values: Float64Array): Summary {
  const moments = new Moments();
  for (const value of values) if (!Number.isNaN(value)) moments.add(value);
  return { count: moments.count, mean: moments.mean, variance: moments.count > 1 ? (moments.standardDeviation ** 2 * (moments.count - 1)) / moments.count : 0, skewness: moments.skewness };
}

function medianOf(values: Float64Array): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return sorted.length > 0 ? quantileSorted(sorted, 0.5) : NaN;
}

const pick = (values: Float64Array, rows: Int32Array): Float64Array => Float64Array.from(rows, (row) => values[row]!);
const pickCodes = (codes: Int32Array, rows: Int32Array): Int32Array => rows.map((row) => codes[row]!);

function countsOf(codes: Int32Array, levels: number): Float64Array {
  const counts = new Float64Array(levels);
  for (const code of codes) if (code >= 0) counts[code]!++;
  return counts;
}

/** The rows of each of k segments, ascending; rows of label -1 are in none. */
export function rowsOfSegments(labels: Int32Array, k: number): RowsOf {
  const sizes = new Int32Array(k);
  for (const label of labels) if (label >= 0) sizes[label]!++;
  const rows = Array.from(sizes, (size) => new Int32Array(size)), next = new Int32Array(k);
  labels.forEach((label, row) => {
    if (label >= 0) rows[label]![next[label]!++] = row;
  });
  return rows;
}
