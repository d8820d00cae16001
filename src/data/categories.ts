import { SegmentryError, show, showNames } from "../errors";
import { lengthOf, missingValue, valueAt, type Column } from "./column";

/** A value of a categorical column. */
export type Category = string | number | boolean;

/** Index of each class in a list of classes. */
export type ClassIndex = ReadonlyMap<Category, number>;

export const indexClasses = (classes: readonly Category[]): ClassIndex => new Map(classes.map((value, i) => [value, i]));

/**
 * The category of each row as its index among the classes; refuses missing values, and with `unseen` "error" those that are
 * none of the classes, else gives them that number.
 */
export function classCodes(who: string, column: Column, index: ClassIndex, unseen: "error" | number): Float64Array {
  const codes = new Float64Array(lengthOf(column)), codeOf = (category: Category): number => index.get(category) ?? (unseen === "error" ? NaN : unseen);
  const ofLevel = column.type === "text" ? column.levels.map(codeOf) : [];
  for (let row = 0; row < codes.length; row++) {
    const level = column.type === "text" ? column.codes[row]! : -1;
    codes[row] = level < 0 ? codeOf(categoryAt(who, column, row)) : ofLevel[level]!;
  }
  const row = codes.findIndex(Number.isNaN);
  if (row < 0) return codes;
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
