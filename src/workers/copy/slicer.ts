import { carry, type Carried } from "./carry";
import { Sort, type Slice } from "./slice";

/** Texts that come once a list, at most: those beyond come each time, as a table of many would take long to grow. */
const MOST_TEXTS = 4096;

/** Turns the items of one list into slices. */
export class Slicer {
  readonly #shapes: (readonly string[])[] = [];
  readonly #shapeNumbers = new Map<string, number>();
  #lastShape = -1;
  readonly #texts = new Map<string, number>();
  #newTexts: string[] = [];

  /** The items from an index up to another. */
  slice(items: readonly unknown[], from: number, to: number): Slice {
    const knownShapes = this.#shapes.length, shapeOf = Int32Array.from({ length: to - from }, (_, i) => this.#shapeOf(items[from + i]));
    const count = shapeOf.reduce((sum, shape) => sum + (shape < 0 ? 1 : this.#shapes[shape]!.length), 0);
    const sorts = new Uint8Array(count), numbers = new Float64Array(count), others: Carried[] = [];
    this.#newTexts = [];
    let at = 0;
    for (let i = from; i < to; i++) {
      const item = items[i], shape = shapeOf[i - from]!;
      if (shape < 0) this.#encode(item, at++, sorts, numbers, others);
      else for (const name of this.#shapes[shape]!) this.#encode((item as Record<string, unknown>)[name], at++, sorts, numbers, others);
    }
    return { shapes: this.#shapes.slice(knownShapes), texts: this.#newTexts, shapeOf, sorts, numbers, others };
  }

  #encode(value: unknown, at: number, sorts: Uint8Array, numbers: Float64Array, others: Carried[]): void {
    const text = typeof value === "string" ? this.#textNumber(value) : -1;
    if (typeof value === "number") numbers[at] = value;
    else if (text >= 0) numbers[at] = text;
    else if (value instanceof Date) numbers[at] = value.getTime();
    sorts[at] = text >= 0 ? Sort.TEXT : sortOf(value);
    if (sorts[at] === Sort.OTHER) others.push(carry(value));
  }

  /** The number of a text, -1 for one that comes as it is. */
  #textNumber(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined || this.#texts.size === MOST_TEXTS) return known ?? -1;
    this.#newTexts.push(text);
    this.#texts.set(text, this.#texts.size);
    return this.#texts.size - 1;
  }

  #shapeOf(item: unknown): number {
    if (!isRecord(item)) return -1;
    const names = Object.keys(item), last = this.#shapes[this.#lastShape];
    if (last?.length === names.length && last.every((name, i) => name === names[i])) return this.#lastShape;
    const key = JSON.stringify(names), known = this.#shapeNumbers.get(key);
    this.#lastShape = known ?? this.#shapes.push(names) - 1;
    this.#shapeNumbers.set(key, this.#lastShape);
    return this.#lastShape;
  }
}

/** Whether an item of a list is carried property by property. */
export function isRecord(item: unknown): item is object {
  return typeof item === "object" && item !== null && !Array.isArray(item) && !(item instanceof Date);
}

function sortOf(value: unknown): number {
  if (value === null) return Sort.NULL;
  if (value instanceof Date) return Sort.DATE;
  if (typeof value === "boolean") return value ? Sort.TRUE : Sort.FALSE;
  return typeof value === "number" ? Sort.NUMBER : value === undefined ? Sort.UNDEFINED : Sort.OTHER;
}
