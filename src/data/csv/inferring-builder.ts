import type { Column, ColumnKind, NumberColumn } from "../column";
import { inferKind } from "../infer-kind";
import { parseNumber } from "../parse";
import { isNoNumber, PARSERS } from "./cells";
import { overflow, type BuilderContext, type ColumnBuilder } from "./column-builder";
import { GrowableInts } from "./growable";
import { areNumbers, inferType } from "./infer-type";
import { Interner } from "./interner";
import { ManyNumbers } from "./many-numbers";

// A distinct text costs some 100 bytes, a number 8: with all numbers distinct, a column stops at 6.5 MB of texts.
const MOST_LEVELS = 65_536;

/** Builds a column whose type is that of its values: from its distinct texts, or from its numbers where there are very many. */
export class InferringBuilder implements ColumnBuilder {
  #interner: Interner;
  #codes = new GrowableInts();
  #numbers: ManyNumbers | undefined;
  #checkAt: number;

  constructor(private readonly context: BuilderContext, mostLevels = MOST_LEVELS) {
    this.#interner = new Interner(context.missing);
    this.#checkAt = mostLevels;
  }

  append(text: string): void {
    if (this.#numbers?.append(text)) return;
    if (this.#numbers) this.#backToText(this.#numbers, text);
    this.#codes.push(this.#interner.code(text));
    if (this.#interner.levels.length > this.#checkAt) this.#leaveDictionary();
  }

  finish(): Column {
    const { name } = this.context, { levels } = this.#interner;
    if (this.#numbers) return { name, kind: this.#kind("number"), type: "number", values: this.#numbers.trimmed() };
    const type = inferType(levels), codes = this.#codes.trimmed();
    if (type === "text") return { name, kind: this.#kind(type), type, codes, levels };
    const ofLevel = this.#parseLevels(levels, codes, type);
    const values = new Float64Array(codes.length);
    for (let row = 0; row < codes.length; row++) values[row] = codes[row]! < 0 ? NaN : ofLevel[codes[row]!]!;
    return { name, kind: this.#kind(type), type, values };
  }

  #kind(type: Column["type"]): ColumnKind {
    return inferKind(this.context.name, type);
  }

  #parseLevels(levels: readonly string[], codes: Int32Array, type: NumberColumn["type"]): Float64Array {
    const parsed = Float64Array.from(levels, PARSERS[type]);
    const infinite = parsed.findIndex((value) => Math.abs(value) === Infinity);
    if (infinite >= 0) throw overflow(this.context, levels[infinite]!, codes.indexOf(infinite));
    return parsed;
  }

  #leaveDictionary(): void {
    this.#checkAt = Infinity;
    const { levels } = this.#interner;
    if (!areNumbers(levels) || levels.some((text) => Math.abs(parseNumber(text)) === Infinity)) return;
    const exact = levels.every((text) => !isNoNumber(text) && String(parseNumber(text)) === text);
    this.#numbers = new ManyNumbers(this.context, exact);
    for (const code of this.#codes.trimmed()) this.#numbers.push(code < 0 ? NaN : parseNumber(levels[code]!));
    this.#interner = new Interner(this.context.missing);
    this.#codes = new GrowableInts();
  }

  #backToText(numbers: ManyNumbers, text: string): void {
    for (const number of numbers.restorable(text)) this.#codes.push(Number.isNaN(number) ? -1 : this.#interner.code(String(number)));
    this.#numbers = undefined;
  }
}
