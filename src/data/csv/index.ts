export { parseCsv } from "./parse-csv";
export { readCsv } from "./read-csv";
export { streamBatches, streamCsv } from "./stream-csv";
export { recordsToTable } from "./records-to-table";
export type { CsvSource } from "./source";
export type { CsvOptions, CsvProgress, CsvRecordOptions } from "./options";
export type { TextBatch, TextRecord } from "./text-records";
