import { describe, expect, test } from "vitest";
import { parseCsv, readCsv, type CsvSource } from "../../../src/data/csv";
import { expectRejection, gzip, inChunks, utf8 } from "./helpers";

const TEXT = '\ufeffname;amount;note\r\n"Zoë";1,5;"a ""quoted"" 🛒\r\nline"\r\n\r\n日本;2;\r\n"";3;x;'.slice(0, -1) + "\r\n";
const SIZES = [1, 2, 3, 7, 1000];

function webStream<T>(chunks: AsyncIterable<T>): ReadableStream<T> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<T>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** Rows of chunks without end, and whether they were told to stop. */
function endless(): { source: AsyncIterable<string>; state: { returned: boolean; given: number } } {
  const state = { returned: false, given: 0 };
  const source = {
    [Symbol.asyncIterator]: () => ({
      next: () => Promise.resolve({ done: false as const, value: state.given++ === 0 ? "a,b\n" : "1,2\n".repeat(1000) }),
      return: () => {
        state.returned = true;
        return Promise.resolve({ done: true as const, value: undefined });
      },
    }),
  };
  return { source, state };
}

const records = async (source: CsvSource): Promise<object[]> => (await readCsv(source)).toRecords();

describe("readCsv(source) reads any source", () => {
  const expected = parseCsv(TEXT).toRecords();

  test("readCsv(source) reads text, bytes and other views of bytes", async () => {
    expect(expected).toHaveLength(3);
    expect(await records(TEXT)).toEqual(expected);
    expect(await records(utf8(TEXT))).toEqual(expected);
    expect(await records(Buffer.from(TEXT))).toEqual(expected);
  });

  test.each(SIZES)("readCsv(source) joins text in chunks of %i characters", async (size) => {
    expect(await records(inChunks(TEXT, size))).toEqual(expected);
  });

  test.each(SIZES)("readCsv(source) joins characters split across chunks of %i bytes", async (size) => {
    expect(await records(inChunks(utf8(TEXT), size))).toEqual(expected);
    expect(await records(webStream(inChunks(utf8(TEXT), size)))).toEqual(expected);
  });

  test.each(SIZES)("readCsv(source) decompresses gzip in chunks of %i bytes", async (size) => {
    expect(await records(inChunks(await gzip(utf8(TEXT)), size))).toEqual(expected);
  });

  test("readCsv(source) takes a byte order mark within the text for text", async () => {
    const text = "a,b\n\ufeffx,1\n";
    for (const size of SIZES) expect(await records(inChunks(utf8(text), size))).toEqual([{ a: "\ufeffx", b: 1 }]);
  });

  test("readCsv(source) reads a stream of the web and of a Response", async () => {
    expect(await records(new Response(TEXT).body!)).toEqual(expected);
    expect(await records(new Blob([TEXT]).stream())).toEqual(expected);
  });

  test("readCsv(source) reads a source of empty chunks between", async () => {
    async function* chunks(): AsyncGenerator<string> {
      for await (const chunk of inChunks(TEXT, 5)) yield* ["", chunk, ""];
    }
    expect(await records(chunks())).toEqual(expected);
  });

  test("readCsv(source) reads more than a piece the same in all chunks", async () => {
    const text = `id,note\n${Array.from({ length: 30_000 }, (_, i) => `${i},"note ""${i}"",\r\n${i % 7}"`).join("\r\n")}`;
    const whole = parseCsv(text);
    for (const size of [1000, 65_536, 131_072, 200_000]) {
      const table = await readCsv(inChunks(utf8(text), size));
      expect(table.rows).toBe(30_000);
      expect(table.store("note")).toEqual(whole.store("note"));
      expect(table.store("id")).toEqual(whole.store("id"));
    }
  });
});

describe("readCsv(source) refuses", () => {
  test("readCsv(source) refuses bytes that are not UTF-8", async () => {
    const latin1 = Uint8Array.from("name,x\nZo\xeb,1\n", (c) => c.charCodeAt(0));
    await expectRejection(readCsv(latin1), "NOT_UTF8", "UTF-8", "save the file");
    for (const size of SIZES) await expectRejection(readCsv(inChunks(latin1, size)), "NOT_UTF8");
  });

  test("readCsv(source) refuses a character that is cut off at the end", async () => {
    await expectRejection(readCsv(utf8("a,b\n1,ë").slice(0, -1)), "NOT_UTF8");
  });

  test.each(["little", "big"])("readCsv(source) refuses UTF-16 of %s end first", async (end) => {
    const units = Uint16Array.from("\ufeffa,b\n1,2\n", (c) => c.charCodeAt(0)), bytes = Buffer.from(units.buffer);
    await expectRejection(readCsv(end === "big" ? bytes.swap16() : bytes), "NOT_UTF8");
    await expectRejection(readCsv(bytes.subarray(2)), "NOT_UTF8");
  });

  test("readCsv(source) refuses damaged gzip", async () => {
    const bytes = await gzip(utf8(`a,b\n${"1,2\n".repeat(5000)}`)), damaged = bytes.slice();
    damaged.fill(0x55, 15, 30);
    await expectRejection(readCsv(damaged), "INVALID_CSV", "gzip");
    for (const size of [1, 7, 1000]) {
      await expectRejection(readCsv(inChunks(damaged, size)), "INVALID_CSV", "gzip");
      await expectRejection(readCsv(inChunks(bytes.slice(0, -10), size)), "INVALID_CSV", "gzip");
    }
    await expectRejection(readCsv(bytes.slice(0, 2)), "INVALID_CSV", "gzip");
  });

  test("readCsv(source) refuses empty sources", async () => {
    await expectRejection(readCsv(""), "EMPTY_DATA");
    await expectRejection(readCsv(new Uint8Array(0)), "EMPTY_DATA");
    await expectRejection(readCsv(utf8("\ufeff")), "EMPTY_DATA");
    await expectRejection(readCsv(inChunks("", 1)), "EMPTY_DATA");
    await expectRejection(readCsv(await gzip(new Uint8Array(0))), "EMPTY_DATA");
  });

  test("readCsv(source) refuses what is no source", async () => {
    for (const wrong of [null, 7, {}, undefined]) await expectRejection(readCsv(wrong as string), "INVALID_OPTION", "stream");
    async function* objects(): AsyncGenerator<object> {
      yield await Promise.resolve({});
    }
    await expectRejection(readCsv(objects() as unknown as CsvSource), "INVALID_OPTION", "chunks");
  });

  test("readCsv(source) throws the error of its source as it is", async () => {
    const failure = new Error("connection lost");
    async function* failing(first: string | Uint8Array): AsyncGenerator<string | Uint8Array> {
      yield await Promise.resolve(first);
      throw failure;
    }
    await expect(readCsv(failing("a,b\n1,2\n"))).rejects.toBe(failure);
    await expect(readCsv(failing((await gzip(utf8(TEXT))).slice(0, 20)))).rejects.toBe(failure);
    await expect(readCsv(webStream(failing("a\n")))).rejects.toBe(failure);
  });
});

describe("readCsv(source, { signal })", () => {
  test("readCsv(source, { signal }) throws the reason and closes the source", async () => {
    const { source, state } = endless(), controller = new AbortController(), reason = new Error("enough");
    const onProgress = ({ done }: { done: number }): void => { if (done > 100_000) controller.abort(reason); };
    await expect(readCsv(source, { signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(state.returned).toBe(true);
    expect(state.given).toBeLessThan(300);
  });

  test("readCsv(source, { signal }) reads nothing if it is aborted before", async () => {
    const { source, state } = endless();
    await expect(readCsv(source, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
    expect(state).toEqual({ returned: true, given: 0 });
  });

  test.each(["text", "gzip"])("readCsv(source, { signal }) cancels a stream of the web of %s", async (form) => {
    const text = utf8(`a,b\n${"1,2\n".repeat(400_000)}`), bytes = form === "gzip" ? await gzip(text) : text;
    const controller = new AbortController(), reason = new Error("enough");
    let cancelled = 0;
    const step = Math.ceil(bytes.length / 20);
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) { controller.enqueue(bytes.slice(0, step)); bytes.copyWithin(0, step); },
      cancel() { cancelled++; },
    });
    const onProgress = (): void => { controller.abort(reason); };
    await expect(readCsv(stream, { signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(cancelled).toBe(1);
  });

  test("readCsv(source) closes its source when it refuses a row", async () => {
    const { source, state } = endless();
    await expectRejection(readCsv(source, { header: ["a", "b", "c"], delimiter: "," }), "RAGGED_ROWS");
    expect(state.returned).toBe(true);
  });
});
