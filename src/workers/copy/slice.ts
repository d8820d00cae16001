import { sameCarried, type Carried } from "./carry";

/**
 * Some items of a list: records as the values of their own properties one after another, other values as they are. Numbers
 * and what is like them stand in typed arrays, and frequent texts come once a list: what is kept as objects makes the garbage
 * collector stop the very thread that is to stay free.
 */
export interface Slice {
  /** The property names of the records, each sort of record once a list; only those that come new with this slice. */
  readonly shapes: readonly (readonly string[])[];
  /** Texts that come new with this slice. */
  readonly texts: readonly string[];
  /** For each item the number of its shape, or -1 for what is no record. */
  readonly shapeOf: Int32Array;
  /** For each value one of {@link Sort}. */
  readonly sorts: Uint8Array;
  /** For each value its number, its time or the number of its text; 0 for others. */
  readonly numbers: Float64Array;
  /** The values of sort `OTHER`, in order. */
  readonly others: readonly Carried[];
}

/** What a value is. */
export const Sort = { NUMBER: 0, TEXT: 1, DATE: 2, UNDEFINED: 3, NULL: 4, FALSE: 5, TRUE: 6, OTHER: 7 } as const;

/** Whether two slices of the same place in a list are the same. */
export function sameSlice(a: Slice, b: Slice): boolean {
  return b.shapes.length === 0 && b.texts.length === 0 && sameNumbers(a.shapeOf, b.shapeOf) && sameNumbers(a.sorts, b.sorts)
    && sameNumbers(a.numbers, b.numbers) && a.others.length === b.others.length && a.others.every((value, i) => sameCarried(value, b.others[i]));
}

function sameNumbers<T extends Int32Array | Uint8Array | Float64Array>(a: T, b: T): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
