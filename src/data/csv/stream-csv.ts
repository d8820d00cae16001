import { piecesOf } from "./feed";
import { checkRecordOptions, type CsvRecordOptions } from "./options";
import { RecordReader } from "./record-reader";
import type { CsvSource } from "./source";
import { TextRecords, type TextBatch, type TextRecord } from "./text-records";

const LEAST_ROWS = 1000;

/**
 * The records of CSV in batches of a thousand rows or more, each field as its text; null where missing. Memory is that of a
 * batch, however long the source. O(length of the text).
 *
 * @throws SegmentryError `EMPTY_DATA`, `RAGGED_ROWS`, `DUPLICATE_COLUMN`, `MISSING_COLUMN`, `INVALID_CSV`, `NOT_UTF8`,
 * `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { streamCsv } from "segmentry/csv";
 *
 * for await (const batch of streamCsv("customer_id,age\n7,31\n9,\n")) {
 *   console.log(batch.length, batch[1]?.age); // 2 null
 * }
 * ```
 */
export async function* streamCsv(source: CsvSource, options: CsvRecordOptions = {}): AsyncGenerator<TextRecord[]> {
  for await (const { records } of streamBatches("streamCsv", source, options)) yield records;
}

/** As {@link streamCsv}, with the line of each row. */
export async function* streamBatches(who: string, source: CsvSource, options: CsvRecordOptions = {}): AsyncGenerator<TextBatch> {
  const settings = checkRecordOptions(who, options), sink = new TextRecords(settings.missing), reader = new RecordReader(settings, sink);
  for await (const piece of piecesOf(settings, source)) {
    reader.push(piece);
    if (sink.size >= LEAST_ROWS) yield sink.take();
  }
  reader.end();
  if (sink.size > 0) yield sink.take();
}
