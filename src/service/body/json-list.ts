import { Problem } from "../problem";

const OPEN = 0x5b, OPEN_OBJECT = 0x7b, CLOSE = 0x5d, CLOSE_OBJECT = 0x7d, QUOTE = 0x22, BACKSLASH = 0x5c, COMMA = 0x2c;

/**
 * The elements of a JSON list whose text comes in parts: only where one ends is found here, all else is `JSON.parse`'s.
 * Memory of one part and one element.
 */
export class JsonList {
  #text = "";
  #at = 0;
  #start = 0;
  #depth = 0;
  #isText = false;
  #isEscaped = false;
  /** Where the last whole element ended; -1 where none is waiting. */
  #end = -1;
  #isOver = false;
  #count = 0;

  /** @param mostLength characters of one element */
  constructor(private readonly mostLength: number) {}

  /** Whether the list has ended. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Takes a further part of the text and gives the elements that it completes. */
  feed(part: string): unknown[] {
    this.#text = this.#text.slice(this.#start) + part;
    this.#at -= this.#start;
    this.#start = 0;
    this.#end = -1;
    const isEnd = this.#scan();
    let elements = this.#end >= 0 ? this.#parse(this.#end) : [];
    if (isEnd) {
      const last = this.#text.slice(this.#start, this.#at - 1);
      // A list may be empty, but have nothing after a comma.
      if (!isBlank(last) || this.#count > 0) elements = [...elements, ...parseList(last)];
      this.#isOver = true;
      this.#start = this.#at;
    } else if (this.#text.length - this.#start > this.mostLength) {
      throw new Problem(413, "ROW_TOO_LARGE", `a customer must be of at most ${this.mostLength} characters`);
    }
    if (this.#isOver && !isBlank(this.#text.slice(this.#start))) throw notJson("text after the list");
    return elements;
  }

  #parse(end: number): unknown[] {
    const elements = parseList(this.#text.slice(this.#start, end));
    this.#start = end + 1;
    this.#count += elements.length;
    return elements;
  }

  /** Goes on to the end of the text, or of the list: true. */
  #scan(): boolean {
    const text = this.#text;
    let at = this.#at, depth = this.#depth, isText = this.#isText, isEscaped = this.#isEscaped, isEnd = false;
    while (at < text.length && !isEnd && !this.#isOver) {
      const c = text.charCodeAt(at++);
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (c === BACKSLASH) isEscaped = true;
        else if (c === QUOTE) isText = false;
      } else if (c === QUOTE) isText = true;
      else if (c === OPEN || c === OPEN_OBJECT) {
        if (depth++ === 0) this.#start = at;
      } else if (c === CLOSE || c === CLOSE_OBJECT) {
        isEnd = --depth === 0;
        if (isEnd && c !== CLOSE) throw notJson("the list does not end");
      }
      else if (c === COMMA && depth === 1) this.#end = at - 1;
    }
    this.#at = at;
    this.#depth = depth;
    this.#isText = isText;
    this.#isEscaped = isEscaped;
    return isEnd;
  }
}

function parseList(text: string): unknown[] {
  try {
    const list = JSON.parse(`[${text}]`) as unknown[];
    if (list.length === 0) throw new SyntaxError("nothing between commas");
    return list;
  } catch (error) {
    throw notJson((error as Error).message);
  }
}

/** Whether there is nothing but what JSON takes for white space: no marks of the byte order, no other spaces. */
export const isBlank = (text: string): boolean => !/[^ \t\n\r]/.test(text);

/** What is not JSON. The engine's words may hold some of the text, which is the sender's own. */
export const notJson = (why: string): Problem => new Problem(400, "INVALID_JSON", `the body must be JSON: ${why}`);
