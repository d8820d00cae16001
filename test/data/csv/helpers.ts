import { expect } from "vitest";
import type { SegmentryError, ErrorCode } from "../../../src/errors";

/** The source in chunks of a size, or of sizes taken in turn. */
export async function* inChunks<T extends string | Uint8Array>(source: T, sizes: number | readonly number[]): AsyncGenerator<T> {
  const cycle = typeof sizes === "number" ? [sizes] : sizes;
  for (let at = 0, i = 0; at < source.length; i++) {
    const size = cycle[i % cycle.length]!;
    yield source.slice(at, at + size) as T;
    at += size;
    await Promise.resolve();
  }
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Expects a refusal of this code with these words in its message. */
export function expectRefusal(work: () => unknown, code: ErrorCode, ...words: string[]): void {
  let refusal: unknown;
  try {
    work();
  } catch (error) {
    refusal = error;
  }
  check(refusal, code, words);
}

/** As expectRefusal, of a promise. */
export async function expectRejection(work: Promise<unknown>, code: ErrorCode, ...words: string[]): Promise<void> {
  check(await work.then(() => undefined, (error: unknown) => error), code, words);
}

function check(refusal: unknown, code: ErrorCode, words: readonly string[]): void {
  expect(refusal).toMatchObject({ name: "SegmentryError", code });
  for (const word of words) expect((refusal as SegmentryError).message).toContain(word);
}
