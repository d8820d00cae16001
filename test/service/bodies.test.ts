import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonList } from "../../src/service/body/json-list";
import { jsonRows } from "../../src/service/body/json-rows";
import { linesOf } from "../../src/service/body/lines";
import { limitsOf } from "../../src/service/limits";
import { ADA, ask, BOB, customers, JSON_TYPE, serviceOf, slowly } from "./support";

const LIST = JSON.parse(JSON.stringify(customers(60))) as Record<string, unknown>[];

describe("bodies", () => {
  it.each([
    ["nothing", "", 400, "NO_BODY"], ["white space", " \n ", 400, "NO_BODY"], ["text that is not JSON", "{", 400, "INVALID_JSON"], ["a comma too many", "[1,]", 400, "INVALID_JSON"],
    ["a number", "7", 400, "COLUMN_TYPE"], ["null", "null", 400, "COLUMN_TYPE"], ["text", '"x"', 400, "COLUMN_TYPE"], ["an empty object", "{}", 400, "MISSING_COLUMN"],
    ["bytes that are not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), 400, "NOT_UTF8"], ["a character cut in two", new Uint8Array([0x22, 0xc3]), 400, "NOT_UTF8"],
    ["lists nested 100,000 deep", "[".repeat(100_000) + "]".repeat(100_000), 400, "BAD_ROWS"], ["lists nested that never close", "[".repeat(200_000), 400, "INVALID_JSON"],
    ["objects nested 30,000 deep", `${'{"a":'.repeat(30_000)}1${"}".repeat(30_000)}`, 400, "MISSING_COLUMN"],
  ])("%s is refused", async (_, body, status, code) => {
    expect((await ask(await serviceOf(), "/predict", body)).body).toMatchObject({ status, code });
  });

  it("takes a byte order mark, duplicate keys, and fields called like what objects have", async () => {
    const service = await serviceOf(), { body } = await ask(service, "/predict", ADA), text = JSON.stringify(ADA);
    for (const same of [`\ufeff${text}`, text.replace("{", '{"AGE":99,'), text.replace("{", '{"__proto__":{"AGE":99},"constructor":1,"toString":null,"hasOwnProperty":2,')]) expect((await ask(service, "/predict", same)).body).toEqual(body);
    const inherited = await ask(service, "/predict", text.replace('"AGE":24', '"__proto__":{"AGE":24}'));
    expect(inherited.body).toMatchObject({ code: "MISSING_COLUMN", errors: [{ column: "AGE" }] });
    expect(({} as Record<string, unknown>)["AGE"]).toBeUndefined();
  });

  it("what JSON does not take for white space is refused around lists of any length", async () => {
    const service = await serviceOf(), short = JSON.stringify([ADA]), long = `[${new Array(1000).fill(JSON.stringify(ADA)).join(",")}]`;
    expect(long.length).toBeGreaterThan(65_536);
    for (const space of ["\u00a0", "\u2028", "\ufeff\ufeff"]) {
      for (const list of [short, long, `[${space}${" ".repeat(70_000)}]`]) {
        for (const text of [`${space}${list}`, `${list}${space}`]) expect((await ask(service, "/predict", text)).status, JSON.stringify(space)).toBeGreaterThanOrEqual(400);
      }
    }
    expect((await ask(service, "/predict", `\ufeff \t\r\n${long} \t\r\n`)).status).toBe(200);
  });

  it("10,000 customers are answered, 10,001 refused, as soon as they have come", async () => {
    const service = await serviceOf(), most = Array.from({ length: 10_000 }, (_, i) => (i % 2 ? ADA : BOB));
    const full = await ask(service, "/predict", most);
    expect(full.body.map((one: { segment: number }) => one.segment)).toEqual(most.map((_, i) => full.body[i % 2].segment));
    expect((await ask(service, "/predict", [...most, ADA])).body).toMatchObject({ status: 413, code: "TOO_MANY_ROWS" });
    let parts = 0;
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new TextEncoder().encode(`${parts++ === 0 ? "[" : ","}${JSON.stringify(ADA)}`)) });
    expect((await ask(service, "/predict", endless)).body).toMatchObject({ status: 413, code: "TOO_MANY_ROWS" });
    expect(parts).toBeLessThan(13_000);
  });

  it("a body of too many bytes, and a customer of too many, are refused without being held", async () => {
    const service = await serviceOf({ limits: { bodyBytes: 1_000_000 } });
    expect((await ask(service, "/predict", `[${" ".repeat(1_000_001)}]`)).body).toMatchObject({ status: 413, code: "BODY_TOO_LARGE" });
    expect((await ask(service, "/predict", { ...ADA, CITY: "x".repeat(300_000) })).body).toMatchObject({ status: 413, code: "ROW_TOO_LARGE" });
    expect((await ask(service, "/predict", `[${JSON.stringify(ADA)},"${"x".repeat(600_000)}"]`)).body).toMatchObject({ status: 413, code: "ROW_TOO_LARGE" });
    expect((await ask(service, "/explain", Array.from({ length: 1001 }, () => ADA))).body).toMatchObject({ status: 413, code: "TOO_MANY_ROWS" });
  });

  it("a body that comes too slowly is given up", async () => {
    const service = await serviceOf({ limits: { requestMs: 150 } });
    expect((await ask(service, "/predict", slowly([..."[   ".repeat(10)], 40))).body).toMatchObject({ status: 408, code: "TIMEOUT" });
    const never = new ReadableStream({ pull: () => new Promise(() => undefined) });
    expect((await ask(service, "/predict", never)).body).toMatchObject({ status: 408, code: "TIMEOUT" });
  });

  it("content types but JSON and NDJSON, other character sets and compression are refused", async () => {
    const service = await serviceOf(), body = JSON.stringify(ADA);
    for (const [name, value] of [["content-type", "text/plain"], ["content-type", "application/x-www-form-urlencoded"], ["content-type", "application/json; charset=latin1"], ["content-encoding", "gzip"]] as const) {
      expect((await ask(service, "/predict", body, { headers: { ...JSON_TYPE, [name]: value } })).body, value).toMatchObject({ status: 415, code: "UNSUPPORTED_MEDIA_TYPE" });
    }
    for (const type of ["application/json; charset=UTF-8", "APPLICATION/JSON", "application/vnd.shop+json"]) expect((await ask(service, "/predict", body, { headers: { "content-type": type } })).status).toBe(200);
    expect((await ask(service, "/explain", body, { headers: { "content-type": "application/x-ndjson" } })).status).toBe(415);
    expect((await ask(service, "/predict", undefined, { method: "POST", headers: JSON_TYPE })).body).toMatchObject({ code: "NO_BODY" });
  });

  it("in parts of one byte a long customer takes no more than the parts do", async () => {
    // Half a minute where what has come is looked through again with each part.
    const row = { NOTE: "x".repeat(250_000) }, line = JSON.stringify(row), limits = limitsOf("test"), found: unknown[] = [];
    const parts = async function* <T>(text: string, of: (letter: string) => T): AsyncGenerator<T> {
      for (const letter of text) yield await Promise.resolve(of(letter));
    };
    for await (const lines of linesOf(parts(`${line}\n${line}`, String), limits.rowBytes)) found.push(...lines);
    expect(found).toEqual([line, line]);
    const body = await jsonRows(parts(`[${line},${line},${line}]`, (letter) => Uint8Array.of(letter.charCodeAt(0))), limits, 10), rows: unknown[] = [];
    if (body.isList) for await (const group of body.groups) rows.push(...group);
    expect(rows).toEqual([row, row, row]);
  }, 15_000);

  it("in parts of any size, cut anywhere, it is the same body", async () => {
    const service = await serviceOf(), text = ` ${JSON.stringify(LIST.map((row, i) => ({ ...row, CITY: i % 3 ? "Røme \"\\\u2028 😀" : row["CITY"] })))}\n`, bytes = new TextEncoder().encode(text), whole = await ask(service, "/predict", text);
    for (const size of [1, 7, 1000]) {
      const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
      expect((await ask(service, "/predict", slowly(parts))).text).toBe(whole.text);
    }
  });
});

describe("JsonList", () => {
  /** What it makes of a text in parts; null where it refuses it. */
  function read(parts: readonly string[]): unknown[] | null {
    const list = new JsonList(1e6), found: unknown[] = [];
    try {
      for (const part of parts) found.push(...list.feed(part));
    } catch {
      return null;
    }
    return list.isOver ? found : null;
  }

  const cut = (text: string, at: readonly number[]): string[] => {
    const places = [0, ...at.map((one) => one % (text.length + 1)).sort((a, b) => a - b), text.length];
    return places.slice(1).map((end, i) => text.slice(places[i], end));
  };

  it("gives the elements of any list, however it is cut", () => {
    fc.assert(fc.property(fc.array(fc.jsonValue()), fc.boolean(), fc.array(fc.nat(), { maxLength: 8 }), (value, isSpaced, at) => {
      expect(read(cut(JSON.stringify(value, null, isSpaced ? 2 : 0), at))).toEqual(JSON.parse(JSON.stringify(value)));
    }), { numRuns: 1000 });
  });

  it("takes what JSON.parse takes, and refuses what it refuses", () => {
    const piece = fc.constantFrom("[", "]", "{", "}", ",", ":", '"', "\\", "1", "-", "null", "true", '"a"', '{"a":1}', " ", "\n", "e", "0");
    fc.assert(fc.property(fc.array(piece, { maxLength: 14 }), fc.array(fc.nat(), { maxLength: 4 }), (pieces, at) => {
      const text = `[${pieces.join("")}`;
      let expected: unknown[] | null;
      try {
        expected = JSON.parse(text);
      } catch {
        expected = null;
      }
      expect(read(cut(text, at))).toEqual(expected);
    }), { numRuns: 20_000 });
  });
});
