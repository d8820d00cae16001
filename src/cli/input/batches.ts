import type { FileFormat } from "../options/types";
import type { Batch } from "./batch";
import { csvBatches } from "./csv-batches";
import type { InputFile } from "./file";
import { ndjsonBatches } from "./json-batch";

/** The rows of a file of customers in batches: memory is that of a batch, however long the file. */
export function batchesOf(file: InputFile, format: FileFormat, delimiter: string | undefined): AsyncGenerator<Batch> {
  return format === "csv" ? csvBatches(file, delimiter) : ndjsonBatches(file);
}
