import type { Header } from "./header";
import { isMissingText } from "./cells";
import { LineIndex } from "./line-index";
import type { RecordSink } from "./record-reader";

/** A row as text by the names of its columns; null where missing. */
export type TextRecord = Record<string, string | null>;

/** Some rows, and where each stands in its file. */
export interface TextBatch {
  readonly records: TextRecord[];
  /** The line on which a row of this batch starts, from 1. */
  readonly lineOf: (row: number) => number;
}

/** Gathers the rows of a file as text. */
export class TextRecords implements RecordSink {
  #records: TextRecord[] = [];
  #lines = new LineIndex();
  #names: readonly string[] = [];
  #fields: readonly number[] = [];

  constructor(private readonly missing: ReadonlySet<string>) {}

  get size(): number {
    return this.#records.length;
  }

  header({ names, fields }: Header): void {
    this.#names = names;
    this.#fields = fields;
  }

  row(fields: readonly string[], line: number): void {
    this.#lines.add(this.#records.length, line);
    // Assigning by name would not do for a column "__proto__".
    this.#records.push(Object.fromEntries(this.#names.map((name, j) => [name, this.#value(fields[this.#fields[j]!]!)])));
  }

  /** The rows gathered since the last call. */
  take(): TextBatch {
    const records = this.#records, lines = this.#lines;
    this.#records = [];
    this.#lines = new LineIndex();
    return { records, lineOf: (row) => lines.lineOf(row) };
  }

  #value(text: string): string | null {
    return isMissingText(text, this.missing) ? null : text;
  }
}
