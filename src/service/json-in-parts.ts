import type { Breath } from "./turns";

/** What is longer than this, in characters, is taken apart, down to so many levels: each is looked through again. */
const LONG = 131_072, DEEPEST = 6;

/**
 * What JSON.parse makes of a text, in slices of work: of an object or list that is long each member is parsed by itself.
 *
 * @throws SyntaxError as JSON.parse
 */
export async function parseInParts(text: string, breath: Breath, long = LONG): Promise<unknown> {
  try {
    return await new PartsOf(text, breath, long).parse(0, text.length, DEEPEST);
  } catch {
    // Refused in the words that are of the whole text.
    return JSON.parse(text);
  }
}

/** The parts of a text, each of which is JSON by itself. */
class PartsOf {
  constructor(private readonly text: string, private readonly breath: Breath, private readonly long: number) {}

  async parse(start: number, end: number, deep: number): Promise<unknown> {
    await this.breath.take();
    const { text } = this, from = skipSpace(text, start), first = text[from];
    if (end - start <= this.long || deep === 0 || (first !== "{" && first !== "[")) return JSON.parse(text.slice(start, end));
    const members = await membersOf(text, from, end, this.breath);
    return first === "[" ? this.#items(members, deep - 1) : this.#fields(members, deep - 1);
  }

  async #fields(members: readonly Member[], deep: number): Promise<object> {
    const fields = {};
    for (const { key, at, end } of members) {
      // As a field of its own, also where it is called __proto__.
      Object.defineProperty(fields, JSON.parse(this.text.slice(...key!)) as string, { value: await this.parse(at, end, deep), enumerable: true, writable: true, configurable: true });
    }
    return fields;
  }

  /** Short neighbours are parsed together. */
  async #items(members: readonly Member[], deep: number): Promise<unknown[]> {
    const items: unknown[] = [];
    for (let i = 0; i < members.length; ) {
      const { at, end } = members[i]!;
      let last = i;
      while (last + 1 < members.length && members[last + 1]!.end - at <= this.long) last++;
      if (last === i) items.push(await this.parse(at, end, deep));
      else {
        await this.breath.take();
        const together = JSON.parse(`[${this.text.slice(at, members[last]!.end)}]`) as unknown[];
        if (together.length !== last - i + 1) throw new SyntaxError("other members than were found");
        for (const item of together) items.push(item);
      }
      i = last + 1;
    }
    return items;
  }
}

/** Where a member of an object or list is: its key, with the quotes, and its value. */
interface Member {
  readonly key: readonly [start: number, end: number] | null;
  readonly at: number;
  readonly end: number;
}

const QUOTE = 0x22, COMMA = 0x2c, COLON = 0x3a, OPEN = 0x5b, BACKSLASH = 0x5c, CLOSE = 0x5d, OPEN_OBJECT = 0x7b, CLOSE_OBJECT = 0x7d;

/** Characters that are looked through between two breaths. */
const AT_ONCE = 262_144;

/** The members of the object or list that begins at `from` and must fill the text up to `end`; what is wrong in one is for JSON.parse to say. */
async function membersOf(text: string, from: number, end: number, breath: Breath): Promise<Member[]> {
  const members: Member[] = [], isObject = text.charCodeAt(from) === OPEN_OBJECT, last = isObject ? CLOSE_OBJECT : CLOSE;
  let depth = 1, at = from + 1, start = at, key: Member["key"] = null, breathe = at + AT_ONCE;
  const add = (to: number): void => {
    if (isObject && key === null) throw new SyntaxError("a member without a key");
    members.push({ key, at: start, end: to });
    [start, key] = [to + 1, null];
  };
  for (; depth > 0; at++) {
    if (at >= end) throw new SyntaxError("it does not end");
    if (at >= breathe) {
      await breath.take();
      breathe = at + AT_ONCE;
    }
    const c = text.charCodeAt(at);
    if (c === QUOTE) {
      const to = endOfText(text, at + 1);
      if (isObject && depth === 1 && key === null) {
        if (skipSpace(text, start) !== at) throw new SyntaxError("no key");
        key = [at, to + 1];
        at = skipSpace(text, to + 1);
        if (text.charCodeAt(at) !== COLON) throw new SyntaxError("no colon");
        start = at + 1;
      } else at = to;
    } else if (c === OPEN || c === OPEN_OBJECT) depth++;
    else if (c === CLOSE || c === CLOSE_OBJECT) {
      if (--depth > 0) continue;
      if (c !== last) throw new SyntaxError("another bracket");
      if (members.length > 0 || skipSpace(text, start) !== at) add(at);
    } else if (c === COMMA && depth === 1) add(at);
  }
  if (skipSpace(text, at) < end) throw new SyntaxError("something after it");
  return members;
}

/** The place of the quote that ends a text which begins at `at`. */
function endOfText(text: string, at: number): number {
  for (let end = text.indexOf('"', at); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return end;
  }
  throw new SyntaxError("a text that does not end");
}

/** The next place that is no white space of JSON. */
function skipSpace(text: string, at: number): number {
  let c = text.charCodeAt(at);
  while (c === 0x20 || c === 0x09 || c === 0x0a || c === 0x0d) c = text.charCodeAt(++at);
  return at;
}

/** Levels of objects and lists whose members are written one by one, and how many items of a list, or numbers, are written at once. */
const DEEP = 4, ITEMS = 16, NUMBERS = 4096;

/** What JSON.stringify makes of what JSON.parse gave, in slices of work. */
export async function textInParts(value: unknown, breath: Breath): Promise<string> {
  const pieces: string[] = [];
  await writePart(value, DEEP, pieces, breath);
  return pieces.join("");
}

async function writePart(value: unknown, deep: number, pieces: string[], breath: Breath): Promise<void> {
  await breath.take();
  if (deep === 0 || typeof value !== "object" || value === null) return void pieces.push(JSON.stringify(value));
  if (Array.isArray(value)) {
    const size = typeof value[0] === "number" ? NUMBERS : ITEMS;
    pieces.push("[");
    for (let start = 0; start < value.length; start += size) {
      await breath.take();
      pieces.push(start > 0 ? "," : "", JSON.stringify(value.slice(start, start + size)).slice(1, -1));
    }
    return void pieces.push("]");
  }
  let between = "{";
  for (const [key, field] of Object.entries(value)) {
    pieces.push(between, JSON.stringify(key), ":");
    between = ",";
    await writePart(field, deep - 1, pieces, breath);
  }
  pieces.push(between === "{" ? "{}" : "}");
}
