import type { ColumnSpec, Table } from "../../index";
import { parseBoolean } from "../../data/csv/cells";
import { piecesOf } from "../../data/csv/feed";
import { LineIndex } from "../../data/csv/line-index";
import { checkRecordOptions } from "../../data/csv/options";
import { RecordReader, type RecordSink } from "../../data/csv/record-reader";
import { recordsToTable } from "../../data/csv/records-to-table";
import type { Header } from "../../data/csv/header";
import { parseNumber } from "../../data/parse";
import type { Batch } from "./batch";
import type { InputFile } from "./file";

const LEAST_ROWS = 1000;

/** The rows of CSV in batches, each field as it stands in the file. */
export async function* csvBatches({ name, chunks }: InputFile, delimiter: string | undefined): AsyncGenerator<CsvBatch> {
  const settings = checkRecordOptions(name, { delimiter }), sink = new FieldSink(name), reader = new RecordReader(settings, sink);
  for await (const piece of piecesOf(settings, chunks)) {
    reader.push(piece);
    sink.delimiter ??= reader.delimiter;
    if (sink.rows >= LEAST_ROWS) yield sink.take();
  }
  reader.end();
  if (sink.rows > 0) yield sink.take();
}

/** Gathers the fields of rows. */
class FieldSink implements RecordSink {
  delimiter: string | undefined;
  #names: readonly string[] = [];
  #fields: (readonly string[])[] = [];
  #lines = new LineIndex();

  constructor(private readonly file: string) {}

  get rows(): number {
    return this.#fields.length;
  }

  header({ names }: Header): void {
    this.#names = names;
  }

  row(fields: readonly string[], line: number): void {
    this.#lines.add(this.#fields.length, line);
    this.#fields.push(fields);
  }

  take(): CsvBatch {
    const lines = this.#lines, batch = new CsvBatch(this.file, this.#names, this.#fields, (row) => lines.lineOf(row), this.delimiter ?? ",");
    this.#fields = [];
    this.#lines = new LineIndex();
    return batch;
  }
}

/** Rows of CSV. */
export class CsvBatch implements Batch {
  readonly #at: ReadonlyMap<string, number>;

  constructor(
    private readonly file: string, readonly names: readonly string[], private readonly fields: readonly (readonly string[])[],
    private readonly lineOf: (row: number) => number, readonly delimiter: string,
  ) {
    this.#at = new Map(names.map((name, j) => [name, j]));
  }

  get rows(): number {
    return this.fields.length;
  }

  text(row: number, name: string): string {
    return this.fields[row]![this.#at.get(name)!] ?? "";
  }

  json(row: number, specs: readonly ColumnSpec[]): string {
    const typeOf = new Map(specs.map(({ name, type }) => [name, type]));
    return this.names.map((name) => `${JSON.stringify(name)}:${asJson(this.text(row, name), typeOf.get(name))}`).join(",");
  }

  table(specs: readonly ColumnSpec[], rows: readonly number[]): Table {
    const records = rows.map((row) => Object.fromEntries(specs.map(({ name }) => [name, this.fields[row]![this.#at.get(name)!] ?? null])));
    return recordsToTable(this.file, records, specs, (row) => this.lineOf(rows[row]!));
  }

  where(row: number): string {
    return `in line ${this.lineOf(row)}`;
  }

  stranger(): undefined {
    return undefined;
  }
}

function asJson(text: string, type: ColumnSpec["type"] | undefined): string {
  if (text.trim() === "") return "null";
  const number = type === "number" ? parseNumber(text) : NaN, boolean = type === "boolean" ? parseBoolean(text) : NaN;
  if (Number.isFinite(number)) return String(number);
  return Number.isNaN(boolean) ? JSON.stringify(text) : String(boolean === 1);
}
