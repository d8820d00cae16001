import { SegmentryError, show } from "../../errors";
import { missingColumns } from "../frame";
import type { CsvSettings } from "./options";

/** The columns of a file that are kept. */
export interface Header {
  readonly names: readonly string[];
  /** For each kept column, the index of its field. */
  readonly fields: readonly number[];
  /** How many fields a row has, kept or not. */
  readonly width: number;
}

/** Reads the names of a header line; a column without a name is called after its number, from 1. */
export function readHeader(settings: CsvSettings, line: readonly string[]): Header {
  const { who, columns, schema } = settings;
  const all = line.map((name, i) => (name === "" ? `column ${i + 1}` : name));
  checkHeader(who, all);
  const unknown = [...(columns ?? []), ...schema.keys()].filter((name) => !all.includes(name));
  if (unknown.length > 0) throw missingColumns(who, [...new Set(unknown)], all);
  const names = columns ?? all;
  return { names, fields: names.map((name) => all.indexOf(name)), width: all.length };
}

function checkHeader(who: string, names: readonly string[]): void {
  if (names.some((name) => name.includes("\0"))) {
    throw new SegmentryError("NOT_UTF8", who, "text in UTF-8", "a header with zero bytes, as in UTF-16", "save the file as UTF-8");
  }
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new SegmentryError("DUPLICATE_COLUMN", who, "a header of distinct names", `${show(twice)} twice`);
}
