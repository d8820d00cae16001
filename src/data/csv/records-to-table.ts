import type { ColumnSpec } from "../column";
import { checkRecords, missingColumns } from "../frame";
import { Table } from "../table";
import type { BuilderContext, ColumnBuilder } from "./column-builder";
import { NumberBuilder } from "./number-builder";
import { TextBuilder } from "./text-builder";
import type { TextBatch, TextRecord } from "./text-records";

const NONE: ReadonlySet<string> = new Set();

/** A table of just the given columns of text records, read as their types say and never inferred. */
export function recordsToTable(who: string, records: readonly TextRecord[], specs: readonly ColumnSpec[], lineOf?: TextBatch["lineOf"]): Table {
  checkRecords(who, records);
  const missing = specs.map(({ name }) => name).filter((name) => !Object.hasOwn(records[0]!, name));
  if (missing.length > 0) throw missingColumns(who, missing, Object.keys(records[0]!));
  const where = (row: number): string => (lineOf ? `in line ${lineOf(row)}` : `at row index ${row}`);
  return Table.wrap(specs.map((spec) => {
    const builder = builderOf({ who, name: spec.name, missing: NONE, where }, spec);
    for (const record of records) builder.append(record[spec.name] ?? "");
    return builder.finish();
  }));
}

function builderOf(context: BuilderContext, { kind, type }: ColumnSpec): ColumnBuilder {
  return type === "text" ? new TextBuilder(context, kind) : new NumberBuilder(context, kind, type);
}
