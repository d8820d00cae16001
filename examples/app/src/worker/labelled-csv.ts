import type { Table } from "segmentry";
import { streamCsv } from "segmentry/csv";
import { crowdOf } from "./crowd";
import type { Read } from "./open";
import type { Source } from "./protocol";

type Row = readonly (string | number | boolean | Date | null)[];

const PIECE = 2000;

/** The customers with their segment and its name: the texts of the file as they stand there, or what was made of orders. */
export async function labelledCsv(source: Source, read: Read, model: string, names: readonly string[]): Promise<Blob> {
  const { labels } = crowdOf(read.table, model), { table, orders } = read, more = ["segment", "segment_name", ...(orders ? ["rfm_score", "rfm_segment"] : [])].map((name) => freeName(name, table.names));
  const pieces = [line([...table.names, ...more])];
  let row = 0, piece = "";
  const add = (cells: Row): void => {
    const label = labels[row]!, score = orders?.scores[row];
    piece += line([...cells, label, safeName(names[label] ?? ""), ...(orders ? [score?.cell ?? "", score?.segment ?? ""] : [])]);
    if (++row % PIECE > 0) return;
    pieces.push(piece);
    piece = "";
  };
  if (orders) for (const cells of rowsOf(table)) add(cells);
  else for await (const records of streamCsv(source.file.stream())) for (const record of records) add(table.names.map((name) => record[name] ?? null));
  return new Blob([...pieces, piece], { type: "text/csv" });
}

function* rowsOf(table: Table): Generator<Row> {
  for (let from = 0; from < table.rows; from += PIECE) yield* table.take(Array.from({ length: Math.min(PIECE, table.rows - from) }, (_, i) => from + i)).toRows();
}

const line = (cells: Row): string => `${cells.map(cellText).join(",")}\n`;

function cellText(value: Row[number]): string {
  const text = value === null ? "" : value instanceof Date ? value.toISOString().replace(/(?:T00:00:00)?\.000Z$/, "") : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A name that a spreadsheet would take for a formula: it is this page's word, unlike what the file says. */
const safeName = (name: string): string => (/^[=+\-@]/.test(name) ? `'${name}` : name);

function freeName(name: string, taken: readonly string[]): string {
  return taken.includes(name) ? freeName(`${name}_`, taken) : name;
}
