import { carry, revive, sameCarried, type Carried } from "./carry";
import type { Turns } from "./turns";

/** Some items of a list: records as the values of their own properties one after another, other values as they are. */
export interface Slice {
  /** The property names of the records, each sort of record once a list; only those that come new with this slice. */
  readonly shapes: readonly (readonly string[])[];
  /** For each item the number of its shape, or -1 for what is no record. */
  readonly shapeOf: readonly number[];
  readonly values: readonly Carried[];
}

/** Values carried at a time. */
const STEP = 4096;

/** The sorts of records of a list, by their property names. */
class Shapes {
  readonly all: (readonly string[])[] = [];
  readonly #numbers = new Map<string, number>();
  #last = -1;

  numberOf(names: readonly string[]): number {
    const last = this.all[this.#last];
    if (last?.length === names.length && last.every((name, i) => name === names[i])) return this.#last;
    const key = JSON.stringify(names), known = this.#numbers.get(key);
    this.#last = known ?? this.all.push(names) - 1;
    this.#numbers.set(key, this.#last);
    return this.#last;
  }
}

/** Some items of a list, made ready to cross. Property by property, as getters may be dear. */
function sliceOf(items: readonly unknown[], from: number, to: number, shapes: Shapes): Slice {
  const known = shapes.all.length, shapeOf: number[] = [], values: Carried[] = [];
  for (let i = from; i < to; i++) {
    const item = items[i];
    if (!isRecord(item)) {
      shapeOf.push(-1);
      values.push(carry(item));
      continue;
    }
    const names = Object.keys(item);
    shapeOf.push(shapes.numberOf(names));
    for (const name of names) values.push(carry((item as Record<string, unknown>)[name]));
  }
  return { shapes: shapes.all.slice(known), shapeOf, values };
}

const isRecord = (item: unknown): item is object => typeof item === "object" && item !== null && !Array.isArray(item) && !(item instanceof Date);

/** Sends lists ahead of the message that refers to them, in slices that take no longer than a turn. */
export class Lists {
  #count = 0;

  constructor(readonly turns: Turns, readonly send: (list: number, slice: Slice) => void) {}

  /** Sends all items and gives the number of their list, and a second look at them that tells the first index that differs. */
  async carry(items: readonly unknown[]): Promise<{ list: number; firstChange: () => Promise<number | null> }> {
    const list = this.#count++, sent: Slice[] = [], shapes = new Shapes(), step = stepOf(items), { length } = items;
    await this.turns.through(length, step, (from, to) => {
      const slice = sliceOf(items, from, to, shapes);
      this.send(list, slice);
      sent.push(slice);
    });
    const firstChange = async (): Promise<number | null> => {
      let change: number | null = items.length === length ? null : Math.min(length, items.length);
      await this.turns.through(length, step, (from, to) => {
        if (change === null && !sameSlice(sent[from / step]!, sliceOf(items, from, to, shapes))) change = from;
      });
      return change;
    };
    return { list, firstChange };
  }

  /** Sends texts that nobody can change, and gives the number of their list. */
  async texts(texts: readonly string[]): Promise<number> {
    return (await this.carry(texts)).list;
  }
}

function stepOf(items: readonly unknown[]): number {
  const width = isRecord(items[0]) ? Object.keys(items[0]).length : 1;
  return Math.max(1, Math.floor(STEP / Math.max(1, width)));
}

function sameSlice(a: Slice, b: Slice): boolean {
  return b.shapes.length === 0 && sameList(a.shapeOf, b.shapeOf) && a.values.length === b.values.length
    && a.values.every((value, i) => sameCarried(value, b.values[i]));
}

const sameList = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((item, i) => item === b[i]);

/** A list as its slices arrive. */
export class ArrivingList {
  readonly items: unknown[] = [];
  readonly #shapes: (readonly string[])[] = [];

  add({ shapes, shapeOf, values }: Slice): void {
    this.#shapes.push(...shapes);
    let at = 0;
    for (const shape of shapeOf) {
      if (shape < 0) this.items.push(revive(values[at++]));
      else this.items.push(this.#record(this.#shapes[shape]!, values, at)), (at += this.#shapes[shape]!.length);
    }
  }

  #record(names: readonly string[], values: readonly Carried[], start: number): object {
    const record: Record<string, unknown> = {};
    names.forEach((name, i) => {
      const value = revive(values[start + i]);
      if (name === "__proto__") Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
      else record[name] = value;
    });
    return record;
  }
}
