import type { ColumnKind } from "../column";
import { Table } from "../table";
import type { BuilderContext, ColumnBuilder } from "./column-builder";
import type { Header } from "./header";
import { InferringBuilder } from "./inferring-builder";
import { LineIndex } from "./line-index";
import { NumberBuilder } from "./number-builder";
import type { CsvSettings } from "./options";
import type { RecordSink } from "./record-reader";
import { TextBuilder } from "./text-builder";

/** Makes a table of the rows of a file. */
export class TableSink implements RecordSink {
  readonly #lines = new LineIndex();
  #builders: ColumnBuilder[] = [];
  #fields: readonly number[] = [];
  #rows = 0;

  constructor(private readonly settings: CsvSettings) {}

  header({ names, fields }: Header): void {
    const { who, missing, schema } = this.settings;
    const where = (row: number): string => `in line ${this.#lines.lineOf(row)}`;
    this.#fields = fields;
    this.#builders = names.map((name) => builderFor({ who, name, missing, where }, schema.get(name)));
  }

  row(fields: readonly string[], line: number): void {
    this.#lines.add(this.#rows++, line);
    for (let j = 0; j < this.#builders.length; j++) this.#builders[j]!.append(fields[this.#fields[j]!]!);
  }

  finish(): Table {
    return Table.wrap(this.#builders.map((builder) => builder.finish()));
  }
}

function builderFor(context: BuilderContext, kind: ColumnKind | undefined): ColumnBuilder {
  if (kind === undefined) return new InferringBuilder(context);
  if (kind === "numeric") return new NumberBuilder(context, kind, "number");
  if (kind === "date") return new NumberBuilder(context, kind, "date");
  return new TextBuilder(context, kind);
}
