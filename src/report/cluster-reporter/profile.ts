import type { NumberColumn, TextColumn } from "../../data";
import { quantileSorted } from "../../math/quantile";
import type { CategoricalProfile, NumericProfile, TopValue } from "./model";

/** The rows of each cluster. */
export type RowsOf = readonly ArrayLike<number>[];

/**
 * A text or boolean column in each cluster. The effect is Cohen's w of the cluster's distribution against that of all
 * customers: the root of the sum over values of (p - q)² / q, where p is the share in the cluster and q among all.
 */
export function categoricalProfiles(column: string, codes: ArrayLike<number>, levels: readonly string[], clusters: RowsOf, top: number): (CategoricalProfile | null)[] {
  const all = count(codes, levels.length, Array.from(codes, (_, row) => row));
  return clusters.map((rows) => {
    const own = count(codes, levels.length, rows);
    if (rows.length === 0) return null;
    let squared = 0, seen = 0;
    levels.forEach((_, level) => {
      const q = all.counts[level]! / all.total, p = own.total > 0 ? own.counts[level]! / own.total : q;
      if (q === 0) return;
      squared += (p - q) ** 2 / q;
      seen++;
    });
    const order = levels.map((_, level) => level).filter((level) => own.counts[level]! > 0)
      .sort((a, b) => own.counts[b]! - own.counts[a]! || a - b).slice(0, top);
    const values = order.map((level): TopValue => {
      const ratio = own.counts[level]! / own.total;
      return { value: levels[level]!, count: own.counts[level]!, ratio, lift: ratio / (all.counts[level]! / all.total) };
    });
    const distinctiveness = beyondChance(squared, seen - 1, own.total, all.total);
    return { kind: "categorical", column, distinctiveness, missing: rows.length - own.total, top: values };
  });
}

/** A numeric column in each cluster. The effect is the difference of the means in standard deviations of all customers. */
export function numericProfiles({ name, values }: NumberColumn, clusters: RowsOf): (NumericProfile | null)[] {
  const all = moments(values.filter((value) => !Number.isNaN(value)));
  return clusters.map((rows) => {
    const present = Float64Array.from(rows, (row) => values[row]!).filter((value) => !Number.isNaN(value)).sort();
    if (present.length === 0) return null;
    const { mean } = moments(present), difference = mean - all.mean;
    const standardizedDifference = all.deviation > 0 ? difference / all.deviation : 0;
    return {
      kind: "numeric", column: name, distinctiveness: beyondChance(standardizedDifference ** 2, 1, present.length, values.length),
      missing: rows.length - present.length, mean,
      median: quantileSorted(present, 0.5), q1: quantileSorted(present, 0.25), q3: quantileSorted(present, 0.75),
      min: present[0]!, max: present.at(-1)!, difference, standardizedDifference,
    };
  });
}

/** Levels of a text column, or false and true of a boolean one. */
export function codesOf(column: TextColumn | NumberColumn): { codes: ArrayLike<number>; levels: readonly string[] } {
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

function count(codes: ArrayLike<number>, levels: number, rows: ArrayLike<number>): { counts: Float64Array; total: number } {
  const counts = new Float64Array(levels);
  let total = 0;
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i]!]!;
    if (code < 0) continue;
    counts[code]!++;
    total++;
  }
  return { counts, total };
}

function moments(values: Float64Array): { mean: number; deviation: number } {
  let mean = 0, squares = 0;
  values.forEach((value, i) => {
    const before = value - mean;
    mean += before / (i + 1);
    squares += before * (value - mean);
  });
  return { mean, deviation: Math.sqrt(squares / values.length) };
}
