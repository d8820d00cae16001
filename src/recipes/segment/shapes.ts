import type { Column, Frame, NumberColumn } from "../../data";
import { Moments } from "../../math/moments";
import { quartiles } from "../../math/quantile";
import { formatNumber } from "../../report/render/format";

/** Beyond this skewness a few values outweigh all others in a distance. */
const SKEWED = 2;
/** Far out is what lies this many times the distance of the quartiles beyond them (the outer fences of Tukey 1977). */
const FENCE = 3;
/** What at most this share of the customers have may be a mistake. */
const FEW = 0.01;
/** Of fewer customers one is no exception. */
const ENOUGH_ROWS = 20;
/** Columns named in a note. */
const MOST_NAMED = 8;

/** A column in which few values lie far from all others, and where to cut them off. */
export interface FarOut {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** What was found, in words. */
  readonly found: string;
}

/** What is to be done about the shape of columns of numbers. */
export interface Shapes {
  readonly far: readonly FarOut[];
  /** Those that stay skewed when that is cut off. */
  readonly skewed: readonly string[];
}

/** Looks at the shape of columns of numbers. O(rows x columns). */
export function shapesOf(table: Frame, names: readonly string[]): Shapes {
  const far: FarOut[] = [], skewed: string[] = [];
  for (const name of names) {
    const present = (table.store(name) as NumberColumn).values.filter((value) => !Number.isNaN(value)), out = present.length > 0 ? farOut(name, present) : null, moments = new Moments();
    if (out) far.push(out);
    for (const value of present) moments.add(out ? Math.min(out.high, Math.max(out.low, value)) : value);
    if (Math.abs(moments.skewness) > SKEWED) skewed.push(name);
  }
  return { far, skewed };
}

/** What more than a few customers have is a tail, as money has one, not a mistake. */
function farOut(name: string, present: Float64Array): FarOut | null {
  const least = present.reduce((a, b) => Math.min(a, b)), most = present.reduce((a, b) => Math.max(a, b));
  const { q1, q3 } = quartiles(present.slice(), least, most), fence = FENCE * (q3 - q1), low = q1 - fence, high = q3 + fence;
  if (present.length < ENOUGH_ROWS) return null;
  const count = fence > 0 ? present.reduce((sum, value) => sum + Number(value < low || value > high), 0) : 0;
  if (count === 0 || count > Math.max(1, FEW * present.length)) return null;
  const ends = [...(least < low ? [[least, low]] : []), ...(most > high ? [[most, high]] : [])].map((pair) => pair.map((value) => formatNumber(value)).join(", cut off at "));
  return {
    name, low: Math.max(low, least), high: Math.min(high, most),
    found: `${name} ${ends.join(" and ")} (${count} ${count === 1 ? "customer" : "customers"} beyond; half have ${formatNumber(q1)} to ${formatNumber(q3)})`,
  };
}

/** A note on what is cut off. */
export function farNote(far: readonly FarOut[]): string {
  const more = far.length > MOST_NAMED ? [`${far.length - MOST_NAMED} columns more`] : [];
  return `Far from nearly all others (3 times the distance of the quartiles beyond them), perhaps mistakes: ${[...far.slice(0, MOST_NAMED).map(({ found }) => found), ...more].join("; ")}.`;
}

/** How many rows repeat an earlier one in all of the given columns, where that is no accident: several columns of many different numbers. */
export function copiesAmong(table: Frame, names: readonly string[]): number {
  const columns = names.map((name) => table.store(name)), fine = columns.filter((column) => column.type !== "text" && new Set(column.values).size > MANY_DIFFERENT);
  if (fine.length < ENOUGH_COLUMNS) return 0;
  const seen = new Set<string>();
  for (let row = 0; row < table.rows; row++) seen.add(columns.map((column) => cellOf(column, row)).join());
  return table.rows - seen.size;
}

const cellOf = (column: Column, row: number): number => (column.type === "text" ? column.codes : column.values)[row]!;

const ENOUGH_COLUMNS = 3, MANY_DIFFERENT = 20;

/** How many customers have an id that an earlier one has too. */
export function repeatedIds(table: Frame, id: string): number {
  const column = table.store(id), seen = new Set<number>();
  let present = 0;
  for (let row = 0; row < table.rows; row++) {
    const value = cellOf(column, row);
    if (column.type === "text" ? value < 0 : Number.isNaN(value)) continue;
    seen.add(value);
    present++;
  }
  return present - seen.size;
}
