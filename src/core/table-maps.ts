import { codeOf, columnOf, fillColumn, Frame, isFeature, isMissing, lengthOf, readColumns, requireColumns, specOf, wrongType, type Column, type ColumnSpec, type NumberColumn, type TableInput, type TextColumn } from "../data";
import { parseDate } from "../data/parse";
import { SegmentryError } from "../errors";
import type { FieldReader } from "./codec";
import type { Model, ModelJSON } from "./contract";

/** A model that reads the columns of a table by name and as the type that they had at fit. Immutable. */
export abstract class TableMaps implements Model {
  abstract readonly kind: string;
  /** @internal */
  protected readonly specs!: readonly ColumnSpec[];

  /** @hidden */
  constructor(specs: readonly ColumnSpec[]) {
    Object.defineProperty(this, "specs", { value: specs });
  }

  abstract toJSON(): ModelJSON;

  /**
   * The columns of `specs`; dates also come as ISO 8601 text, as JSON has them.
   *
   * @internal
   */
  protected read(input: TableInput, specs = this.specs): Column[] {
    requireColumns(this.kind, input, specs);
    const isText = ({ name, type }: ColumnSpec): boolean => type === "date" && !(Frame.is(input) && input.store(name).type === "date");
    const others = new Map(readColumns(this.kind, input, specs.filter((spec) => !isText(spec))).map((column) => [column.name, column]));
    return specs.map((spec) => others.get(spec.name) ?? fillColumn(this.kind, spec, valuesOf(input, spec.name).map((value, row) => asDate(this.kind, spec.name, value, row))));
  }
}

function asDate(who: string, name: string, value: unknown, row: number): unknown {
  if (typeof value !== "string" || isMissing(value)) return value;
  const time = parseDate(value);
  if (Number.isNaN(time)) throw wrongType(who, name, "dates, or ISO 8601 text such as 2024-06-30", value, row, "read it with a ColumnParser first");
  return new Date(time);
}

/**
 * The features among columns.
 *
 * @throws SegmentryError `EMPTY_DATA` where there are none
 */
export function requireFeatures(who: string, columns: readonly ColumnSpec[]): ColumnSpec[] {
  const features = columns.filter(isFeature).map(specOf);
  if (features.length > 0) return features;
  throw new SegmentryError("EMPTY_DATA", who, "at least one feature column", "none", "ids and ignored columns are no features: state another kind in schema");
}

/** Columns of distinct names, one or more, from a model's fields. */
export function readSpecs(fields: FieldReader, name = "columns"): readonly ColumnSpec[] {
  const specs = fields.columns(name);
  return specs.length > 0 ? specs : fields.fail(name, "one column or more", "none");
}

/** The values of a column as they are, whatever their type. */
export function valuesOf(input: TableInput, name: string): readonly unknown[] {
  return Frame.is(input) ? input.column(name) : columnOf(input, name);
}

/** The rows of a column that meet a condition, in order. */
export function rowsWhere(column: Column, holds: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < lengthOf(column); row++) if (holds(row)) rows.push(row);
  return rows;
}

/** The same column of text with each level made another; null makes it missing. */
export function mapLevels(column: TextColumn, to: (level: string) => string | null): TextColumn {
  const known = new Map<string, number>(), codes = column.levels.map((level) => {
    const made = to(level);
    return made === null ? -1 : codeOf(known, made);
  });
  return { ...column, codes: column.codes.map((code) => (code < 0 ? code : codes[code]!)), levels: [...known.keys()] };
}

/** The same column of numbers with each value that is there made another. */
export function mapNumbers<C extends NumberColumn>(column: C, to: (value: number) => number): C {
  return { ...column, values: column.values.map((value) => (Number.isNaN(value) ? value : to(value))) };
}
