import { checkNumeric, isFeature, type ColumnSpec } from "../data";
import { SegmentryError } from "../errors";
import type { DataSchema } from "./contract";

/** A schema of numeric columns; `exact: false` where the fit decides how many. */
export function numericSchema(names: readonly string[], exact = true): DataSchema {
  return { columns: names.map(numericColumn), exact };
}

/** A column of numbers used as a feature. */
export function numericColumn(name: string): ColumnSpec {
  return { name, kind: "numeric", type: "number" };
}

/** The features of a schema that must all be numeric. */
export function requireNumeric(who: string, schema: DataSchema): readonly ColumnSpec[] {
  const features = schema.columns.filter(isFeature);
  checkNumeric(who, features);
  if (features.length === 0 && schema.exact) {
    throw new SegmentryError("EMPTY_DATA", who, "at least one feature column", "none");
  }
  return features;
}
