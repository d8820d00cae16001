import { parseNumber } from "../parse";
import { isCode, isMissingText, isNoNumber } from "./cells";
import { overflow, wrongText, type BuilderContext } from "./column-builder";
import { GrowableFloats } from "./growable";

/** The numbers of a column without their texts, as long as nothing but numbers come. */
export class ManyNumbers {
  readonly #values = new GrowableFloats();

  /** @param exact whether each text so far is what its number prints as */
  constructor(private readonly context: BuilderContext, private exact: boolean) {}

  push(value: number): void {
    this.#values.push(value);
  }

  /** Whether the text could be taken as a number or as missing. */
  append(text: string): boolean {
    const number = parseNumber(text);
    if (Number.isNaN(number)) return this.#appendMissing(text);
    if (this.context.missing.size > 0 && isMissingText(text, this.context.missing)) return this.#appendMissing(text);
    if (isCode(text)) return false;
    if (!Number.isFinite(number)) throw overflow(this.context, text, this.#values.length);
    this.exact &&= String(number) === text;
    this.push(number);
    return true;
  }

  /** The numbers, if their texts can be told from them; refuses the text that asks for it otherwise. */
  restorable(text: string): Float64Array {
    if (!this.exact) throw wrongText(this.context, "number", text, this.#values.length);
    return this.trimmed();
  }

  trimmed(): Float64Array {
    return this.#values.trimmed();
  }

  #appendMissing(text: string): boolean {
    const blank = isMissingText(text, this.context.missing);
    if (!blank && !isNoNumber(text)) return false;
    // As text, "NA" would not be missing.
    this.exact &&= blank;
    this.push(NaN);
    return true;
  }
}
