import type { Column, ColumnKind, NumberColumn } from "../column";
import { isMissingText, isNoNumber, PARSERS } from "./cells";
import { overflow, wrongText, type BuilderContext, type ColumnBuilder } from "./column-builder";
import { GrowableFloats } from "./growable";

/** Builds a column of numbers, booleans or dates and refuses all other text. */
export class NumberBuilder implements ColumnBuilder {
  readonly #values = new GrowableFloats();
  readonly #parse: (text: string) => number;

  constructor(private readonly context: BuilderContext, private readonly kind: ColumnKind, private readonly type: NumberColumn["type"]) {
    this.#parse = PARSERS[type];
  }

  append(text: string): void {
    this.#values.push(isMissingText(text, this.context.missing) ? NaN : this.#number(text));
  }

  finish(): Column {
    return { name: this.context.name, kind: this.kind, type: this.type, values: this.#values.trimmed() };
  }

  #number(text: string): number {
    const number = this.#parse(text);
    if (Number.isFinite(number)) return number;
    if (this.type === "number" && isNoNumber(text)) return NaN;
    const row = this.#values.length;
    throw Number.isNaN(number) ? wrongText(this.context, this.type, text, row) : overflow(this.context, text, row);
  }
}
