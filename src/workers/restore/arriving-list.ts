import { revive } from "../copy/carry";
import { Sort, type Slice } from "../copy/slice";

/** A list as its slices arrive. */
export class ArrivingList {
  readonly items: unknown[] = [];
  readonly #shapes: (readonly string[])[] = [];
  readonly #texts: string[] = [];

  add({ shapes, texts, shapeOf, sorts, numbers, others }: Slice): void {
    this.#shapes.push(...shapes);
    this.#texts.push(...texts);
    let at = 0, other = 0;
    const next = (): unknown => {
      const sort = sorts[at], number = numbers[at++]!;
      return sort === Sort.OTHER ? revive(others[other++]) : this.#decode(sort!, number);
    };
    for (const shape of shapeOf) this.items.push(shape < 0 ? next() : recordOf(this.#shapes[shape]!, next));
  }

  #decode(sort: number, number: number): unknown {
    switch (sort) {
      case Sort.NUMBER: return number;
      case Sort.TEXT: return this.#texts[number];
      case Sort.DATE: return new Date(number);
      case Sort.NULL: return null;
      case Sort.FALSE: return false;
      case Sort.TRUE: return true;
      default: return undefined;
    }
  }
}

function recordOf(names: readonly string[], next: () => unknown): object {
  const record: Record<string, unknown> = {};
  for (const name of names) {
    if (name === "__proto__") Object.defineProperty(record, name, { value: next(), enumerable: true, configurable: true, writable: true });
    else record[name] = next();
  }
  return record;
}
