import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { findSegments } from "../../src/insights";
import { insightsInSteps, readInsights } from "../../src/page/read-insights";
import { decodeSegmentation } from "../../src/predict";
import type { Model } from "../../src/core";
import type { SegmentationModel } from "../../src/recipes/segmentation-model";
import type { Insights } from "../../src/report/insights";
import type { Call } from "../../src/service/call";
import { decodeInParts } from "../../src/service/decode-in-parts";
import { listAnswer } from "../../src/service/json-answer";
import { parseInParts, textsInParts } from "../../src/service/json-in-parts";
import { asGiven, readSource, wholeOf } from "../../src/service/read-source";
import { timed } from "../../src/service/routes/answer-rows";
import { Breath, Turns, type SliceSize } from "../../src/service/turns";

const breath = (): Breath => new Breath(new Turns());

/** What a promise gives, or the message that it rejects with. */
const outcome = <T>(promise: Promise<T>): Promise<T | string> => promise.catch((error: unknown) => `${(error as Error).name}: ${(error as Error).message}`);
const outcomeOf = <T>(call: () => T): T | string => {
  try {
    return call();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
};

const textOf = async (value: object): Promise<string> => (await textsInParts(value, breath())).join("");
const isRefused = (made: unknown): made is string => typeof made === "string" && /^[A-Za-z]*Error: /.test(made);

/** Texts that are JSON, with any white space, and the same with a few characters changed. */
const texts = fc.tuple(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 1, "\t", " \n")).map(([value, space]) => JSON.stringify(value, null, space));
const changed = fc.tuple(texts, fc.array(fc.tuple(fc.nat(), fc.constantFrom("", ",", ":", '"', "\\", "[", "]", "{", "}", " ", "1", "\u00a0", '"a":1')), { maxLength: 3 }))
  .map(([text, changes]) => changes.reduce((now, [at, by]) => now.slice(0, at % (now.length + 1)) + by + now.slice((at % (now.length + 1)) + (at % 3 === 0 ? 0 : 1)), text));

describe("JSON in parts", () => {
  it("is what JSON.parse makes of it at once, or refused, for any text", async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(texts, changed), fc.integer({ min: 0, max: 12 }), async (text, long) => {
      const part = await outcome(parseInParts(text, breath(), long)), whole = outcomeOf(() => JSON.parse(text) as unknown);
      if (isRefused(whole)) expect(part).toMatch(/^SyntaxError: /);
      else expect(part).toStrictEqual(whole);
    }), { numRuns: 3000 });
  });

  it("takes duplicate keys, keys with escapes, __proto__ and white space as JSON.parse does", async () => {
    for (const text of ['{"a":1,"a":[2,{"b":"\\""}]}', ' { "\\u0061\\"" : "x\\\\" , "__proto__" : { "x" : 1 } } ', "[ ]", "{ }", '[["],["]]', '{"a":{"b":[{},[],""]}}', "[1 2]", '{"a" 1}', '{"a":1}x', "[1]]", '{"a":1]', '["\\']) {
      const found = await outcome(parseInParts(text, breath(), 0)), whole = outcomeOf(() => JSON.parse(text) as unknown);
      if (isRefused(whole)) expect(found, text).toMatch(/^SyntaxError: /);
      else expect(found, text).toStrictEqual(whole);
      if (text.includes("__proto__")) expect(Object.keys(found as object)).toContain("__proto__");
    }
  });

  it("is never more than a part at a time, and is looked through a few times only, however deep", async () => {
    const text = JSON.stringify({ kind: "x", lists: Array.from({ length: 40 }, (_, i) => Array.from({ length: 3000 }, (_, j) => i * j)), numbers: Array.from({ length: 300_000 }, (_, i) => i / 3) }), parse = vi.spyOn(JSON, "parse");
    let breaths = 0;
    const found = await parseInParts(text, { take: () => Promise.resolve(void breaths++) } as unknown as Breath), lengths = parse.mock.calls.map(([part]) => part.length);
    parse.mockRestore();
    expect(found).toStrictEqual(JSON.parse(text));
    expect(Math.max(...lengths)).toBeLessThan(140_000);
    expect(breaths).toBeGreaterThan(20);
    expect(lengths.length).toBeLessThan(150);
    const deep = "[".repeat(3000) + `[${"1,".repeat(200_000)}1]` + "]".repeat(3000), started = performance.now();
    expect(await outcome(parseInParts(deep, breath()))).toStrictEqual(outcomeOf(() => JSON.parse(deep) as unknown));
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("is refused with the place of what is wrong", async () => {
    const text = JSON.stringify(Array.from({ length: 40_000 }, (_, i) => ({ i }))), say = (changed: string): Promise<unknown> => outcome(parseInParts(changed, breath()));
    expect(await say(text.slice(0, -2))).toBe(`SyntaxError: Unexpected end in JSON at position ${text.length - 2}`);
    expect(await say(text.slice(0, -9))).toBe(`SyntaxError: Unterminated string in JSON at position ${text.length - 10}`);
    expect(await say(`${text}]`)).toBe(`SyntaxError: Unexpected text after the end in JSON at position ${text.length}`);
    const broken = text.replace('"i":20000', '"i":2000x'), place = `in JSON at position ${broken.indexOf("x")}`;
    expect(await say(broken)).toMatch(new RegExp(`^SyntaxError: .* ${place} \\(within characters \\d+ to \\d+ of ${broken.length}\\)$`));
    expect(outcomeOf(() => JSON.parse(broken) as unknown), "where JSON.parse says it is").toContain(place);
    const field = JSON.stringify({ a: 1, b: "x".repeat(200_000), c: 2 }).replace('"c":2', '"c":2?');
    expect(await say(field)).toContain(`position ${field.indexOf("?")} `);
    expect(await say(text.replace('"i":20000', '"i:20000'))).toMatch(/^SyntaxError: /);
  });

  it("is written as JSON.stringify writes it, of any object", async () => {
    await fc.assert(fc.asyncProperty(texts, async (text) => {
      const value = { value: JSON.parse(text) as unknown };
      expect(await textOf(value)).toBe(JSON.stringify(value));
    }), { numRuns: 500 });
    const long = { numbers: Array.from({ length: 10_000 }, (_, i) => i / 7), rows: Array.from({ length: 50 }, (_, i) => ({ i, deep: { deep: { deep: { deep: [i] } } } })) };
    expect(await textOf(long)).toBe(JSON.stringify(long));
    const odd = { a: undefined, b: new Date(0), c: [undefined, () => 1, NaN], d: () => 1, e: { toJSON: () => undefined }, f: { toJSON: () => [1] }, g: Object.create({ inherited: 1 }) as object, h: Object(5) as object, i: [new Date(0), null], i2: [{}, undefined, new Date(0), [undefined]], i3: [[], () => 1, { toJSON: () => undefined }], i4: [null, { toJSON: (key: string) => `at ${key}` }, { toJSON: (key: string) => ({ key }) }], keyed: { toJSON: (key: string) => ({ key: [key] }) }, j: {}, k: Symbol("x"), l: new Map([[1, 2]]), m: Float64Array.of(1, 2) };
    expect(await textOf(odd)).toBe(JSON.stringify(odd));
  });
});

/** A breath whose turn is always over, and that counts its turns. */
function breathless(): { readonly breath: Breath; readonly taken: () => number } {
  const turns = new Turns(), next = vi.spyOn(turns, "next"), breath = new Breath(turns);
  vi.spyOn(breath, "isDue", "get").mockReturnValue(true);
  return { breath, taken: () => next.mock.calls.length };
}

describe("turns of others", () => {
  it("come within each kind of work", async () => {
    const numbers = Array.from({ length: 100_000 }, (_, i) => i / 3), list = { list: Array.from({ length: 2000 }, (_, i) => ({ i })), numbers };
    const looking = breathless();
    await parseInParts(`[${"1,".repeat(200_000)}1]`, looking.breath, 1e9);
    expect(looking.taken(), "a text that is parsed at once").toBe(1);
    const parsing = breathless();
    const long = JSON.stringify(list);
    await parseInParts(long, parsing.breath, 50_000);
    expect(parsing.taken(), "parts, and each 65,536 characters that are looked through").toBeGreaterThan(long.length / 50_000 + long.length / 65_536 - 3);
    const writing = breathless();
    await textsInParts(list, writing.breath);
    expect(writing.taken(), "each few items").toBeGreaterThan(2000 / 4 + 100_000 / 4096);
  });

  it("come between the pieces of a long answer, of which none waits for another", async () => {
    const turns = new Turns(), items = Array.from({ length: 1000 }, () => "x".repeat(1000)), order: string[] = [];
    const body = listAnswer(items, new Breath(turns)).body as AsyncIterable<string>, others = (async () => {
      for (let i = 0; i < 4; i++) {
        await turns.next();
        order.push("other");
      }
    })();
    let text = "";
    for await (const piece of body) {
      order.push("piece");
      text += piece;
    }
    await others;
    expect(text).toBe(`[${items.join(",")}]`);
    expect(order.slice(0, 6)).toEqual(["piece", "piece", "other", "piece", "other", "piece"]);
    expect(listAnswer(["1", "2"], breath()).body).toBe("[1,2]");
  });

  it("do not count as time that rows took", async () => {
    const turns = new Turns(), breath = new Breath(turns), took = vi.fn(), slice = { took, refused: vi.fn() } as unknown as SliceSize;
    const busy = turns.next().then(() => new Promise<void>((resolve) => {
      for (const until = performance.now() + 60; performance.now() < until;);
      resolve();
    }));
    await timed({ breath } as Call, { slice, answer: async () => {
      await breath.next();
      return { texts: ["{}"], problems: [] };
    } }, [{}], { first: 0, isList: true });
    await busy;
    expect(took).toHaveBeenCalledOnce();
    expect(took.mock.calls[0]![1]).toBeLessThan(30);
  });
});

describe("a model in parts", () => {
  let model: SegmentationModel, text: string;
  beforeAll(() => {
    const customers = Array.from({ length: 600 }, (_, i) => ({ AGE: [20, 30, 40, 50, 60, 70][i % 6]! + ((i * 7) % 5), SPENT: [9, 1, 5, 2, 8, 3][i % 6]! * 10 + ((i * 5) % 3), CITY: ["Rome", "Oslo", "Lyon"][i % 3]! }));
    ({ model } = findSegments(customers, { k: 6, seed: 222 }));
    text = JSON.stringify(model);
  });

  it("is the model as it is decoded at once, frozen as deep, with all of its insights", async () => {
    const read = await readSource(text, breath());
    const whole = decodeSegmentation(text);
    expect(JSON.stringify(read.model.report)).toBe(JSON.stringify(whole.report));
    expect(read.model.report).toBeInstanceOf(whole.report.constructor);
    expect(JSON.stringify({ ...(JSON.parse(JSON.stringify(read.model)) as object), insights: 0 })).toBe(JSON.stringify({ ...(JSON.parse(text) as object), insights: 0 }));
    expect(read.insights).toStrictEqual(readInsights(whole));
    expect(read.insights!.sample!.points.length).toBeGreaterThan(256);
    const isFrozen = (value: unknown): boolean => typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    expect([isFrozen(read.model.report), isFrozen(wholeOf(read).insights), Object.isFrozen(wholeOf(read))]).toEqual([true, true, true]);
  });

  it("leaves turns to others at each stage, profile, segment, customer of the sample and object that is frozen", async () => {
    const json = JSON.parse(text) as { insights: Insights }, decoding = breathless(), reading = breathless(), bare = breathless();
    await decodeInParts({ ...json, insights: undefined }, bare.breath);
    expect(bare.taken()).toBe(model.pipeline.stages.length - 1 + model.k);
    await decodeInParts({ ...json, insights: { ...json.insights, sample: null } }, decoding.breath);
    expect(decoding.taken()).toBeGreaterThan(bare.taken() + model.k + json.insights.heatmap.length);
    await reading.breath.through(insightsInSteps({ k: model.k, insights: json.insights }));
    expect(reading.taken()).toBeGreaterThan(model.k + json.insights.heatmap.length + json.insights.sample!.points.length - 1);
    const all = breathless(), writing = breathless(), parsing = breathless(), texts = await textsInParts(json, writing.breath);
    await parseInParts(text, parsing.breath);
    await readSource(text, all.breath);
    expect(all.taken(), "and each text that the digest is of").toBeGreaterThanOrEqual(parsing.taken() + decoding.taken() + reading.taken() + writing.taken() + texts.length);
  });

  it("is refused in words, not by the stack, where it is nested without end", async () => {
    const deep = "[".repeat(20_000) + "]".repeat(20_000), of = (name: string): string => text.replace(new RegExp(`"${name}":\\[`), `"${name}":[${deep},`);
    for (const name of ["notes", "sweep", "stages"]) expect(await outcome(readSource(of(name), breath())), name).toMatch(/^SegmentryError: .* requires /);
  });

  it("is refused as when it is decoded at once, whichever of its numbers and texts is wrong", async () => {
    type Path = (string | number)[];
    const paths: Path[] = [];
    (function walk(value: unknown, path: Path): void {
      if (typeof value === "object" && value !== null) Object.entries(value).forEach(([key, item]) => walk(item, [...path, Array.isArray(value) ? Number(key) : key]));
      else paths.push(path);
    })({ ...(JSON.parse(text) as object), insights: 0 }, []);
    await fc.assert(fc.asyncProperty(fc.nat(), fc.constantFrom<unknown>(null, "x", -1, 1.5, [], true, undefined), async (at, wrong) => {
      const json = JSON.parse(text) as object, whole = paths[at % paths.length]!, path = whole.slice(0, 1 + (at % whole.length)), holder = path.slice(0, -1).reduce((value: unknown, key) => (value as Record<string, unknown>)[key], json);
      (holder as Record<string, unknown>)[path.at(-1)!] = wrong;
      if (path[0] === "insights") return;
      const say = (made: SegmentationModel | string): string => (typeof made === "string" ? made : JSON.stringify(made));
      expect(say(await outcome(decodeInParts(json, breath())))).toBe(say(outcomeOf(() => decodeSegmentation(json))));
    }), { numRuns: 300 });
  });

  it("is refused for a wrong sample as when it is read at once", async () => {
    const insights = JSON.parse(JSON.stringify(model.insights)) as Insights & { sample: Record<string, unknown[]> }, { sample } = insights;
    const cases: Record<string, unknown>[] = [
      { points: [] }, { points: sample.points.slice(1) }, { labels: [...sample.labels.slice(0, -1), 99] }, { silhouettes: [2, ...sample.silhouettes.slice(1)] }, { silhouettes: [] }, { ids: sample.labels }, { ids: [1] }, { ids: null },
      { points: [...sample.points.slice(0, 300), ["x"], ...sample.points.slice(301)] }, { more: 1 }, { of: -1 }, { points: 5 },
    ];
    for (const change of cases) {
      const wrong = { ...insights, sample: { ...sample, ...change } } as unknown as Insights, json = { ...(JSON.parse(text) as object), insights: wrong };
      const whole = outcomeOf(() => readInsights({ k: model.k, insights: wrong })), part = await outcome(readSource(asGiven(json), breath()));
      expect(typeof part === "string" ? part : part.insights, JSON.stringify(change).slice(0, 60)).toStrictEqual(whole);
    }
  });

  it("is the same as a model, as text with white space and as what JSON.parse makes of it, with the digest of its JSON", async () => {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))), digest = Buffer.from(bytes).toString("hex").slice(0, 12);
    const json = JSON.parse(text) as { insights: object };
    // As a model of another copy of this library is: of other classes.
    const foreignOf = (one: Model, fields: object): object => Object.freeze(Object.assign(Object.create({ toJSON: () => one.toJSON() }) as object, { ...one, ...fields }));
    const foreign = foreignOf(model, { pipeline: foreignOf(model.pipeline, {}), report: foreignOf(model.report, {}) });
    for (const source of [model, json, JSON.stringify(json, null, 2), decodeSegmentation(text), { toJSON: () => json }, foreign]) {
      const read = await readSource(asGiven(source), breath());
      expect(read.digest).toBe(digest);
      expect(JSON.stringify(wholeOf(read))).toBe(text);
    }
    expect(Object.isFrozen(json.insights), "what was given is left alone").toBe(false);
  });
});
