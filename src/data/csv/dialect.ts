import Papa from "papaparse";

/** What stands between two fields, and what ends a record. */
export interface Dialect {
  readonly delimiter: string;
  readonly newline: "\n" | "\r";
}

const DELIMITERS = [",", ";", "\t", "|"];
const SAMPLE_ROWS = 20;

/**
 * The dialect of a text from its beginning. `\r\n` counts as `\n`, and the `\r` before it is cut off later: so a file may mix
 * them, and no chunk border can fall between the two.
 */
export function findDialect(sample: string, given: { delimiter?: string | undefined; header?: readonly string[] | undefined }): Dialect {
  const newline = findNewline(sample);
  return { newline, delimiter: given.delimiter ?? findDelimiter(sample, newline, given.header?.length) };
}

function findNewline(sample: string): "\n" | "\r" {
  const unquoted = sample.replace(/"[^"]*(?:"|$)/g, "");
  return unquoted.includes("\r") && !unquoted.includes("\n") ? "\r" : "\n";
}

/** The delimiter by which most rows have as many fields as the header, then the one of most fields. */
function findDelimiter(sample: string, newline: Dialect["newline"], width: number | undefined): string {
  let best = { delimiter: ",", agreeing: 0, fields: 1 };
  for (const delimiter of DELIMITERS) {
    const rows = sampleRows(sample, { delimiter, newline }), fields = width ?? rows[0]?.length ?? 0;
    const agreeing = fields > 1 ? rows.filter((row) => row.length === fields).length / rows.length : 0;
    if (agreeing > best.agreeing || (agreeing === best.agreeing && agreeing > 0 && fields > best.fields)) best = { delimiter, agreeing, fields };
  }
  return best.delimiter;
}

function sampleRows(sample: string, { delimiter, newline }: Dialect): string[][] {
  const { data } = Papa.parse<string[]>(sample, { delimiter, newline, preview: SAMPLE_ROWS + 1 });
  const rows = data.filter((row) => row.length > 1 || row[0]!.trim() !== "");
  // The last row may be cut off by the end of the sample.
  return rows.length > 2 ? rows.slice(0, -1) : rows;
}
