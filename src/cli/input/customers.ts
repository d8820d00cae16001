import { Table, type ColumnKind } from "../../index";
import { inferKind } from "../../data";
import { piecesOf } from "../../data/csv/feed";
import { LineIndex } from "../../data/csv/line-index";
import { checkTableOptions, type CsvSettings } from "../../data/csv/options";
import { RecordReader, type RecordSink } from "../../data/csv/record-reader";
import type { Header } from "../../data/csv/header";
import { TableSink } from "../../data/csv/table-sink";
import type { SegmentingOptions } from "../options/types";
import { resolveColumns } from "./columns";
import { formatOf } from "./format";
import type { InputFile } from "./file";
import { locating } from "./locate";
import { ndjsonLines } from "./ndjson-lines";

/** The customers of a file, and where each stands in it. */
export interface Customers {
  readonly table: Table;
  /** How the file is written, in words. */
  readonly form: string;
  /** The line of a row, from 1. */
  readonly lineOf: (row: number) => number;
}

/** The kinds of columns. */
export type Kinds = Readonly<Record<string, ColumnKind>>;

/** Reads customers whose columns are not known yet, but for the kinds of some that may be there. */
export async function readCustomers(file: InputFile, options: SegmentingOptions, kinds: Kinds = {}): Promise<Customers> {
  return formatOf(options.file, options) === "ndjson" ? readNdjson(file, options, kinds) : readCsv(file, options, kinds);
}

async function readCsv(file: InputFile, options: SegmentingOptions, kinds: Kinds): Promise<Customers> {
  const settings = checkTableOptions(file.name, { delimiter: options.delimiter, schema: stated(options) });
  const sink = new CustomerSink(settings, options.columns ?? [], kinds), reader = new RecordReader(settings, sink);
  let mark = "";
  for await (const piece of piecesOf(settings, file.chunks, () => { mark = ", with a byte order mark"; })) reader.push(piece);
  reader.end();
  return { table: sink.finish(), form: `CSV, fields apart by ${NAMES[reader.delimiter!] ?? JSON.stringify(reader.delimiter)}${mark}`, lineOf: (row) => sink.lines.lineOf(row) };
}

const NAMES: Readonly<Record<string, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" };

async function readNdjson(file: InputFile, options: SegmentingOptions, kinds: Kinds): Promise<Customers> {
  const records: object[] = [], lines = new LineIndex(), schema = stated(options);
  const ignored = Object.keys(schema).filter((name) => schema[name] === "ignore");
  for await (const batch of ndjsonLines(file)) {
    for (const { record, line } of batch) {
      lines.add(records.length, line);
      records.push(withoutNested(record, ignored));
    }
  }
  const lineOf = (row: number): number => lines.lineOf(row);
  Object.assign(schema, Object.fromEntries(Object.entries(kinds).filter(([name]) => !Object.hasOwn(schema, name) && records.some((record) => Object.hasOwn(record, name)))));
  return { lineOf, form: "NDJSON", table: locating(lineOf, () => file.name, () => Table.fromRecords(records, { schema }), "correct it, or leave the column out with --schema NAME=ignore") };
}

/** A table holds no lists and objects, not even in columns that nobody looks at. */
function withoutNested(record: Readonly<Record<string, unknown>>, ignored: readonly string[]): object {
  const nested = ignored.filter((name) => Object.hasOwn(record, name) && typeof record[name] === "object");
  return nested.length > 0 ? { ...record, ...Object.fromEntries(nested.map((name) => [name, null])) } : record;
}

function stated({ schema = {}, id }: SegmentingOptions): Record<string, ColumnKind> {
  return { ...schema, ...(id === undefined ? {} : { [id]: "id" as const }) };
}

/** Makes a table of rows in which the text of ids is kept exactly, so that they are found again: "17850.0" is not 17850. */
class CustomerSink implements RecordSink {
  readonly lines = new LineIndex();
  #rows = 0;
  #sink: TableSink | undefined;

  constructor(private readonly settings: CsvSettings, private readonly asked: readonly string[], private readonly kinds: Kinds) {}

  header(header: Header): void {
    const asked = resolveColumns(this.asked, header.names)!;
    const ids = header.names.filter((name) => inferKind(name, "text") === "id" && !asked.includes(name));
    const known = Object.entries(this.kinds).filter(([name]) => header.names.includes(name));
    const schema = new Map([...ids.map((name) => [name, "id"] as const), ...known, ...this.settings.schema]);
    this.#sink = new TableSink({ ...this.settings, schema });
    this.#sink.header(header);
  }

  row(fields: readonly string[], line: number): void {
    this.lines.add(this.#rows++, line);
    this.#sink!.row(fields, line);
  }

  finish(): Table {
    return this.#sink!.finish();
  }
}
