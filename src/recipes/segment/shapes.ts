import type { Column, Frame, NumberColumn } from "../../data";
import { Moments } from "../../math/moments";
import { quartiles } from "../../math/quantile";
import { formatNumber } from "../../report/render/format";

/** Beyond this skewness a few values outweigh all others in a distance. */
const SKEWED = 2;
/** Far out is what lies this many times the distance of the quartiles beyond them (the outer fences of Tukey 1977). */
const FENCE = 3;
/** Columns named in a note. */
const MOST_NAMED = 8;

/** The columns of numbers that are skewed, and a note on values that are far from all others in the rest. */
export interface Shapes {
  readonly skewed: readonly string[];
  readonly notes: readonly string[];
}

/** Looks at the shape of columns of numbers. O(rows x columns). */
export function shapesOf(table: Frame, names: readonly string[]): Shapes {
  const skewed: string[] = [], far: string[] = [];
  for (const name of names) {
    const present = (table.store(name) as NumberColumn).values.filter((value) => !Number.isNaN(value)), moments = new Moments();
    for (const value of present) moments.add(value);
    if (Math.abs(moments.skewness) > SKEWED) skewed.push(name);
    else if (present.length > 0) far.push(...farOut(name, present, moments));
  }
  const more = far.length > MOST_NAMED ? [`${far.length - MOST_NAMED} columns more`] : [];
  return { skewed, notes: far.length > 0 ? [`Far from nearly all others, perhaps mistakes: ${[...far.slice(0, MOST_NAMED), ...more].join("; ")}.`] : [] };
}

function farOut(name: string, present: Float64Array, { least, most }: Moments): string[] {
  const { q1, q3 } = quartiles(present, least, most), fence = FENCE * (q3 - q1), low = q1 - fence, high = q3 + fence;
  const count = fence > 0 ? present.reduce((sum, value) => sum + Number(value < low || value > high), 0) : 0;
  if (count === 0) return [];
  const ends = [...(least < low ? [least] : []), ...(most > high ? [most] : [])].map(formatNumber).join(" and ");
  return [`${name} ${ends} (${count} ${count === 1 ? "customer" : "customers"}; half have ${formatNumber(q1)} to ${formatNumber(q3)})`];
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
