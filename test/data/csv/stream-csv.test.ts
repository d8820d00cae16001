import { describe, expect, test } from "vitest";
import { streamBatches, streamCsv, type CsvRecordOptions, type CsvSource, type TextRecord } from "../../../src/data/csv";
import { expectRejection, gzip, inChunks, utf8 } from "./helpers";

async function all(source: CsvSource, options: CsvRecordOptions = {}): Promise<TextRecord[]> {
  const records: TextRecord[] = [];
  for await (const batch of streamCsv(source, options)) records.push(...batch);
  return records;
}

describe("streamCsv(source)", () => {
  test("streamCsv(source) gives each field as its text, null where it is blank", async () => {
    expect(await all('\ufeffid;amount;date\n007; 1.50 ;2024-01-01\nNA;;" "\n')).toEqual([
      { id: "007", amount: " 1.50 ", date: "2024-01-01" }, { id: "NA", amount: null, date: null },
    ]);
  });

  test("streamCsv(source, options) takes the options of records", async () => {
    const options = { header: ["a", "b", "c"], columns: ["c", "a"], missing: ["?"], delimiter: "," };
    expect(await all("1,2,?\n", options)).toEqual([{ c: null, a: "1" }]);
    expect(Object.keys((await all("1,2,3\n", options))[0]!)).toEqual(["c", "a"]);
  });

  test("streamCsv(source) gives batches of a thousand rows or more, as they come", async () => {
    const text = `a,b\n${Array.from({ length: 100_000 }, (_, i) => `${i},x`).join("\n")}`;
    let pulled = 0;
    async function* source(): AsyncGenerator<Uint8Array> {
      for await (const chunk of inChunks(utf8(text), 50_000)) {
        pulled++;
        yield chunk;
      }
    }
    const sizes: number[] = [], pulls: number[] = [];
    for await (const batch of streamCsv(source())) {
      expect(batch[0]).toEqual({ a: String(sizes.reduce((sum, size) => sum + size, 0)), b: "x" });
      sizes.push(batch.length);
      pulls.push(pulled);
    }
    expect(sizes.reduce((sum, size) => sum + size)).toBe(100_000);
    expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThanOrEqual(1000);
    expect(pulls[0]).toBeLessThan(5);
    expect(pulls.length).toBeGreaterThan(4);
  });

  test.each([1, 2, 3, 7, 1000])("streamCsv(source) gives the same in chunks of %i bytes, compressed or not", async (size) => {
    const text = 'näme|n\r\n"a ""b""\r\n🛒"|1\r\n\r\nc|2', expected = await all(text);
    expect(expected).toEqual([{ näme: 'a "b"\r\n🛒', n: "1" }, { näme: "c", n: "2" }]);
    expect(await all(inChunks(utf8(text), size))).toEqual(expected);
    expect(await all(inChunks(await gzip(utf8(text)), size))).toEqual(expected);
  });

  test("streamCsv(source) keeps a column called __proto__", async () => {
    const [record] = await all("__proto__,a\n1,2\n");
    expect(Object.entries(record!)).toEqual([["__proto__", "1"], ["a", "2"]]);
  });

  test("streamCsv(source) refuses as readCsv does, in its own name", async () => {
    await expectRejection(all("a,b\n1\n"), "RAGGED_ROWS", "streamCsv", "line 2");
    await expectRejection(all("a,b\n"), "EMPTY_DATA", "streamCsv");
    await expectRejection(all("a,b\n1,2\n", { columns: ["c"] }), "MISSING_COLUMN");
    await expectRejection(all(Uint8Array.of(97, 10, 255)), "NOT_UTF8");
  });

  test("streamCsv(source, { schema }) refuses a schema, for it reads text only", async () => {
    await expectRejection(all("a\n1\n", { schema: { a: "id" } } as CsvRecordOptions), "INVALID_OPTION", "schema");
  });

  test("streamCsv(source) closes its source when its reader stops", async () => {
    let closed = false;
    async function* source(): AsyncGenerator<string> {
      try {
        yield "a,b\n";
        for (;;) yield await Promise.resolve("1,2\n".repeat(1000));
      } finally {
        closed = true;
      }
    }
    for await (const batch of streamCsv(source())) if (batch.length > 0) break;
    expect(closed).toBe(true);
  });

  test("streamCsv(source, { signal }) throws the reason", async () => {
    const reason = new Error("enough");
    await expect(all("a\n1\n", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test("streamBatches(who, source) gives the line of each row in each batch", async () => {
    const text = `a,b\n\n${Array.from({ length: 40_000 }, (_, i) => (i % 2 ? `${i},"x\ny"` : `${i},z`)).join("\n")}`;
    for await (const { records, lineOf } of streamBatches("test", text)) {
      for (const row of [0, records.length - 1]) expect(lineOf(row)).toBe(3 + Math.floor(Number(records[row]!["a"]) * 1.5));
    }
  });
});
