import type { Answer } from "./exchange";
import type { Breath } from "./turns";

/** An answer longer than this, in characters, goes out in pieces of some length: to write all of 10 MB at once takes tens of milliseconds. */
const LONG = 262_144, PIECE = 131_072;

/** An answer of JSON text. */
export const jsonAnswer = (body: Answer["body"]): Answer => ({ status: 200, headers: { "content-type": "application/json; charset=utf-8" }, body, isMade: true });

/** An answer of a list, from the texts of its items. */
export const listAnswer = (items: readonly string[], breath: Breath): Answer => jsonAnswer(answerText(items, breath, "[", ",", "]"));

/** Texts one after the other as the body of an answer. */
export function answerText(texts: readonly string[], breath: Breath, before = "", between = "", after = ""): Answer["body"] {
  let length = 0;
  for (const text of texts) length += text.length;
  return length <= LONG ? before + texts.join(between) + after : pieces(texts, breath, before, between, after);
}

async function* pieces(texts: readonly string[], breath: Breath, before: string, between: string, after: string): AsyncGenerator<string> {
  let piece = before, isFirst = true;
  for (const text of texts) {
    piece += isFirst ? text : between + text;
    isFirst = false;
    if (piece.length < PIECE) continue;
    yield piece;
    await breath.next();
    piece = "";
  }
  if (piece + after !== "") yield piece + after;
}
