import type { FileFormat, FileOptions } from "../options/types";

/** What a file holds: as stated, or by its name. */
export function formatOf(path: string, { format }: FileOptions): FileFormat {
  return format ?? (/\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(path) ? "ndjson" : "csv");
}
