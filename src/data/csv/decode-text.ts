import { SegmentryError } from "../../errors";

/** Text of text or bytes of UTF-8; characters may be split across chunks. */
export async function* decodeText(who: string, chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for await (const chunk of chunks) {
    yield typeof chunk === "string" ? chunk : decode(who, () => decoder.decode(chunk, { stream: true }));
  }
  yield decode(who, () => decoder.decode());
}

function decode(who: string, bytes: () => string): string {
  try {
    return bytes();
  } catch {
    throw new SegmentryError("NOT_UTF8", who, "text in UTF-8", "bytes that are not", "save the file as UTF-8 (in Excel: CSV UTF-8)");
  }
}
