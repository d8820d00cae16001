import { pearson, ranksOf } from "../math/correlation";
import type { Association, ColumnSummary } from "./types";

/** Text columns with more levels say too little with each. */
const MOST_LEVELS = 100;
/** More columns would make too many pairs. */
const MOST_COLUMNS = 60;

/** A column of the sampled rows: numbers with their ranks, or codes of levels; missing values are NaN and -1. */
type Sampled = { readonly name: string; readonly numbers: Float64Array; readonly ranks: Float64Array } | { readonly name: string; readonly codes: Int32Array; readonly levels: number };

/** How much each two columns of some rows tell of each other; rows where one is missing do not count. The strongest first. */
export function associationsOf(columns: readonly ColumnSummary[], rows: readonly (readonly unknown[])[]): Association[] {
  const sampled = columns.flatMap((column, j) => sample(column, rows.map((row) => row[j])) ?? []).slice(0, MOST_COLUMNS), found: Association[] = [];
  sampled.forEach((a, i) => sampled.slice(i + 1).forEach((b) => found.push(...between(a, b))));
  return found.filter(({ value }) => Number.isFinite(value)).sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
}

function sample({ name, type, distinct }: ColumnSummary, values: readonly unknown[]): Sampled | null {
  if (distinct < 2) return null;
  if (type === "number") {
    const numbers = Float64Array.from(values, (value) => (value === null ? NaN : Number(value)));
    return { name, numbers, ranks: ranksOf(numbers) };
  }
  if (type === "date" || type === "empty" || distinct > MOST_LEVELS) return null;
  const levels = new Map<unknown, number>(), codes = Int32Array.from(values, (value) => {
    if (value === null) return -1;
    const key = value instanceof Date ? +value : value;
    if (!levels.has(key)) levels.set(key, levels.size);
    return levels.get(key)!;
  });
  return levels.size > 1 && levels.size <= MOST_LEVELS ? { name, codes, levels: levels.size } : null;
}

function between(a: Sampled, b: Sampled): Association[] {
  const columns = [a.name, b.name] as const;
  if ("numbers" in a) {
    if ("codes" in b) return [{ columns, measure: "correlationRatio", value: correlationRatio(b.codes, b.levels, a.numbers) }];
    return [{ columns, measure: "pearson", value: pearson(a.numbers, b.numbers) }, { columns, measure: "spearman", value: pearson(a.ranks, b.ranks) }];
  }
  if ("numbers" in b) return [{ columns, measure: "correlationRatio", value: correlationRatio(a.codes, a.levels, b.numbers) }];
  return [{ columns, measure: "cramersV", value: cramersV(a, b) }];
}

/** The root of chi squared over n (smaller number of levels - 1) (Cramér 1946). */
function cramersV(a: Extract<Sampled, { codes: Int32Array }>, b: Extract<Sampled, { codes: Int32Array }>): number {
  const counts = new Float64Array(a.levels * b.levels), rows = new Float64Array(a.levels), columns = new Float64Array(b.levels);
  let n = 0;
  a.codes.forEach((code, i) => {
    const other = b.codes[i]!;
    if (code < 0 || other < 0) return;
    counts[code * b.levels + other]!++;
    rows[code]!++;
    columns[other]!++;
    n++;
  });
  let squares = 0;
  counts.forEach((count, at) => {
    const expected = (rows[Math.floor(at / b.levels)]! * columns[at % b.levels]!) / n;
    if (expected > 0) squares += (count - expected) ** 2 / expected;
  });
  const used = Math.min(rows.filter((count) => count > 0).length, columns.filter((count) => count > 0).length);
  return Math.sqrt(squares / (n * (used - 1)));
}

/** The root of the share of the variance of numbers that lies between levels (eta). */
function correlationRatio(codes: Int32Array, levels: number, numbers: Float64Array): number {
  const counts = new Float64Array(levels), means = new Float64Array(levels);
  let n = 0, mean = 0, squares = 0;
  codes.forEach((code, i) => {
    const value = numbers[i]!;
    if (code < 0 || Number.isNaN(value)) return;
    means[code]! += (value - means[code]!) / ++counts[code]!;
    const difference = value - mean;
    mean += difference / ++n;
    squares += difference * (value - mean);
  });
  return Math.sqrt(counts.reduce((sum, count, level) => sum + count * (means[level]! - mean) ** 2, 0) / squares);
}
