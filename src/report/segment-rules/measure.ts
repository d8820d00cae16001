import type { Column } from "../../data";
import { meets, type Condition } from "../decision-tree/conditions";

/** Conditions, and who meets all of them. */
export interface Measured {
  readonly conditions: readonly Condition[];
  /** For each row 1 where it meets all conditions. */
  readonly mask: Uint8Array;
  /** How many do, and how many of them are in the segment. */
  readonly met: number;
  readonly right: number;
}

/** Tells who meets conditions among given rows, each condition looked at once. */
export class Measurer {
  readonly #rows: Int32Array;
  readonly #columnOf: (name: string) => Column;
  readonly #masks = new Map<string, Uint8Array>();

  constructor(rows: Int32Array, columnOf: (name: string) => Column) {
    this.#rows = rows;
    this.#columnOf = columnOf;
  }

  /** O(rows x conditions). @param isIn for each row 1 where it is in the segment */
  measure(conditions: readonly Condition[], isIn: Uint8Array): Measured {
    const mask = new Uint8Array(this.#rows.length).fill(1);
    for (const condition of conditions) {
      const one = this.#mask(condition);
      for (let i = 0; i < mask.length; i++) mask[i]! &= one[i]!;
    }
    let met = 0, right = 0;
    for (let i = 0; i < mask.length; i++) {
      met += mask[i]!;
      right += mask[i]! & isIn[i]!;
    }
    return { conditions, mask, met, right };
  }

  #mask(condition: Condition): Uint8Array {
    const key = JSON.stringify(condition), known = this.#masks.get(key);
    if (known) return known;
    const test = meets(condition, this.#columnOf(condition.column)), mask = Uint8Array.from(this.#rows, (row) => Number(test(row)));
    this.#masks.set(key, mask);
    return mask;
  }
}

/** The same conditions with less of them, as long as that leaves at least as large a share in the segment (Quinlan 1987). */
export function simplify(measurer: Measurer, conditions: readonly Condition[], isIn: Uint8Array): Measured {
  let best = measurer.measure(conditions, isIn);
  for (;;) {
    const found = withLess(best.conditions).map((fewer) => measurer.measure(fewer, isIn)).filter((one) => one.right * best.met >= best.right * one.met);
    if (found.length === 0) return best;
    best = found.reduce((a, b) => (b.right * a.met > a.right * b.met ? b : a));
  }
}

/** The conditions without one of them, or without one end of a range; never none. */
function withLess(conditions: readonly Condition[]): (readonly Condition[])[] {
  const without = conditions.length > 1 ? conditions.map((_, i) => conditions.filter((__, j) => j !== i)) : [];
  const open = conditions.flatMap((condition, i) => {
    if ((condition.kind !== "numeric" && condition.kind !== "date") || condition.min === null || condition.max === null) return [];
    return [{ ...condition, min: null }, { ...condition, max: null }].map((opened) => conditions.map((other, j) => (j === i ? opened : other)));
  });
  return [...without, ...open];
}
