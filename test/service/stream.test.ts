import { describe, expect, it } from "vitest";
import type { Answered } from "../../src/service";
import { ADA, ask, BOB, serviceOf, slowly, strictModel } from "./support";

const NDJSON = { method: "POST", headers: { "content-type": "application/x-ndjson" } };
const lines = (text: string): Record<string, unknown>[] => text.trimEnd().split("\n").map((line) => JSON.parse(line));

describe("streams of NDJSON", () => {
  it("have a line for each line, in order, with the answers of a list", async () => {
    const service = await serviceOf(), list = Array.from({ length: 3000 }, (_, i) => (i % 3 ? ADA : BOB));
    const streamed = await ask(service, "/predict", `${list.map((row) => JSON.stringify(row)).join("\n\n")}\r\n`, NDJSON), whole = await ask(service, "/predict", list);
    expect(streamed.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    expect(lines(streamed.text)).toEqual(whole.body);
  });

  it("answer lines that are bad by a line that says why", async () => {
    const service = await serviceOf({ models: { shop: strictModel() } }), good = JSON.stringify({ AGE: 30, CITY: "Oslo", SPENT: 100 });
    const { text } = await ask(service, "/predict", [good, "{", good.replace("Oslo", "Atlantis"), "[1", "2]", good].join("\n"), NDJSON), answers = lines(text);
    expect(answers.map(({ segment }) => segment === null)).toEqual([false, true, true, true, true, false]);
    expect(answers[1]).toMatchObject({ errors: [{ row: 1, pointer: "#/1", code: "INVALID_JSON" }] });
    expect(answers[2]).toMatchObject({ errors: [{ row: 2, pointer: "#/2/CITY", code: "UNSEEN_CATEGORY" }] });
    expect((await ask(service, "/predict", "", NDJSON)).text).toBe("");
    expect((await ask(service, "/predict?badRows=error", good, NDJSON)).body).toMatchObject({ code: "BAD_QUERY" });
  });

  it("are read no faster than the answer is, in constant memory", async () => {
    const { handler } = await serviceOf(), line = new TextEncoder().encode(`${JSON.stringify(ADA)}\n`.repeat(50));
    let sent = 0;
    const endless = new ReadableStream({ pull: (controller) => (sent++, controller.enqueue(line)) }, { highWaterMark: 0 });
    const response = await handler(new Request("http://localhost/predict", { ...NDJSON, body: endless, duplex: "half" } as RequestInit)), reader = response.body!.getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(sent).toBeLessThan(5);
    for (let i = 0; i < 200; i++) await reader.read();
    expect(sent).toBeGreaterThan(50);
    const before = sent;
    await reader.cancel();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent).toBeLessThanOrEqual(before + 2);
  });

  it("answer as lines come, before the last one has", async () => {
    const { handler } = await serviceOf();
    let more: ((line: string) => void) | undefined, end: (() => void) | undefined;
    const open = new ReadableStream({
      start(controller) {
        more = (line) => controller.enqueue(new TextEncoder().encode(line));
        end = () => controller.close();
      },
    });
    more!(`${JSON.stringify(ADA)}\n`);
    const response = await handler(new Request("http://localhost/predict", { ...NDJSON, body: open, duplex: "half" } as RequestInit)), reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect(JSON.parse((await reader.read()).value!)).toMatchObject({ segment: expect.any(Number) });
    more!(`${JSON.stringify(BOB)}\n`);
    expect(JSON.parse((await reader.read()).value!)).toMatchObject({ segment: expect.any(Number) });
    end!();
    expect((await reader.read()).done).toBe(true);
  });

  it("that stop, or have a line without end, are told so in a last line", async () => {
    const service = await serviceOf({ limits: { idleMs: 60 } }), good = `${JSON.stringify(ADA)}\n`;
    const idle = await ask(service, "/predict", slowly([good, good], 0).pipeThrough(new TransformStream({ flush: () => new Promise(() => undefined) })), NDJSON);
    expect(lines(idle.text).at(-1)).toMatchObject({ status: 408, code: "TIMEOUT" });
    const long = await ask(service, "/predict", slowly([good, ...Array.from({ length: 6 }, () => "x".repeat(60_000))]), NDJSON);
    expect(lines(long.text)).toMatchObject([{ segment: expect.any(Number) }, { status: 413, code: "ROW_TOO_LARGE" }]);
    expect((await ask(service, "/predict", "x".repeat(300_000), NDJSON)).body).toMatchObject({ status: 413, code: "ROW_TOO_LARGE" });
  });

  it("whose answer nobody goes on reading, or nobody ever read, end and give their places back", async () => {
    const told: Answered[] = [], { handler } = await serviceOf({ limits: { concurrent: 2, idleMs: 80 }, onAnswered: (one) => told.push(one) }), line = new TextEncoder().encode(`${JSON.stringify(ADA)}\n`);
    const endless = (): RequestInit => ({ ...NDJSON, body: new ReadableStream({ pull: (controller) => controller.enqueue(line) }, { highWaterMark: 0 }), duplex: "half" }) as RequestInit;
    const open = await Promise.all([0, 1].map(() => handler(new Request("http://localhost/predict", endless())))), reader = open[0]!.body!.getReader();
    await reader.read();
    expect((await handler(new Request("http://localhost/predict", endless()))).status).toBe(503);
    await expect.poll(() => told.filter(({ aborted }) => aborted).length).toBe(2);
    await expect(reader.read()).rejects.toThrow("not read for too long");
    const next = await handler(new Request("http://localhost/predict", { ...NDJSON, body: JSON.stringify(ADA) }));
    expect(await next.text()).toContain('"segment"');
  });

  it("and lists whose body breaks off are no failure of the service", async () => {
    const failures: unknown[] = [], service = await serviceOf({ onFailure: (error) => failures.push(error) });
    const broken = (): ReadableStream => slowly([`${JSON.stringify(ADA)}\n`]).pipeThrough(new TransformStream({ flush: () => Promise.reject(new Error("aborted")) }));
    expect((await ask(service, "/predict", broken())).body).toMatchObject({ status: 400, code: "INCOMPLETE_BODY" });
    expect(lines((await ask(service, "/predict", broken(), NDJSON)).text)).toMatchObject([{ segment: expect.any(Number) }, { code: "INCOMPLETE_BODY" }]);
    expect(failures).toEqual([]);
  });
});
