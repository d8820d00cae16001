import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Chunks, textOf } from "../../src/service/body/chunks";
import { Gathered } from "../../src/service/body/gathered";

const LIMITS = { bytes: 1000, totalMs: 30_000, idleMs: 1_000 };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A body of parts, which then ends, fails, or comes to no end. */
async function* bodyOf(parts: readonly string[], end: "ends" | "fails" | "waits" = "ends"): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield bytes(part);
  if (end === "fails") throw new Error("reset");
  if (end === "waits") await new Promise(() => undefined);
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => "none", (error: { code?: unknown }) => error.code);

describe("the parts of a body", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("leave no timer behind, however they end", async () => {
    const whole = await new Chunks(bodyOf(["a", "b"]), LIMITS).upTo(10);
    expect(new TextDecoder().decode(whole!)).toBe("ab");
    expect(vi.getTimerCount()).toBe(0);
    expect(await codeOf(new Chunks(bodyOf(["a"], "fails"), LIMITS).upTo(10))).toBe("INCOMPLETE_BODY");
    expect(await codeOf(new Chunks(bodyOf(["x".repeat(600), "x".repeat(600)]), LIMITS).upTo(5000))).toBe("BODY_TOO_LARGE");
    for await (const text of textOf(new Chunks(bodyOf(["a", "b"], "waits"), LIMITS))) if (text === "b") break;
    expect(vi.getTimerCount()).toBe(0);
  });

  it("are waited for only so long, also by who has long been busy with one", async () => {
    const chunks = new Chunks(bodyOf(["a", "b"], "waits"), LIMITS);
    expect(await chunks.next()).toEqual(bytes("a"));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await chunks.next()).toEqual(bytes("b"));
    await vi.advanceTimersByTimeAsync(5_000);
    const last = codeOf(chunks.next());
    await vi.advanceTimersByTimeAsync(990);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(20);
    expect(await last).toBe("TIMEOUT");
    expect([await chunks.next(), vi.getTimerCount()]).toEqual([null, 0]);
  });

  it("have a time limit together", async () => {
    async function* slow(): AsyncGenerator<Uint8Array> {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 900));
        yield bytes("a");
      }
    }
    const found = codeOf(new Chunks(slow(), { ...LIMITS, totalMs: 5_000 }).upTo(500));
    await vi.advanceTimersByTimeAsync(4_900);
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(await found).toBe("TIMEOUT");
  });

  it("are read again from the beginning where there are more than were asked for", async () => {
    const chunks = new Chunks(bodyOf(["ab", "cd", "ef"]), LIMITS);
    expect(await chunks.upTo(3)).toBeNull();
    let text = "";
    for await (const part of textOf(chunks)) text += part;
    expect(text).toBe("abcdef");
  });
});

it("parts of a byte are kept as bytes, not each by itself", async () => {
  async function* bytewise(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < 260_000; i++) yield Uint8Array.of(120);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const before = process.memoryUsage().rss, bodies = Array.from({ length: 6 }, () => new Chunks(bytewise(), { bytes: 1e6, totalMs: 60_000, idleMs: 60_000 }).upTo(262_144));
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss - before)), 20), found = await Promise.all(bodies);
  clearInterval(timer);
  expect(found.map((body) => body!.length)).toEqual(new Array(6).fill(260_000));
  // Each by itself they would take 600 MB.
  expect(most).toBeLessThan(250e6);
}, 30_000);

it("gathers parts of any size in order, the first without a copy", () => {
  const gathered = new Gathered(), first = bytes("abc");
  expect(gathered.bytes).toEqual(bytes(""));
  gathered.add(first);
  expect(gathered.bytes.buffer).toBe(first.buffer);
  let all = "abc";
  for (let i = 0; i < 3000; i++) {
    const part = String.fromCharCode(97 + (i % 26)).repeat(i % 7 === 0 ? i : i % 4);
    gathered.add(bytes(part));
    all += part;
  }
  expect([new TextDecoder().decode(gathered.bytes) === all, gathered.length, new TextDecoder().decode(first)]).toEqual([true, all.length, "abc"]);
});
