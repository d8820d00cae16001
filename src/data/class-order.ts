import { SegmentryError, show } from "../errors";
import { categoryAt, type Category } from "./categories";
import { missingValue, type Column, type NumberColumn, type TextColumn } from "./column";

/** The distinct categories of a column with how often each occurs, in sorted order. O(rows + classes x log classes). */
export function countClasses(who: string, column: Column): { classes: Category[]; counts: number[] } {
  const counts = column.type === "text" ? countText(who, column) : countValues(who, column);
  const classes = sortClasses(who, [...counts.keys()]);
  return { classes, counts: classes.map((value) => counts.get(value)!) };
}

function countText(who: string, { name, codes, levels }: TextColumn): Map<Category, number> {
  const counts = new Float64Array(levels.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) throw missingValue(who, name, row);
    counts[code]!++;
  }
  // A column may be a part of a larger one and lack some of its texts.
  const seen = new Map<Category, number>();
  levels.forEach((level, code) => counts[code]! > 0 && seen.set(level, counts[code]!));
  return seen;
}

function countValues(who: string, column: NumberColumn): Map<Category, number> {
  const counts = new Map<Category, number>();
  for (let row = 0; row < column.values.length; row++) {
    const category = categoryAt(who, column, row);
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return counts;
}

/** Distinct values in the order of NumPy and Python: numbers by size, text by code point, false before true. */
export function sortClasses(who: string, values: readonly Category[]): Category[] {
  const distinct = [...new Set(values)];
  const odd = distinct.find((value) => typeof value !== typeof distinct[0]);
  if (odd !== undefined) {
    throw new SegmentryError("COLUMN_TYPE", who, `categories of one type (${typeof distinct[0]} so far)`, show(odd));
  }
  return distinct.sort((a, b) => (typeof a === "string" ? compareText(a, b as string) : Number(a) - Number(b)));
}

function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i), y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** UTF-16 puts surrogates, which stand for the highest code points, below U+E000; this puts them above U+FFFF. */
function codePointRank(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;
}
