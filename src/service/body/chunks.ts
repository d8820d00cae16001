import { Problem } from "../problem";

/** A part of a body larger than this is taken apart: nothing should take long at a time. */
const LARGEST_PART = 65_536;

/** How long and how large a body may be. */
export interface ChunkLimits {
  /** Bytes; more is refused. */
  readonly bytes: number;
  /** Milliseconds for the whole body. */
  readonly totalMs: number;
  /** Milliseconds between two parts of it. */
  readonly idleMs: number;
}

/** The text of a body as it comes in, held to limits of size and time. */
export async function* textOf(body: AsyncIterable<Uint8Array>, limits: ChunkLimits): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true }), started = performance.now(), chunks = body[Symbol.asyncIterator]();
  let bytes = 0;
  try {
    for (;;) {
      const left = limits.totalMs - (performance.now() - started), next = await within(chunks.next().catch(cutOff), Math.min(left, limits.idleMs));
      if (next.done) break;
      bytes += next.value.byteLength;
      if (bytes > limits.bytes) throw tooLarge(limits.bytes);
      for (let at = 0; at < next.value.byteLength; at += LARGEST_PART) {
        const text = decode(decoder, next.value.subarray(at, at + LARGEST_PART));
        if (text !== "") yield text;
      }
    }
    decode(decoder);
  } finally {
    // Not awaited: a body that comes to no end would hold it.
    void chunks.return?.().catch(() => undefined);
  }
}

export const tooLarge = (bytes: number): Problem =>
  new Problem(413, "BODY_TOO_LARGE", `the body must be of at most ${bytes} bytes; send fewer customers at a time (predict takes a stream of application/x-ndjson too)`);

/** A body that cannot be read is one whose client is gone, whatever the server calls it. */
function cutOff(): never {
  throw new Problem(400, "INCOMPLETE_BODY", "the body ended before it was complete");
}

/** Decodes a part; without one, the end. */
function decode(decoder: TextDecoder, part?: Uint8Array): string {
  try {
    return part ? decoder.decode(part, { stream: true }) : decoder.decode();
  } catch {
    throw new Problem(400, "NOT_UTF8", "the body must be UTF-8");
  }
}

function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Problem(408, "TIMEOUT", "the body did not come in within the time limit")), Math.max(ms, 0));
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
