import type { ColumnSpec, NumberColumn } from "../../data";
import type { Carried } from "./carry";
import type { Memory } from "./memory";
import type { Lists } from "./lists";
import type { Turns } from "./turns";

/** Text as codes into the strings of a list that was sent in slices. */
export interface PackedText extends ColumnSpec {
  readonly type: "text";
  readonly codes: Int32Array;
  readonly levels: number;
}

/** What a fit takes, as it crosses to a worker. */
export type Packed =
  /** Numbers of a Matrix, of rows or of what has the shape of an ml-matrix matrix: rows x columns, row after row. */
  | {
    readonly form: "matrix"; readonly data: Float64Array; readonly rows: number; readonly columns: number;
    /** Absent where the caller gave none. */
    readonly names?: readonly string[];
    /** What each row was, where they were rows. */
    readonly were?: "arrays" | "typed arrays";
  }
  /** Rows of which one is no row of `width` numbers: those before it hold nothing that matters. */
  | { readonly form: "broken rows"; readonly index: number; readonly width: number; readonly row: BrokenRow }
  | { readonly form: "frame"; readonly rows: number; readonly columns: readonly (NumberColumn | PackedText)[] }
  /** Records, or plain values, in a list that was sent in slices. */
  | { readonly form: "list"; readonly list: number }
  /** Weights. */
  | { readonly form: "numbers"; readonly data: Float64Array }
  | { readonly form: "other"; readonly value: Carried };

/** A row with its items where it has the right number of them, its length where it has not, or what is in its place. */
export type BrokenRow = { readonly items: readonly Carried[] } | { readonly length: Carried; readonly isArray: boolean } | { readonly value: Carried };

/** A copy, and how to make sure that its source is still the same. */
export interface Copy {
  readonly packed: Packed;
  /** Compares all of it once more; throws `DATA_CHANGED`. */
  verify(): Promise<void>;
}

/** What copying takes. */
export interface Copying {
  /** Whose errors are thrown. */
  readonly who: string;
  readonly turns: Turns;
  /** Room for numbers: shared with other threads, or noted to be handed over. */
  readonly memory: Memory;
  /** Sends items ahead in slices and gives the number of their list. */
  readonly lists: Lists;
}
