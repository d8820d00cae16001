import { decompress } from "./decompress";

/** Chunks as they are, or decompressed if they begin with the magic bytes of gzip (RFC 1952). */
export async function* gunzip(who: string, chunks: AsyncGenerator<string | Uint8Array>): AsyncGenerator<string | Uint8Array> {
  const head: (string | Uint8Array)[] = [], magic: number[] = [];
  try {
    while (magic.length < 2) {
      const { done, value } = (await chunks.next()) as IteratorResult<string | Uint8Array, undefined>;
      if (done) break;
      head.push(value);
      if (typeof value === "string") break;
      magic.push(...value.subarray(0, 2));
    }
    const all = chain(head, chunks);
    yield* magic[0] === 0x1f && magic[1] === 0x8b ? decompress(who, all) : all;
  } finally {
    await chunks.return(undefined);
  }
}

async function* chain<T>(head: T[], rest: AsyncGenerator<T>): AsyncGenerator<T> {
  while (head.length > 0) yield head.shift()!;
  yield* rest;
}
