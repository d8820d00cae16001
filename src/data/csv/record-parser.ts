import Papa from "papaparse";
import type { Dialect } from "./dialect";

/** Records that are complete, and the first of them whose quotes are malformed. */
export interface ParsedRecords {
  readonly records: string[][];
  readonly malformed?: { readonly index: number; readonly message: string } | undefined;
}

/** Cuts text that comes in pieces into records of fields. */
export class RecordParser {
  /** How many characters wait for the end of their record. */
  pending = 0;
  readonly #listeners: Record<string, (text?: string) => void> = {};
  #parsed: ParsedRecords = { records: [] };
  #pushed = 0;

  constructor(private readonly dialect: Dialect) {
    Papa.parse<string[]>(this.#readable(), { ...dialect, chunk: (result) => this.#take(result), complete: nothing, error: raise });
  }

  push(piece: string): ParsedRecords {
    this.#pushed += piece.length;
    this.#listeners["data"]!(piece);
    return this.#parsed;
  }

  end(): ParsedRecords {
    // Papa Parse takes a "\r" after a last quote for text unless a "\n" follows.
    this.#listeners["data"]!(this.dialect.newline);
    const { records, malformed } = this.#parsed;
    this.#listeners["end"]!();
    const last = this.#parsed;
    return {
      records: records.concat(last.records),
      malformed: malformed ?? (last.malformed && { ...last.malformed, index: last.malformed.index + records.length }),
    };
  }

  /** The least that Papa Parse takes for a Node stream. It parses within the call of its listener, so nothing piles up. */
  #readable(): Papa.LocalFile {
    const on = (event: string, listener: (text?: string) => void): void => { this.#listeners[event] = listener; };
    return { readable: true, read: nothing, on, removeListener: nothing, pause: nothing, resume: nothing } as unknown as Papa.LocalFile;
  }

  #take({ data, errors, meta }: Papa.ParseResult<string[]>): void {
    // Errors of the record behind the last one are of its being incomplete.
    const error = errors.find(({ row }) => row !== undefined && row < data.length);
    this.#parsed = { records: data, malformed: error && { index: error.row!, message: error.message } };
    this.pending = this.#pushed - meta.cursor;
    if (this.dialect.newline === "\n") for (const record of data) cutReturn(record);
  }
}

const nothing = (): void => undefined;

function raise(error: Error): never {
  throw error;
}

// Of "\r\n". A quoted last field that ends in "\r" cannot be told from it and loses its own.
function cutReturn(record: string[]): void {
  const last = record.length - 1, field = record[last]!;
  if (field.endsWith("\r")) record[last] = field.slice(0, -1);
}
