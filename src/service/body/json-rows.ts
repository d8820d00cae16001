import { Problem } from "../problem";
import type { ServiceLimits } from "../limits";
import { Chunks, textOf, textOfAll } from "./chunks";
import { JsonList, notJson } from "./json-list";

/** Bytes, and characters, of a body that are parsed at once. */
const AT_ONCE = 262_144;

/** Characters of a list that are waited for: each part of one that is fed is joined with what is left of a customer before it. No more than AT_MOST are fed between two turns. */
const AT_LEAST = 16_384, AT_MOST = 65_536;

/** The customers of a JSON body: the one that it is, or the list as it comes in. */
export type JsonRows = { readonly isList: false; readonly row: unknown } | { readonly isList: true; readonly groups: AsyncIterable<readonly unknown[]> };

/** Reads a body of JSON, in constant memory where it is a long list; one of too many customers is refused as soon as it is. */
export async function jsonRows(body: AsyncIterable<Uint8Array>, limits: ServiceLimits, mostRows: number): Promise<JsonRows> {
  const chunks = new Chunks(body, { bytes: limits.bodyBytes, totalMs: limits.requestMs, idleMs: limits.requestMs }), all = await chunks.upTo(AT_ONCE);
  if (all) return whole(textOfAll(all), mostRows);
  const texts = textOf(chunks);
  let text = "";
  while (text.length <= AT_ONCE) {
    const next = await texts.next();
    if (next.done) return whole(text, mostRows);
    text += next.value;
  }
  if (/[^ \t\n\r]/.exec(text)?.[0] !== "[") {
    if (text.length <= limits.rowBytes) return restOfOne(texts, text, limits);
    await texts.return(undefined);
    throw rowTooLarge(limits.rowBytes);
  }
  return { isList: true, groups: groupsOf(text, texts, limits, mostRows) };
}

function whole(text: string, mostRows: number): JsonRows {
  if (text.trim() === "") throw new Problem(400, "NO_BODY", "a customer, or a list of customers, is required as the body");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw notJson((error as Error).message);
  }
  if (!Array.isArray(value)) return { isList: false, row: value };
  if (value.length > mostRows) throw tooManyRows(mostRows);
  return { isList: true, groups: only(value) };
}

async function restOfOne(texts: AsyncGenerator<string>, start: string, { rowBytes }: ServiceLimits): Promise<JsonRows> {
  let text = start;
  for await (const part of texts) {
    text += part;
    if (text.length > rowBytes) throw rowTooLarge(rowBytes);
  }
  return whole(text, 0);
}

async function* groupsOf(start: string, texts: AsyncGenerator<string>, { rowBytes }: ServiceLimits, mostRows: number): AsyncGenerator<readonly unknown[]> {
  const list = new JsonList(rowBytes);
  let count = 0, waiting = "";
  const counted = (group: readonly unknown[]): readonly unknown[] => {
    count += group.length;
    if (count > mostRows) throw tooManyRows(mostRows);
    return group;
  };
  try {
    for (let at = 0; at < start.length; at += AT_MOST) yield counted(list.feed(start.slice(at, at + AT_MOST)));
    for await (const part of texts) {
      waiting += part;
      if (waiting.length < AT_LEAST) continue;
      yield counted(list.feed(waiting));
      waiting = "";
    }
    yield counted(list.feed(waiting));
    if (!list.isOver) throw notJson("the list does not end");
  } finally {
    await texts.return(undefined);
  }
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* only(group: readonly unknown[]): AsyncGenerator<readonly unknown[]> {
  yield group;
}

const tooManyRows = (most: number): Problem =>
  new Problem(413, "TOO_MANY_ROWS", `the body must be of at most ${most} customers; send fewer at a time (predict takes a stream of application/x-ndjson too)`);

const rowTooLarge = (most: number): Problem => new Problem(413, "ROW_TOO_LARGE", `a customer must be of at most ${most} bytes`);
