import type { Column, ColumnKind } from "../column";
import type { BuilderContext, ColumnBuilder } from "./column-builder";
import { GrowableInts } from "./growable";
import { Interner } from "./interner";

/** Builds a column of text, kept exactly. */
export class TextBuilder implements ColumnBuilder {
  readonly #interner: Interner;
  readonly #codes = new GrowableInts();

  constructor(private readonly context: BuilderContext, private readonly kind: ColumnKind) {
    this.#interner = new Interner(context.missing);
  }

  append(text: string): void {
    this.#codes.push(this.#interner.code(text));
  }

  finish(): Column {
    return { name: this.context.name, kind: this.kind, type: "text", codes: this.#codes.trimmed(), levels: this.#interner.levels };
  }
}
