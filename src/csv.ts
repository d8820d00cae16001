/**
 * Tables from CSV: text, bytes or streams, plain or gzip. Apart from the rest, so that only who reads CSV bundles a parser.
 *
 * @packageDocumentation
 */
export { parseCsv, readCsv, streamCsv } from "./data/csv";
export type { CsvOptions, CsvProgress, CsvRecordOptions, CsvSource, TextRecord } from "./data/csv";
