import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dialect } from "../../../src/data/csv/dialect";
import { RecordParser } from "../../../src/data/csv/record-parser";

function parse(pieces: Iterable<string>, dialect: Dialect): { records: string[][]; malformed: number | undefined } {
  const parser = new RecordParser(dialect), records: string[][] = [];
  let malformed: number | undefined;
  const take = (parsed: ReturnType<RecordParser["end"]>): void => {
    malformed ??= parsed.malformed && records.length + parsed.malformed.index;
    records.push(...parsed.records);
  };
  for (const piece of pieces) take(parser.push(piece));
  take(parser.end());
  return { records, malformed };
}

function* cut(text: string, sizes: readonly number[]): Generator<string> {
  for (let at = 0, i = 0; at < text.length; i++) {
    const size = sizes[i % sizes.length]!;
    yield text.slice(at, at + size);
    at += size;
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe("RecordParser", () => {
  test.each([1, 2, 3, 7, 1000])("RecordParser.push(piece) joins records across pieces of %i characters", (size) => {
    const text = 'a,b\r\n"x ""y""","1\r\n2"\r\n,"" \r\n"",z';
    const records = [["a", "b"], ['x "y"', "1\r\n2"], ["", ""], ["", "z"]];
    expect(parse(cut(text, [size]), { delimiter: ",", newline: "\n" })).toEqual({ records, malformed: undefined });
  });

  test("RecordParser.push(piece) gives the records of any text whatever the pieces, also of malformed text", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "b", '"', '"', ",", ",", "\n", "\r\n", "\r", " "), maxLength: 60 });
    fc.assert(fc.property(texts, sizes, (text, pieces) => {
      const dialect: Dialect = { delimiter: ",", newline: "\n" };
      const whole = parse([text], dialect), parts = parse(cut(text, pieces), dialect);
      expect(parts.malformed).toBe(whole.malformed);
      // Behind malformed quotes nothing is read.
      expect(parts.records.slice(0, whole.malformed)).toEqual(whole.records.slice(0, whole.malformed));
    }), { numRuns: 5000 });
  });

  test("RecordParser.pending counts the characters that wait for the end of their record", () => {
    const parser = new RecordParser({ delimiter: ",", newline: "\n" });
    parser.push('a,b\n"x');
    expect(parser.pending).toBe(2);
    parser.push('y\n"\n');
    expect(parser.pending).toBe(0);
  });
});
