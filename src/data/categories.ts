import { SegmentryError, show, showNames } from "../errors";
import { lengthOf, missingValue, valueAt, type Column } from "./column";

/** A value of a categorical column. */
export type Category = string | number | boolean;

/** Index of each class in a list of classes. */
export type ClassIndex = ReadonlyMap<Category, number>;

export const indexClasses = (classes: readonly Category[]): ClassIndex => new Map(classes.map((value, i) => [value, i]));

/** The category of each row as its index among the classes, -1 where it is none of them; refuses missing values. */
export function classCodes(who: string, column: Column, index: ClassIndex): Int32Array {
  const codes = new Int32Array(lengthOf(column));
  if (column.type !== "text") return codes.map((_, row) => index.get(categoryAt(who, column, row)) ?? -1);
  const ofLevel = Int32Array.from(column.levels, (level) => index.get(level) ?? -1);
  for (let row = 0; row < codes.length; row++) {
    const level = column.codes[row]!;
    if (level < 0) throw missingValue(who, column.name, row);
    codes[row] = ofLevel[level]!;
  }
  return codes;
}

/** Refuses the first row whose code is -1. */
export function refuseUnseen(who: string, column: Column, codes: Int32Array, index: ClassIndex): void {
  const row = codes.indexOf(-1);
  if (row < 0) return;
  const rule = `column ${show(column.name)} to hold categories it knows (${showNames([...index.keys()], 8)})`;
  throw new SegmentryError("UNSEEN_CATEGORY", who, rule, `${show(valueAt(column, row))} at row index ${row}`, "fit again with it, or say what to do with the option unseen");
}

/** The category at a row; refuses missing values and dates. */
export function categoryAt(who: string, column: Column, row: number): Category {
  const value = valueAt(column, row);
  if (value === null) throw missingValue(who, column.name, row);
  if (value instanceof Date) {
    throw new SegmentryError("COLUMN_TYPE", who, "categories", `the date column ${show(column.name)}`);
  }
  return value;
}
