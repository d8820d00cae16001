import { SegmentryError, show } from "../../errors";
import { findDialect, type Dialect } from "./dialect";
import { readHeader, type Header } from "./header";
import type { CsvSettings } from "./options";
import { RecordParser, type ParsedRecords } from "./record-parser";

/** Takes the header of a file, then its rows. */
export interface RecordSink {
  header(header: Header): void;
  /** The fields of a row as they stand in the file, and the line on which it starts, from 1. */
  row(fields: readonly string[], line: number): void;
}

// Each further piece is parsed together with what waits: without a bound, an unclosed quote would take quadratic time.
const MOST_PENDING = 2 ** 24;

// Excel's own first line, which tells it the delimiter; saved anew, it has as many delimiters as rows have.
const TOLD = /^\uFEFF?"?sep=([^\w\r\n"])"?(?: |\1)*(?:\r\n|\n|\r)/i;

/** Reads text that comes in pieces: finds the dialect and the header, passes blank lines over, refuses what is malformed. */
export class RecordReader {
  #rows = 0;
  #line = 1;
  #header: Header | undefined;
  #dialect: Dialect | undefined;
  #parser: RecordParser | undefined;

  constructor(private readonly settings: CsvSettings, private readonly sink: RecordSink) {
    if (settings.header) this.#start(settings.header);
  }

  /** What stands between two fields, once the first piece was read. */
  get delimiter(): string | undefined {
    return this.#dialect?.delimiter;
  }

  /** The first piece decides the dialect: give it whole lines, or all there is. */
  push(piece: string): void {
    this.settings.signal?.throwIfAborted();
    const told = this.#parser ? null : TOLD.exec(piece), text = told ? piece.slice(told[0].length) : piece;
    if (told) this.#line++;
    const parser = (this.#parser ??= this.#createParser(text, told?.[1]));
    this.#take(parser.push(text));
    if (parser.pending > MOST_PENDING) throw this.#malformed(`one of more than ${MOST_PENDING} characters`);
    this.#report(Infinity);
  }

  end(): void {
    if (this.#parser) this.#take(this.#parser.end());
    if (this.#rows === 0) throw this.#empty();
    this.#report(this.#rows);
  }

  #createParser(sample: string, told: string | undefined): RecordParser {
    const { delimiter = told, header } = this.settings;
    this.#dialect = findDialect(sample, { delimiter, header });
    return new RecordParser(this.#dialect);
  }

  #start(names: readonly string[]): void {
    this.#header = readHeader(this.settings, names);
    this.sink.header(this.#header);
  }

  #take({ records, malformed }: ParsedRecords): void {
    const newline = this.#dialect!.newline;
    for (let i = 0; i < records.length; i++) {
      if (malformed?.index === i) throw this.#malformed(malformed.message);
      const fields = records[i]!;
      this.#takeRecord(fields);
      this.#line += 1 + countWithin(fields, newline);
    }
  }

  #takeRecord(fields: string[]): void {
    if (fields.length === 1 && fields[0]!.trim() === "") return;
    if (!this.#header) return this.#start(fields.map((name) => name.trim()));
    if (fields.length !== this.#header.width) throw this.#ragged(fields.length, this.#header.width);
    this.#rows++;
    this.sink.row(fields, this.#line);
  }

  #report(total: number): void {
    this.settings.onProgress?.({ stage: "CSV", done: this.#rows, total });
  }

  #ragged(found: number, width: number): SegmentryError {
    const remedy = `put fields that hold ${show(this.#dialect!.delimiter)} in quotes, or state another delimiter`;
    return new SegmentryError("RAGGED_ROWS", this.settings.who, `${width} fields in each row as in its header`, `${found} in line ${this.#line}`, remedy);
  }

  #malformed(what: string): SegmentryError {
    const found = `${what.charAt(0).toLowerCase()}${what.slice(1)}, in the record that starts in line ${this.#line}`;
    return new SegmentryError("INVALID_CSV", this.settings.who, "well-formed records", found, 'close each quote, and double the quotes within quotes ("")');
  }

  #empty(): SegmentryError {
    const { who } = this.settings;
    if (!this.#header) return new SegmentryError("EMPTY_DATA", who, "a header line and at least one row", "no text");
    const { names } = this.#header, given = this.settings.header !== undefined;
    const path = names.length === 1 && /\.(?:csv|tsv|txt|gz)$/i.test(names[0]!);
    const remedy = path ? "give the text of the file, not its path" : undefined;
    return new SegmentryError("EMPTY_DATA", who, given ? "at least one row" : "at least one row below the header", given ? "none" : "the header only", remedy);
  }
}

function countWithin(fields: readonly string[], newline: string): number {
  let count = 0;
  for (const field of fields) {
    for (let at = field.indexOf(newline); at >= 0; at = field.indexOf(newline, at + 1)) count++;
  }
  return count;
}
