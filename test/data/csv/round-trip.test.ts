import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ColumnKind, Value } from "../../../src/data";
import { parseCsv, readCsv, streamCsv } from "../../../src/data/csv";
import { gzip, inChunks, utf8 } from "./helpers";

interface File {
  readonly names: string[];
  readonly rows: string[][];
  readonly delimiter: string;
  readonly newline: string;
  /** Whether fields are in quotes that need none. */
  readonly quoted: boolean;
  readonly mark: string;
  readonly ending: string;
}

/** A CSV writer by RFC 4180, as an oracle of the reader. */
function write({ names, rows, delimiter, newline, quoted, mark, ending }: File): string {
  const field = (text: string): string => (quoted || /["\r\n,;|\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return mark + [names, ...rows].map((row) => row.map(field).join(delimiter)).join(newline) + ending;
}

// A "\r" that ends the last field of a record counts as part of its line end.
const word = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "é", "日", "🛒", '"', ",", ";", "\t", "|", "\n", "\r", "\r\n", " ", "1", "\ufeff"), maxLength: 8 }),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom("", "007", "NA", "true", "2024-01-01"),
).filter((text) => !text.endsWith("\r"));

const file: fc.Arbitrary<File> = fc.integer({ min: 2, max: 5 }).chain((width) => fc.record({
  names: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: width, maxLength: width }),
  rows: fc.array(fc.array(word, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  newline: fc.constantFrom("\n", "\r\n", "\r"),
  quoted: fc.boolean(),
  mark: fc.constantFrom("", "\ufeff"),
  ending: fc.constantFrom("", "\n", "\r\n"),
}).map((all) => (all.newline === "\r" ? { ...all, ending: "\r" } : all)));

const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 });
const orNull = (text: string): string | null => (text.trim() === "" ? null : text);
const schemaOf = (names: readonly string[], kind: ColumnKind): Record<string, ColumnKind> => Object.fromEntries(names.map((name) => [name, kind]));

describe("what a CSV writer wrote", () => {
  test("parseCsv(text) and readCsv(source) read it as it was, whatever the chunks", async () => {
    await fc.assert(fc.asyncProperty(file, sizes, async (all, chunks) => {
      const text = write(all), options = { schema: schemaOf(all.names, "categorical") };
      const expected: Value[][] = all.rows.map((row) => row.map(orNull));
      const table = parseCsv(text, options);
      expect(table.names).toEqual(all.names);
      expect(table.toRows()).toEqual(expected);
      expect((await readCsv(inChunks(text, chunks), options)).toRows()).toEqual(expected);
      expect((await readCsv(inChunks(utf8(text), chunks), options)).toRows()).toEqual(expected);
    }), { numRuns: 500 });
  });

  test("parseCsv(text) and readCsv(source) infer the same types, whatever the chunks", async () => {
    await fc.assert(fc.asyncProperty(file, sizes, async (all, chunks) => {
      const text = write(all), table = parseCsv(text);
      const streamed = await readCsv(inChunks(await gzip(utf8(text)), chunks));
      expect(streamed.specs).toEqual(table.specs);
      expect(streamed.toRows()).toEqual(table.toRows());
    }), { numRuns: 200 });
  });

  test("streamCsv(source) reads it as it was, whatever the chunks", async () => {
    await fc.assert(fc.asyncProperty(file, sizes, async (all, chunks) => {
      const records: unknown[] = [];
      for await (const batch of streamCsv(inChunks(utf8(write(all)), chunks))) records.push(...batch);
      expect(records).toEqual(all.rows.map((row) => Object.fromEntries(row.map((text, j) => [all.names[j], orNull(text)]))));
    }), { numRuns: 200 });
  });

  test("parseCsv(text) reads numbers bit for bit", () => {
    const cell = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const text = `a,b\n${rows.map((row) => row.map((value) => (value === null ? "" : Object.is(value, -0) ? "-0" : String(value))).join(",")).join("\n")}`;
      expect(parseCsv(text, { schema: schemaOf(["a", "b"], "numeric") }).toRows()).toEqual(rows);
    }));
  });
});
