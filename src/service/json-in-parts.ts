import type { Breath } from "./turns";

/** What is longer than this, in characters, is taken apart, down to so many levels: each is looked through again. */
const LONG = 131_072, DEEPEST = 6;

/**
 * What JSON.parse makes of a text, in slices of work: of an object or list that is long each member is parsed by itself.
 *
 * @throws SyntaxError where JSON.parse does, in its words where the text is short
 */
export function parseInParts(text: string, breath: Breath, long = LONG): Promise<unknown> {
  return new PartsOf(text, breath, long).parse(0, text.length, DEEPEST);
}

/** The parts of a text, each of which is JSON by itself. */
class PartsOf {
  constructor(private readonly text: string, private readonly breath: Breath, private readonly long: number) {}

  async parse(start: number, end: number, deep: number): Promise<unknown> {
    await this.breath.take();
    const { text } = this, from = skipSpace(text, start), first = text[from];
    if (end - start <= this.long || deep === 0 || (first !== "{" && first !== "[")) return parseSlice(text, start, end);
    const groups = await groupsOf(text, from, end, this.long, this.breath);
    return first === "[" ? this.#items(groups, deep - 1) : this.#fields(groups, deep - 1);
  }

  async #fields(groups: readonly Group[], deep: number): Promise<object> {
    const fields = {};
    for (const { at, end, count, key } of groups) {
      const isLong = count === 1 && end - at > this.long, name = isLong ? (parseSlice(this.text, key![0], key![1]) as string) : "";
      const some = isLong ? [[name, await this.parse(key![2], end, deep)] as const] : Object.entries(await this.#together(at, end, "{", "}"));
      // As fields of its own, also where one is called __proto__.
      for (const [one, value] of some) Object.defineProperty(fields, one, { value, enumerable: true, writable: true, configurable: true });
    }
    return fields;
  }

  async #items(groups: readonly Group[], deep: number): Promise<unknown[]> {
    const items: unknown[] = [];
    for (const { at, end, count } of groups) {
      if (count === 1 && end - at > this.long) items.push(await this.parse(at, end, deep));
      else {
        const some = (await this.#together(at, end, "[", "]")) as unknown[];
        if (some.length !== count) throw wrong("Unexpected bracket", at);
        for (const item of some) items.push(item);
      }
    }
    return items;
  }

  async #together(at: number, end: number, before: string, after: string): Promise<object> {
    await this.breath.take();
    return parseSlice(this.text, at, end, before, after) as object;
  }
}

/** Part of a text as JSON, with something around it. */
function parseSlice(text: string, start: number, end: number, before = "", after = ""): unknown {
  try {
    return JSON.parse(before + text.slice(start, end) + after);
  } catch (error) {
    if (end - start === text.length) throw error;
    const words = (error as Error).message.replace(/position (\d+)/, (_, at: string) => `position ${Number(at) + start - before.length}`);
    throw new SyntaxError(`${words} (within characters ${start} to ${end} of ${text.length})`);
  }
}

const wrong = (what: string, at: number): SyntaxError => new SyntaxError(`${what} in JSON at position ${at}`);

/** Where neighbours among the members of an object or list are: as many as are not long together, or one. */
interface Group {
  readonly at: number;
  end: number;
  count: number;
  /** Of the first of an object: its key, with the quotes, and where its value begins. */
  readonly key: readonly [start: number, end: number, value: number] | null;
}

const QUOTE = 0x22, COMMA = 0x2c, COLON = 0x3a, OPEN = 0x5b, BACKSLASH = 0x5c, CLOSE = 0x5d, OPEN_OBJECT = 0x7b, CLOSE_OBJECT = 0x7d;

/** Characters that are looked through between two breaths. */
const AT_ONCE = 65_536;

/** The members of the object or list that begins at `from` and must fill the text up to `end`; what is wrong in one is for JSON.parse to say. */
async function groupsOf(text: string, from: number, end: number, long: number, breath: Breath): Promise<Group[]> {
  const groups: Group[] = [], isObject = text.charCodeAt(from) === OPEN_OBJECT, last = isObject ? CLOSE_OBJECT : CLOSE;
  let depth = 1, at = from + 1, start = at, key: Group["key"] = null, breathe = at + AT_ONCE;
  const add = (to: number): void => {
    if (isObject && key === null) throw wrong("Expected a key", start);
    const before = groups.at(-1);
    if (before && to - before.at <= long) {
      before.end = to;
      before.count++;
    } else groups.push({ at: start, end: to, count: 1, key });
    [start, key] = [to + 1, null];
  };
  for (; depth > 0; at++) {
    if (at >= end) throw wrong("Unexpected end", end);
    if (at >= breathe) {
      await breath.take();
      breathe = at + AT_ONCE;
    }
    const c = text.charCodeAt(at);
    if (c === QUOTE) {
      const to = endOfText(text, at + 1);
      if (isObject && depth === 1 && key === null) {
        const colon = skipSpace(text, to + 1);
        if (skipSpace(text, start) !== at) throw wrong("Expected a key", at);
        if (text.charCodeAt(colon) !== COLON) throw wrong("Expected a colon", colon);
        key = [at, to + 1, colon + 1];
        at = colon;
      } else at = to;
    } else if (c === OPEN || c === OPEN_OBJECT) depth++;
    else if (c === CLOSE || c === CLOSE_OBJECT) {
      if (--depth > 0) continue;
      if (c !== last) throw wrong("Unexpected bracket", at);
      if (groups.length > 0 || skipSpace(text, start) !== at) add(at);
    } else if (c === COMMA && depth === 1) add(at);
  }
  if (skipSpace(text, at) < end) throw wrong("Unexpected text after the end", at);
  return groups;
}

/** The place of the quote that ends a text which begins at `at`. */
function endOfText(text: string, at: number): number {
  for (let end = text.indexOf('"', at); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return end;
  }
  throw wrong("Unterminated string", at);
}

/** The next place that is no white space of JSON. */
function skipSpace(text: string, at: number): number {
  let c = text.charCodeAt(at);
  while (c === 0x20 || c === 0x09 || c === 0x0a || c === 0x0d) c = text.charCodeAt(++at);
  return at;
}

/** Levels of objects and lists whose members are written one by one; of a list of more than FEW so many items, or numbers, at once. */
const DEEP = 8, FEW = 64, ITEMS = 4, NUMBERS = 4096;

/** What JSON.stringify makes of an object, as texts to be joined, in slices of work; what a toJSON gives is made at once. */
export async function textsInParts(value: object, breath: Breath): Promise<string[]> {
  const pieces: string[] = [];
  await writePart("", "", value, DEEP, pieces, breath);
  return pieces;
}

/** Writes a value after what stands before it; neither where JSON has no such value. Returns whether it did. */
async function writePart(before: string, key: string, given: unknown, deep: number, pieces: string[], breath: Breath): Promise<boolean> {
  await breath.take();
  const { toJSON } = (given ?? {}) as { toJSON?: unknown }, value = typeof toJSON === "function" ? (toJSON.call(given, key) as unknown) : given;
  if (value !== given) await breath.take();
  if (deep === 0 || !isPlain(value)) {
    const text = JSON.stringify(value) as string | undefined;
    if (text !== undefined) pieces.push(before, text);
    return text !== undefined;
  }
  pieces.push(before);
  if (Array.isArray(value)) await writeItems(value, deep - 1, pieces, breath);
  else {
    pieces.push("{");
    let between = "";
    for (const [name, field] of Object.entries(value)) if (await writePart(`${between}${JSON.stringify(name)}:`, name, field, deep - 1, pieces, breath)) between = ",";
    pieces.push("}");
  }
  return true;
}

async function writeItems(items: readonly unknown[], deep: number, pieces: string[], breath: Breath): Promise<void> {
  const isFew = items.length <= FEW && typeof items[0] === "object", size = typeof items[0] === "number" ? NUMBERS : ITEMS;
  pieces.push("[");
  for (let start = 0; start < items.length; start += isFew ? 1 : size) {
    await breath.take();
    const before = start > 0 ? "," : "";
    if (!isFew) pieces.push(before, JSON.stringify(items.slice(start, start + size)).slice(1, -1));
    else if (!(await writePart(before, String(start), items[start], deep, pieces, breath))) pieces.push(before, "null");
  }
  pieces.push("]");
}

/** Whether JSON.stringify writes the own members of a value. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null || typeof (value as { toJSON?: unknown }).toJSON === "function") return false;
  return Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);
}
