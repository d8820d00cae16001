import { isFeature, type ColumnSpec } from "../data";
import { missingColumns } from "../data";
import { SegmentryError, show } from "../errors";
import type { Unseen } from "./coded-columns";
import type { DataSchema } from "./contract";
import { numericColumn } from "./schema";

/** Refuses anything but "error" or a finite number. */
export function checkUnseen(who: string, value: unknown): Unseen {
  if (value === "error") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value + 0;
  throw new SegmentryError("INVALID_OPTION", who, 'unseen to be "error" or a finite number', show(value));
}

/**
 * The columns that an encoder of tables works on and those it works with: all features, and among them the named ones, or
 * all of text where none is named. A column that is named is a feature whatever its kind.
 */
export function encoderColumns(
  who: string, schema: DataSchema, named: readonly string[] | undefined,
): { specs: ColumnSpec[]; coded: ColumnSpec[] } {
  const missing = named?.filter((name) => !schema.columns.some((column) => column.name === name)) ?? [];
  if (missing.length > 0) throw missingColumns(who, missing, schema.columns.map(({ name }) => name));
  const isCoded = (column: ColumnSpec): boolean =>
    named ? named.includes(column.name) : isFeature(column) && column.type === "text";
  const specs = schema.columns.filter((column) => isFeature(column) || isCoded(column));
  return { specs, coded: specs.filter(isCoded) };
}

/** The schema with some of its columns turned into one numeric column each. */
export function codedSchema(schema: DataSchema, specs: readonly ColumnSpec[], coded: readonly ColumnSpec[]): DataSchema {
  return { ...schema, columns: specs.map((spec) => (coded.includes(spec) ? numericColumn(spec.name) : spec)) };
}
