import { SegmentryError, show } from "../../errors";
import type { Column, ColumnType } from "../column";

/** Takes the texts of a column row by row and makes the column of them. */
export interface ColumnBuilder {
  append(text: string): void;
  finish(): Column;
}

/** What a builder knows of its column. */
export interface BuilderContext {
  readonly who: string;
  readonly name: string;
  /** Trimmed texts that mean missing beside blank ones. */
  readonly missing: ReadonlySet<string>;
  /** Where a row stands, for example "in line 7". */
  readonly where: (row: number) => string;
}

const RULES: Readonly<Record<ColumnType, string>> = { number: "numbers", boolean: "true or false", date: "dates", text: "text" };

export function wrongText({ who, name, where }: BuilderContext, type: ColumnType, text: string, row: number): SegmentryError {
  const remedy = type === "date" ? "write dates as ISO 8601, for example 2024-05-31"
    : type === "number" ? `correct it, or read the column as text by schema: { ${show(name)}: "categorical" }`
    : undefined;
  return new SegmentryError("COLUMN_TYPE", who, `column ${show(name)} to hold ${RULES[type]}`, `${show(text)} ${where(row)}`, remedy);
}

export function overflow({ who, name, where }: BuilderContext, text: string, row: number): SegmentryError {
  return new SegmentryError("NOT_FINITE", who, `column ${show(name)} to hold numbers below 1.8e308`, `${show(text)} ${where(row)}`);
}
