import { SegmentryError, type Table } from "segmentry";
import { readCsv, streamCsv, type TextRecord } from "segmentry/csv";
import { describe, type Description, type NumericSummary } from "segmentry/explore";
import { findOrderColumns } from "segmentry/orders";
import { MOST_BYTES, MOST_ROWS } from "../limits";
import { asNumbers, findCommas, groupsOf, mayBePointed } from "./commas";
import { namesLikeValues } from "./nameless";
import { customersOfOrders, type OrdersRead } from "./orders";
import type { CommaColumn, Opened, OpenedColumn, OrderChoice, Source, Step } from "./protocol";
import { AppRefusal } from "./refusal";
import { shapeOf } from "./shape";

/** A file in memory: what was told of it, and its customers. */
export interface Read {
  readonly opened: Opened;
  readonly table: Table;
  readonly orders: OrdersRead | null;
}

const BINS = 24, FEW_EACH = 10;
/** Orders have customers who come again: with fewer repeats than this it is a table of customers with a date. */
const MOST_DISTINCT = 0.9;
/** In the first bytes of a file: what it is, where it is no text. */
const KINDS: readonly (readonly [starts: readonly string[], kind: string])[] = [
  [["PK\u0003\u0004"], "a zip file or an Excel workbook"], [["%PDF"], "a PDF"], [["\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8"], "a picture"], [["\u00d0\u00cf\u0011\u00e0"], "an old Excel workbook"], [["SQLite format"], "a database"],
];

let last: { readonly key: string; readonly read: Read } | null = null;

const keyOf = ({ id, schema, orders, commas }: Source): string => JSON.stringify([id, schema, orders, commas]);

/** Reads a file, unless it is the one that was read last. */
export async function openSource(source: Source, onProgress: (step: Step) => void): Promise<Read> {
  const key = keyOf(source);
  if (last?.key === key) return last.read;
  last = null;
  const read = source.orders === null ? await readCustomers(source, onProgress) : await readOrders(source, source.orders, onProgress);
  last = { key: source.commas === null ? keyOf({ ...source, commas: groupsOf(read.opened.commas) }) : key, read };
  return read;
}

async function readCustomers(source: Source, onProgress: (step: Step) => void): Promise<Read> {
  await refuseOtherKinds(source.file);
  const { table, commas } = await readNumbers(source, onProgress);
  const description = describeTable(table, onProgress), named = findOrderColumns(table.names);
  return { table, orders: null, opened: { rows: table.rows, columns: columnsOf(table, description), namesLikeValues: namesLikeValues(table, description.columns), looksLikeOrders: named && repeats(description, named.customer) ? named : null, orders: null, commas } };
}

/** The table of a file, with decimal commas as it is told, or as they are found. */
async function readNumbers({ file, schema, commas }: Source, onProgress: (step: Step) => void): Promise<{ table: Table; commas: readonly CommaColumn[] }> {
  const read = (texts: readonly string[]): Promise<Table> => readCsv(watched(file, onProgress), { schema: { ...schema, ...Object.fromEntries(texts.map((name) => [name, "categorical" as const])) }, onProgress: ({ done }) => limitRows(done) });
  if (commas !== null) return { table: asNumbers(await read(Object.keys(commas)), commas), commas: [] };
  const table = await read([]), found = findCommas(table);
  if (found.length === 0) return { table, commas: found };
  const pointed = mayBePointed(table, await firstRecords(file));
  if (pointed.length === 0) return { table: asNumbers(table, groupsOf(found)), commas: found };
  const texts = await read(pointed), all = findCommas(texts, pointed);
  return { table: asNumbers(texts, groupsOf(all), pointed.filter((name) => !all.some((column) => column.name === name))), commas: all };
}

async function firstRecords(file: Blob): Promise<readonly TextRecord[]> {
  for await (const records of streamCsv(file.stream())) return records;
  return [];
}

async function readOrders(source: Source, choice: OrderChoice, onProgress: (step: Step) => void): Promise<Read> {
  const orders = await customersOfOrders(watched(source.file, onProgress), choice);
  const table = orders.result.table.withSchema(source.schema), description = describeTable(table, onProgress);
  return { table, orders, opened: { rows: table.rows, columns: columnsOf(table, description), namesLikeValues: [], looksLikeOrders: null, orders: orders.found, commas: [] } };
}

function limitRows(rows: number): void {
  if (rows > MOST_ROWS) throw new AppRefusal("TOO_MANY_ROWS", `up to ${MOST_ROWS.toLocaleString("en")} rows`, `more than that`);
}

async function refuseOtherKinds(file: Blob): Promise<void> {
  if (file.size > MOST_BYTES) throw new AppRefusal("TOO_LARGE", `files of up to ${MOST_BYTES / 1e6} MB`, `one of ${Math.round(file.size / 1e6)} MB`);
  if (file.size === 0) throw new SegmentryError("EMPTY_DATA", "The file", "a header line and customers", "0 bytes");
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, 16).arrayBuffer())), kind = KINDS.find(([starts]) => starts.some((start) => head.startsWith(start)));
  if (kind) throw new AppRefusal("NOT_CSV", "text with commas, semicolons or tabs between its columns", kind[1]);
}

/** The bytes of a file, told as they are read. */
function watched(file: Blob, onProgress: (step: Step) => void): ReadableStream<Uint8Array> {
  let done = 0;
  return file.stream().pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      done += chunk.length;
      onProgress({ stage: "read", done, total: file.size });
      controller.enqueue(chunk);
    },
  }));
}

function describeTable(table: Table, onProgress: (step: Step) => void): Description {
  onProgress({ stage: "describe", done: 0, total: 1 });
  return describe(table, { bins: BINS, top: 5, associationRows: 5000 });
}

function columnsOf(table: Table, { columns, warnings }: Description): OpenedColumn[] {
  const { schema } = table;
  return columns.map((summary) => {
    const { name, type } = summary;
    return { summary, kind: schema[name]!, warnings: warnings.filter(({ column }) => column === name), shape: type === "number" ? shapeOfNumbers(table, summary) : type === "date" ? shapeOfDates(table, name) : null };
  });
}

/** A few whole numbers have other bars than intervals that are no whole numbers wide. */
function shapeOfNumbers(table: Table, { name, least, most, histogram }: NumericSummary): readonly number[] | null {
  if (!Number.isInteger(least) || !Number.isInteger(most) || most - least >= BINS * FEW_EACH) return histogram.counts;
  return shapeOf(table.column(name).map((value) => (typeof value === "number" ? value : null)), BINS);
}

/** Dates are described by their days. */
function shapeOfDates(table: Table, name: string): readonly number[] | null {
  const days = table.column(name).map((value) => (value instanceof Date ? +value : null));
  const column = days.every((day) => day === null) ? null : describe(days.map((day) => ({ day })), { bins: BINS, associationRows: 0 }).columns[0];
  return column?.type === "number" ? column.histogram.counts : null;
}

function repeats({ rows, columns }: Description, customer: string): boolean {
  return (columns.find(({ name }) => name === customer)?.distinct ?? rows) < MOST_DISTINCT * rows;
}
