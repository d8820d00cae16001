import { isFeature, lengthOf, valueAt, type Column, type Value } from "../data";
import { show } from "../errors";

/** Why a column tells customers not apart, or apart too well. */
export type DropCode = "EMPTY" | "CONSTANT" | "NEAR_CONSTANT" | "ID_LIKE";

/** A column that is left out, and why. */
export interface DroppedColumn<Code extends string = DropCode> {
  readonly column: string;
  readonly code: Code;
  readonly reason: string;
}

/** From which shares on a column is left out. */
export interface UselessRules {
  /** The share of the values present that are one and the same; 1 for constant columns only. */
  readonly nearConstant: number;
  /** Text of which more than this share of the values present are different ones; 1 for no such column. */
  readonly idLike: number;
}

/** Below so many values, distinct ones say nothing. */
const FEW = 20;

/** Numbers of rows may occur twice, and leave some out. */
const MOSTLY = 0.9;

/** What is in a column. */
export interface ColumnSummary {
  readonly distinct: number;
  readonly missing: number;
  /** The most frequent value, of equals the one that came to its count first; null where there is none. */
  readonly top: Value;
  /** How many have it. */
  readonly topCount: number;
}

/** Counts the distinct values of a column. O(rows). */
export function summarize(column: Column): ColumnSummary {
  const counts = new Map<number, number>(), values = column.type === "text" ? column.codes : column.values;
  let missing = 0, topCount = 0, topRow = -1;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (column.type === "text" ? value < 0 : Number.isNaN(value)) {
      missing++;
      continue;
    }
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > topCount) [topCount, topRow] = [count, row];
  }
  return { distinct: counts.size, missing, topCount, top: topRow < 0 ? null : valueAt(column, topRow) };
}

/** Why a column cannot help to tell customers apart; null where it can. */
export function whyUseless(column: Column, { nearConstant, idLike }: UselessRules): Omit<DroppedColumn, "column"> | null {
  const { distinct, missing, top, topCount } = summarize(column), present = lengthOf(column) - missing;
  if (present === 0) return { code: "EMPTY", reason: "no values" };
  if (distinct === 1) return { code: "CONSTANT", reason: missing > 0 ? "constant where it is not missing" : "constant" };
  if (topCount / present >= nearConstant) return { code: "NEAR_CONSTANT", reason: `nearly constant: ${percent(topCount / present)} are ${top instanceof Date ? top.toISOString() : show(top)}` };
  if (idLike >= 1 || present < FEW || !isFeature(column)) return null;
  if (column.type === "text" && distinct > idLike * present) return { code: "ID_LIKE", reason: `id-like: ${distinct} different texts for ${present} customers` };
  if (column.type === "number" && numbersRows(column.values, distinct)) return { code: "ID_LIKE", reason: "id-like: it numbers the rows" };
  return null;
}

/** Whether nearly every row has an integer of its own out of a range with hardly a gap, in whatever order. */
function numbersRows(values: Float64Array, distinct: number): boolean {
  if (distinct < MOSTLY * values.length) return false;
  let least = Infinity, most = -Infinity;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return false;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return (most - least + 1) * MOSTLY <= distinct;
}

/** Rounded down: what is nearly constant is not constant. */
const percent = (share: number): string => `${Math.floor(1000 * share) / 10} %`;
