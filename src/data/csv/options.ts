import { checkNames, checkOneOf, checkOptions, isRecord, SegmentryError, show } from "../../errors";
import type { ColumnKind } from "../column";

/** How far reading has come. */
export interface CsvProgress {
  readonly stage: "CSV";
  /** Rows read so far. */
  readonly done: number;
  /** The number of rows; Infinity as long as it is not known, which is until the end. */
  readonly total: number;
}

/** How to read records of CSV. */
export interface CsvRecordOptions {
  /** What stands between two fields. Default: as a first line of Excel's says (`sep=;`, which is no row), else found among `,` `;` tab and `|`. */
  delimiter?: string | undefined;
  /** Further texts that mean missing, in any column; white space around them does not count. Blank text always does. */
  missing?: readonly string[] | undefined;
  /** The names of the columns of a file without a header line. */
  header?: readonly string[] | undefined;
  /** The columns to keep, in this order. Default: all. */
  columns?: readonly string[] | undefined;
  /** Called as reading goes on, at least once at its end. */
  onProgress?: ((progress: CsvProgress) => void) | undefined;
  /** Stops reading, at the next chunk, by throwing the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** How to read a table of CSV. */
export interface CsvOptions extends CsvRecordOptions {
  /** The use of columns by name, where the inferred one is not right; `categorical`, `id` and `ignore` keep the text exactly. */
  schema?: Readonly<Record<string, ColumnKind>> | undefined;
}

/** Checked options. */
export interface CsvSettings {
  readonly who: string;
  readonly delimiter: string | undefined;
  readonly missing: ReadonlySet<string>;
  readonly header: readonly string[] | undefined;
  readonly columns: readonly string[] | undefined;
  readonly schema: ReadonlyMap<string, ColumnKind>;
  readonly onProgress: ((progress: CsvProgress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

const RECORD_OPTIONS = ["delimiter", "missing", "header", "columns", "onProgress", "signal"];

export function checkRecordOptions(who: string, options: CsvRecordOptions): CsvSettings {
  checkOptions(who, options, RECORD_OPTIONS);
  return settingsOf(who, options);
}

export function checkTableOptions(who: string, options: CsvOptions): CsvSettings {
  checkOptions(who, options, [...RECORD_OPTIONS, "schema"]);
  return settingsOf(who, options);
}

function settingsOf(who: string, options: CsvOptions): CsvSettings {
  const { delimiter, missing = [], header, columns, schema = {}, onProgress, signal } = options;
  if (delimiter !== undefined) checkDelimiter(who, delimiter);
  return {
    who, delimiter, onProgress, signal,
    missing: new Set(checkTexts(who, "missing", missing).map((text) => text.trim())),
    header: header && checkNamed(who, "header", header),
    columns: columns && checkNamed(who, "columns", columns),
    schema: checkKinds(who, schema),
  };
}

function checkDelimiter(who: string, delimiter: unknown): void {
  if (typeof delimiter === "string" && delimiter.length === 1 && !'\r\n"\ufeff'.includes(delimiter)) return;
  throw new SegmentryError("INVALID_OPTION", who, "delimiter to be one character, neither a quote nor a line end", show(delimiter));
}

function checkTexts(who: string, name: string, texts: unknown): readonly string[] {
  if (Array.isArray(texts) && texts.every((text) => typeof text === "string")) return texts;
  throw new SegmentryError("INVALID_OPTION", who, `${name} to be a list of texts`, show(texts));
}

function checkNamed(who: string, option: string, names: readonly string[]): readonly string[] {
  const checked = checkNames(who, option, names);
  if (checked.length === 0) throw new SegmentryError("INVALID_OPTION", who, `${option} to name at least one column`, "none");
  return checked;
}

const KINDS: readonly ColumnKind[] = ["numeric", "categorical", "date", "id", "ignore"];

function checkKinds(who: string, schema: Readonly<Record<string, ColumnKind>>): ReadonlyMap<string, ColumnKind> {
  if (!isRecord(schema)) {
    throw new SegmentryError("INVALID_OPTION", who, "schema to be an object of a kind a column", show(schema));
  }
  const kinds = Object.entries(schema);
  for (const [name, kind] of kinds) checkOneOf(who, `the kind of ${show(name)} in schema`, kind, KINDS);
  return new Map(kinds);
}
