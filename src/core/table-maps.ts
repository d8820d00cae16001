import { codeOf, columnOf, Frame, lengthOf, readColumns, valueAt, type Column, type ColumnSpec, type NumberColumn, type TableInput, type TextColumn } from "../data";
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

  /** @internal */
  protected read(input: TableInput): Column[] {
    return readColumns(this.kind, input, this.specs);
  }
}

/** The values of a column as they are, whatever their type. */
export function valuesOf(input: TableInput, name: string): readonly unknown[] {
  if (!Frame.is(input)) return columnOf(input, name);
  const column = input.store(name);
  return Array.from({ length: input.rows }, (_, row) => valueAt(column, row));
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
