import { checkRecords, Frame, type TableInput } from "./frame";
import { Table } from "./table";

/** Reads a table, with its schema inferred. */
export function readTable(who: string, input: TableInput): Frame {
  if (Frame.is(input)) return input;
  checkRecords(who, input);
  return Table.fromRecords(input);
}
