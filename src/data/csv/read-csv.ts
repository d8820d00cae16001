import type { Table } from "../table";
import { piecesOf } from "./feed";
import { checkTableOptions, type CsvOptions } from "./options";
import { RecordReader } from "./record-reader";
import type { CsvSource } from "./source";
import { TableSink } from "./table-sink";

/**
 * A table of CSV from text, bytes or a stream, in UTF-8, compressed by gzip or not. Reads columns as {@link parseCsv} does,
 * and never holds the text: memory is that of the table. O(length of the text).
 *
 * In a column of more than 65,536 distinct numbers their texts are not held; a text that turns up later is refused unless all
 * of them can be told from the numbers. Say by `schema` that such a column is `categorical`.
 *
 * @throws SegmentryError what {@link parseCsv} throws, `NOT_UTF8`, `INVALID_CSV` (damaged gzip)
 *
 * @example
 * ```ts
 * import { readCsv } from "segmentry/csv";
 *
 * const response = new Response("customer_id,country\n7,France\n9,Spain\n"); // or fetch(url), or createReadStream(path)
 * const table = await readCsv(response.body!);
 * console.log(table.rows, table.column("country")); // 2 [ 'France', 'Spain' ]
 * ```
 */
export async function readCsv(source: CsvSource, options: CsvOptions = {}): Promise<Table> {
  const settings = checkTableOptions("readCsv", options), sink = new TableSink(settings), reader = new RecordReader(settings, sink);
  for await (const piece of piecesOf(settings, source)) reader.push(piece);
  reader.end();
  return sink.finish();
}
