import { SegmentryError, type ColumnSpec } from "../../index";
import { missingColumns } from "../../data";
import { showNames } from "../../errors";

/** Refuses a file without a column that the model needs. */
export function requireColumns(who: string, specs: readonly ColumnSpec[], names: readonly string[]): void {
  const present = new Set(names), missing = specs.map(({ name }) => name).filter((name) => !present.has(name));
  if (missing.length === 0) return;
  throw names.length > 0 ? missingColumns(who, missing, names) : new SegmentryError("MISSING_COLUMN", who, `the columns ${showNames(missing)}`, "none");
}
