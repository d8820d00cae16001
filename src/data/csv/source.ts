import { SegmentryError, show } from "../../errors";

/** Where CSV is read from: text, bytes, or a stream of either (of the web or of Node). Bytes may be compressed by gzip. */
export type CsvSource = string | Uint8Array | AsyncIterable<string | Uint8Array> | ReadableStream<string | Uint8Array>;

/** The chunks of a source one by one; a source that is not read to its end is told so. */
export async function* chunksOf(who: string, source: CsvSource, signal: AbortSignal | undefined): AsyncGenerator<string | Uint8Array> {
  const iterator = iteratorOf(who, source);
  let ended = false;
  try {
    while (!ended) {
      signal?.throwIfAborted();
      const { done, value } = await iterator.next();
      ended = done === true;
      if (!ended) yield checkChunk(who, value);
    }
  } finally {
    // What stopped the reading counts, not how the source takes it.
    if (!ended) await close(iterator).catch(() => undefined);
  }
}

async function close(iterator: Iterator<unknown, unknown> | AsyncIterator<unknown, unknown>): Promise<void> {
  await iterator.return?.();
}

function iteratorOf(who: string, source: unknown): Iterator<unknown, unknown> | AsyncIterator<unknown, unknown> {
  if (isChunk(source)) return [source].values();
  if (typeof source === "object" && source !== null) {
    if ("getReader" in source) return readerOf(source as ReadableStream);
    if (Symbol.asyncIterator in source) return (source as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  }
  throw new SegmentryError("INVALID_OPTION", who, "text, bytes or a stream of them", show(source));
}

// Safari has no async iterator on ReadableStream.
function readerOf(stream: ReadableStream<unknown>): AsyncIterator<unknown, unknown> {
  const reader = stream.getReader();
  return {
    next: () => reader.read(),
    return: async () => {
      await reader.cancel();
      return { done: true, value: undefined };
    },
  };
}

const isChunk = (value: unknown): boolean => typeof value === "string" || ArrayBuffer.isView(value);

function checkChunk(who: string, chunk: unknown): string | Uint8Array {
  if (typeof chunk === "string" || chunk instanceof Uint8Array) return chunk;
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new SegmentryError("INVALID_OPTION", who, "chunks of text or bytes", show(chunk));
}
