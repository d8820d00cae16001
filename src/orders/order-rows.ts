import { Frame, missingColumns, valueAt, checkRecords, type TableInput } from "../data";

/** Some rows of orders. */
export interface OrderRows {
  readonly rows: number;
  /** The names of the columns, for messages. */
  readonly names: readonly string[];
  /** Whether any row has a column. */
  has(name: string): boolean;
  /** What stands in a row. */
  value(row: number, name: string): unknown;
  /** Where a row stands, for messages. */
  where(row: number): string;
}

/**
 * The rows of a table or of plain records, of which `before` came earlier. A table that lacks a column is refused; what records
 * lack may stand in others.
 */
export function orderRows(who: string, input: TableInput, needed: readonly string[], before: number): OrderRows {
  const where = (row: number): string => `at row index ${before + row}`;
  if (Frame.is(input)) {
    const missing = needed.filter((name) => !input.has(name));
    if (missing.length > 0) throw missingColumns(who, missing, input.names);
    const columns = new Map(needed.map((name) => [name, input.store(name)]));
    return { rows: input.rows, names: input.names, where, has: (name) => input.has(name), value: (row, name) => valueAt(columns.get(name)!, row) };
  }
  checkRecords(who, input);
  return {
    rows: input.length, names: Object.keys(input[0]!), where,
    has: (name) => input.some((record) => Object.hasOwn(record, name)),
    value(row, name) {
      const record = input[row] as Record<string, unknown>;
      return Object.hasOwn(record, name) ? record[name] : undefined;
    },
  };
}
