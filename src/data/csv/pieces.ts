/** Characters parsed at a time: enough to find the dialect, few enough to live in the nursery of the garbage collector. */
export const PIECE = 131_072;

/** The text without a byte order mark. */
export const withoutMark = (text: string): string => (text.startsWith("\ufeff") ? text.slice(1) : text);

/**
 * Text in pieces of just `PIECE` characters but the last, however it comes, so that chunks decide nothing.
 *
 * @param onMark called where the text begins with a byte order mark
 */
export async function* inPieces(chunks: AsyncIterable<string>, onMark?: () => void): AsyncGenerator<string> {
  let rest = "", first = true;
  for await (const chunk of chunks) {
    rest += chunk;
    if (first && rest !== "") {
      if (rest.startsWith("\ufeff")) onMark?.();
      rest = withoutMark(rest);
      first = false;
    }
    let at = 0;
    for (; rest.length - at > PIECE; at += PIECE) yield rest.slice(at, at + PIECE);
    if (at > 0) rest = rest.slice(at);
  }
  if (rest !== "") yield rest;
}
