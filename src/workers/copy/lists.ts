import { sameSlice, type Slice } from "./slice";
import { isRecord, Slicer } from "./slicer";
import type { Turns } from "./turns";

/** Values sent at a time: about half a millisecond. */
const STEP = 2048;

/** A list that was sent. */
export interface SentList {
  readonly list: number;
  /** Looks at all items once more, and tells at or after which index one has changed; null where none has. */
  firstChange(): Promise<number | null>;
}

/** Sends lists ahead of the message that refers to them, in slices. */
export class Lists {
  #count = 0;

  constructor(readonly turns: Turns, readonly send: (list: number, slice: Slice) => void) {}

  /** Sends all items. */
  async carry(items: readonly unknown[]): Promise<SentList> {
    const list = this.#count++, sent: Slice[] = [], slicer = new Slicer(), step = stepOf(items), { length } = items;
    await this.turns.through(length, step, (from, to) => {
      const slice = slicer.slice(items, from, to);
      this.send(list, slice);
      sent.push(slice);
    });
    const firstChange = async (): Promise<number | null> => {
      let change: number | null = items.length === length ? null : Math.min(length, items.length);
      await this.turns.through(length, step, (from, to) => {
        if ((change ?? length) > from && !sameSlice(sent[from / step]!, slicer.slice(items, from, to))) change = from;
      });
      return change;
    };
    return { list, firstChange };
  }
}

function stepOf(items: readonly unknown[]): number {
  const width = isRecord(items[0]) ? Object.keys(items[0]).length : 1;
  return Math.max(1, Math.floor(STEP / Math.max(1, width)));
}
