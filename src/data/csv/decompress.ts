import { SegmentryError } from "../../errors";

/** The bytes that gzip compressed. What goes wrong in the chunks themselves is thrown as it is. */
export async function* decompress(who: string, chunks: AsyncGenerator<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  const { stream, failure } = streamOf(chunks);
  const reader = stream.pipeThrough(new DecompressionStream("gzip") as unknown as ReadableWritablePair<Uint8Array, string | Uint8Array>).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } catch (error) {
    if (failure.length > 0) throw failure[0];
    throw new SegmentryError("INVALID_CSV", who, "undamaged gzip", error instanceof Error ? error.message : String(error), "compress or download the file again");
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function streamOf<T>(chunks: AsyncGenerator<T>): { stream: ReadableStream<T>; failure: unknown[] } {
  const failure: unknown[] = [];
  const stream = new ReadableStream<T>({
    async pull(controller) {
      const next = await chunks.next().catch((error: unknown) => {
        failure.push(error);
        throw error;
      });
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  }, { highWaterMark: 0 });
  return { stream, failure };
}
