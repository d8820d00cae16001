import { SegmentryError, show } from "../../errors";
import type { Table } from "../table";
import { checkTableOptions, type CsvOptions } from "./options";
import { PIECE, withoutMark } from "./pieces";
import { RecordReader } from "./record-reader";
import { TableSink } from "./table-sink";

const WHO = "parseCsv";

/**
 * A table of CSV text. Blank lines are passed over, also where there is one column only. O(length of the text).
 *
 * A column is one of numbers, of booleans (`true`, `false`) or of ISO 8601 dates if all its values are, else of text. Blank
 * fields are missing; so are `NA`, `N/A`, `NaN`, `null`, `NULL` and `None` among numbers. Integers with leading zeros, or
 * with more digits than a number can hold, are codes and make their column text.
 *
 * @throws SegmentryError `EMPTY_DATA`, `RAGGED_ROWS`, `DUPLICATE_COLUMN`, `MISSING_COLUMN`, `INVALID_CSV` (quotes),
 * `COLUMN_TYPE`, `NOT_FINITE`, `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { parseCsv } from "segmentry/csv";
 *
 * const table = parseCsv("customer_id;age;zip\n7;31;01234\n9;NA;80331\n");
 * console.log(table.schema); // { customer_id: 'id', age: 'numeric', zip: 'categorical' }
 * console.log(table.column("age")); // [ 31, null ]
 * ```
 */
export function parseCsv(text: string, options: CsvOptions = {}): Table {
  if (typeof text !== "string") throw new SegmentryError("INVALID_OPTION", WHO, "text", show(text), "read bytes and streams with readCsv");
  const settings = checkTableOptions(WHO, options), sink = new TableSink(settings), reader = new RecordReader(settings, sink);
  const all = withoutMark(text);
  for (let at = 0; at < all.length; at += PIECE) reader.push(all.slice(at, at + PIECE));
  reader.end();
  return sink.finish();
}
