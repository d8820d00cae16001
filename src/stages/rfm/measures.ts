import { numericColumn } from "../../core";
import { missingValue, readColumns, type NumberColumn, type TableInput } from "../../data";

/** One value for each of the three measures. */
export interface OfMeasures<T> {
  /** Of the days since the last order. */
  readonly recency: T;
  /** Of the number of orders. */
  readonly frequency: T;
  /** Of the money spent. */
  readonly monetary: T;
}

export const MEASURES = ["recency", "frequency", "monetary"] as const;

/** What each of the measures has, in their order. */
export const listed = <T>({ recency, frequency, monetary }: OfMeasures<T>): T[] => [recency, frequency, monetary];

/** Something for each of the measures. */
export function ofMeasures<T>(make: (measure: keyof OfMeasures<T>) => T): OfMeasures<T> {
  return { recency: make("recency"), frequency: make("frequency"), monetary: make("monetary") };
}

/**
 * The values of the columns, NaN where one is missing.
 *
 * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`
 */
export function readMeasures(who: string, input: TableInput, columns: OfMeasures<string>): OfMeasures<Float64Array> {
  const names = [...new Set(listed(columns))], read = readColumns(who, input, names.map((name) => numericColumn(name))) as NumberColumn[];
  return ofMeasures((measure) => read[names.indexOf(columns[measure])]!.values);
}

/**
 * The values of the columns, none of them missing.
 *
 * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`, `MISSING_VALUE`
 */
export function readAllMeasures(who: string, input: TableInput, columns: OfMeasures<string>): OfMeasures<Float64Array> {
  const values = readMeasures(who, input, columns);
  for (const measure of MEASURES) {
    const row = values[measure].findIndex((value) => Number.isNaN(value));
    if (row >= 0) throw missingValue(who, columns[measure], row);
  }
  return values;
}
