import { createRandom, type Random } from "../../math/random";
import type { Labelled } from "../decision-tree/labels";

/** Who a tree is made of, and by whom it is judged: indices of rows of a table. */
export interface Parts {
  /** All who were drawn, held out or not. */
  readonly drawn: Int32Array;
  readonly held: Int32Array;
  readonly rest: Int32Array;
}

/** Of a small segment so many are drawn at least. */
const LEAST_DRAWN = 50;

/** Of fewer than so many customers no share says anything. */
const LEAST_HELD = 10;

/**
 * Draws customers, and parts those who are drawn, each segment by itself; at least one of each is not held out. Nobody is held
 * out where that would be fewer than 10. O(rows).
 */
export function partRows({ rows, classes, segments }: Labelled, sample: number, holdout: number, seed: number | string): Parts {
  const random = createRandom(`${seed}/segmentRules`), drawn: number[] = [], held: number[] = [], rest: number[] = [], share = Math.min(1, sample / rows.length);
  for (const list of bySegment(rows, classes, segments.length)) {
    const count = share === 1 ? list.length : Math.min(list.length, Math.max(LEAST_DRAWN, Math.round(share * list.length))), out = Math.min(count - 1, Math.round(holdout * count));
    shuffle(list, count, random);
    list.subarray(0, count).forEach((row, i) => {
      drawn.push(row);
      (i < out ? held : rest).push(row);
    });
  }
  return held.length < LEAST_HELD ? { drawn: sorted(drawn), held: new Int32Array(0), rest: sorted(drawn) } : { drawn: sorted(drawn), held: sorted(held), rest: sorted(rest) };
}

function bySegment(rows: Int32Array, classes: Int32Array, k: number): Int32Array[] {
  const sizes = new Int32Array(k), next = new Int32Array(k);
  for (const c of classes) sizes[c]!++;
  const lists = Array.from(sizes, (size) => new Int32Array(size));
  classes.forEach((c, i) => lists[c]![next[c]!++] = rows[i]!);
  return lists;
}

/** Puts `count` items drawn without replacement first (Fisher and Yates). */
function shuffle(list: Int32Array, count: number, random: Random): void {
  for (let i = 0; i < count; i++) {
    const at = i + Math.floor(random() * (list.length - i)), item = list[at]!;
    list[at] = list[i]!;
    list[i] = item;
  }
}

const sorted = (rows: readonly number[]): Int32Array => Int32Array.from(rows).sort();
