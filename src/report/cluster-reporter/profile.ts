import type { NumberColumn, TextColumn } from "../../data";
import { quartiles } from "../../math/quantile";
import { plainColumnStatistics } from "../../math/statistics";
import type { CategoricalProfile, NumericProfile, TopValue } from "./model";

/** The rows of each cluster. */
export type RowsOf = readonly Int32Array[];

/**
 * A text or boolean column in each cluster. The effect is Cohen's w of the cluster's distribution against that of all
 * customers: the root of the sum over values of (p - q)² / q, where p is the share in the cluster and q among all.
 */
export function categoricalProfiles(column: string, codes: Int32Array, levels: readonly string[], clusters: RowsOf, top: number): (CategoricalProfile | null)[] {
  const all = countAll(codes, levels.length);
  return clusters.map((rows) => {
    if (rows.length === 0) return null;
    const own = count(codes, levels.length, rows), { squared, seen } = effect(own, all);
    const values = mostFrequent(own.counts, top).map((level): TopValue => {
      const ratio = own.counts[level]! / own.total;
      return { value: levels[level]!, count: own.counts[level]!, ratio, lift: ratio / (all.counts[level]! / all.total) };
    });
    const distinctiveness = beyondChance(squared, seen - 1, own.total, all.total);
    return { kind: "categorical", column, distinctiveness, missing: rows.length - own.total, top: values };
  });
}

/** The squared effect of a distribution against that of all customers, and how many levels there are among those. */
function effect(own: Counts, all: Counts): { squared: number; seen: number } {
  let squared = 0, seen = 0;
  for (let level = 0; level < all.counts.length; level++) {
    const q = all.counts[level]! / all.total, p = own.total > 0 ? own.counts[level]! / own.total : q;
    if (q === 0) continue;
    squared += (p - q) ** 2 / q;
    seen++;
  }
  return { squared, seen };
}

/** The levels that occur most, at most `top` of them, most frequent first, equally frequent ones in their order. O(levels x top). */
function mostFrequent(counts: Float64Array, top: number): number[] {
  const best: number[] = [];
  for (let level = 0; level < counts.length; level++) {
    const value = counts[level]!;
    if (value === 0 || (best.length === top && value <= counts[best[top - 1]!]!)) continue;
    let at = best.length < top ? best.length : top - 1;
    for (; at > 0 && counts[best[at - 1]!]! < value; at--) best[at] = best[at - 1]!;
    best[at] = level;
  }
  return best;
}

/** A numeric column in each cluster. The effect is the difference of the means in standard deviations of all customers. */
export function numericProfiles({ name, values }: NumberColumn, clusters: RowsOf): (NumericProfile | null)[] {
  const all = plainColumnStatistics(presentIn(values), 1), deviation = Math.sqrt(all.variances[0]!);
  return clusters.map((rows) => {
    const present = presentOf(values, rows);
    if (present.length === 0) return null;
    const { means, least, most } = plainColumnStatistics(present, 1), mean = means[0]!, min = least[0]!, max = most[0]!;
    const difference = mean - all.means[0]!;
    const standardizedDifference = deviation > 0 ? difference / deviation : 0;
    return {
      kind: "numeric", column: name, distinctiveness: beyondChance(standardizedDifference ** 2, 1, present.length, values.length),
      missing: rows.length - present.length, mean, ...quartiles(present, min, max), min, max, difference, standardizedDifference,
    };
  });
}

/** The values of rows that have one. */
function presentOf(values: Float64Array, rows: Int32Array): Float64Array {
  const own = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) own[i] = values[rows[i]!]!;
  return presentIn(own);
}

/** The values but for those missing; a copy. */
function presentIn(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length);
  let size = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === value) present[size++] = value;
  }
  return present.subarray(0, size);
}

/** Levels of a text column, or false and true of a boolean one. */
export function codesOf(column: TextColumn | NumberColumn): { codes: Int32Array; levels: readonly string[] } {
  if (column.type === "text") return column;
  return { codes: Int32Array.from(column.values, (value) => (Number.isNaN(value) ? -1 : value)), levels: ["false", "true"] };
}

/**
 * The root of a squared effect less what chance alone would give: a random sample of m among n customers has an expected
 * squared effect of (degrees of freedom / m) x (n - m) / (n - 1). Never below 0.
 */
function beyondChance(squared: number, degrees: number, m: number, n: number): number {
  if (m === 0 || n <= 1) return 0;
  return Math.sqrt(Math.max(0, squared - ((degrees / m) * (n - m)) / (n - 1)));
}

/** How many rows have each level, and any. */
interface Counts {
  readonly counts: Float64Array;
  readonly total: number;
}

function countAll(codes: Int32Array, levels: number): Counts {
  const counts = new Float64Array(levels);
  let missing = 0;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0) missing++;
    else counts[codes[row]!]!++;
  }
  return { counts, total: codes.length - missing };
}

function count(codes: Int32Array, levels: number, rows: Int32Array): Counts {
  const counts = new Float64Array(levels);
  let missing = 0;
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i]!]!;
    if (code < 0) missing++;
    else counts[code]!++;
  }
  return { counts, total: rows.length - missing };
}
