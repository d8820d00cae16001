import { Table, type ColumnSpec } from "../../index";
import { asDate, fillColumn } from "../../data";
import type { Batch } from "./batch";
import type { InputFile } from "./file";
import { ndjsonLines, type JsonLine } from "./ndjson-lines";

/** The rows of NDJSON in batches. The first batch decides which columns there are. */
export async function* ndjsonBatches(file: InputFile): AsyncGenerator<JsonBatch> {
  let names: readonly string[] | undefined;
  for await (const lines of ndjsonLines(file)) {
    names ??= [...namesOf(lines)];
    yield new JsonBatch(file.name, names, lines);
  }
}

function namesOf(lines: readonly JsonLine[]): ReadonlySet<string> {
  return new Set(lines.flatMap(({ record }) => Object.keys(record)));
}

/** Rows of NDJSON. */
export class JsonBatch implements Batch {
  readonly #known: ReadonlySet<string>;

  constructor(private readonly file: string, readonly names: readonly string[], private readonly lines: readonly JsonLine[]) {
    this.#known = new Set(names);
  }

  /** The names that its own rows have, known or not. */
  get present(): ReadonlySet<string> {
    return namesOf(this.lines);
  }

  get rows(): number {
    return this.lines.length;
  }

  text(row: number, name: string): string {
    const value = this.#value(row, name);
    return value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  }

  json(row: number): string {
    // As it is written: numbers with more digits than float64 holds stay what they are.
    return this.lines[row]!.source.slice(1, -1).trim();
  }

  table(specs: readonly ColumnSpec[], rows: readonly number[]): Table {
    // JSON has no dates: they come as ISO 8601 text.
    return Table.wrap(specs.map((spec) => fillColumn(this.file, spec, rows.map((row) => (spec.type === "date" ? asDate(this.#value(row, spec.name)) : this.#value(row, spec.name))))));
  }

  where(row: number): string {
    const { line } = this.lines[row]!;
    return line > 0 ? `in line ${line}` : "in the customer given";
  }

  stranger(row: number): string | undefined {
    return Object.keys(this.lines[row]!.record).find((name) => !this.#known.has(name));
  }

  #value(row: number, name: string): unknown {
    const { record } = this.lines[row]!;
    return Object.hasOwn(record, name) ? record[name] : undefined;
  }
}
