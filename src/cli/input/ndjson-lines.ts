import { SegmentryError, type ErrorCode } from "../../index";
import { isRecord, show } from "../../errors";
import { piecesOf } from "../../data/csv/feed";
import { checkRecordOptions } from "../../data/csv/options";
import type { InputFile } from "./file";

/** A line of NDJSON: an object, and how it is written. */
export interface JsonLine {
  readonly record: Readonly<Record<string, unknown>>;
  readonly source: string;
  /** From 1. */
  readonly line: number;
}

// A line that never ends would be gathered until the memory is full.
const LONGEST = 2 ** 24;

/** The objects of NDJSON, one a line; blank lines are passed over. */
export async function* ndjsonLines({ name, chunks }: InputFile): AsyncGenerator<JsonLine[]> {
  let rest = "", count = 0, found = false;
  const take = (lines: readonly string[]): JsonLine[] => lines.flatMap((source) => {
    count++;
    return source.trim() === "" ? [] : [parseLine(name, source.trim(), count)];
  });
  for await (const piece of piecesOf(checkRecordOptions(name, {}), chunks)) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop()!;
    if (rest.length > LONGEST) throw wrong("INVALID_JSON", name, `one of more than ${LONGEST} characters`, count + 1);
    const parsed = take(lines);
    found ||= parsed.length > 0;
    if (parsed.length > 0) yield parsed;
  }
  const last = take([rest]);
  if (last.length > 0) yield last;
  else if (!found) throw new SegmentryError("EMPTY_DATA", name, "at least one line with a JSON object", "none");
}

function parseLine(name: string, source: string, line: number): JsonLine {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw wrong("INVALID_JSON", name, show(source), line, "state --format csv if it is CSV");
  }
  if (!isRecord(value)) throw wrong("INVALID_JSON", name, show(value), line);
  return { record: value, source, line };
}

function wrong(code: ErrorCode, name: string, found: string, line: number, remedy?: string): SegmentryError {
  return new SegmentryError(code, name, "a JSON object in each line", `${found} in line ${line}`, remedy);
}
