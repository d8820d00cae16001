import { readFeatures, type MatrixInput } from "../data";
import { ColumnMaps } from "./column-maps";
import type { NotesRows, RowNote } from "./row-notes";

/** What values of a column are cut off at, or were at fit. */
export interface Limits {
  readonly low: number;
  readonly high: number;
  /** Whether values beyond are cut off. */
  readonly cuts: boolean;
}

/** A model that maps columns of numbers and knows limits of each. Immutable. */
export abstract class LimitedColumnMaps<P extends object> extends ColumnMaps<P> implements NotesRows<MatrixInput> {
  /** @internal */
  protected abstract limits(of: P): Limits;

  /** Which values lie beyond the limits, and what they are taken for. O(n x d). */
  rowNotes(input: MatrixInput): RowNote[] {
    const { data, rows, columns } = readFeatures(this.kind, input, this.names), notes: RowNote[] = [];
    this.parameters.forEach((of, j) => {
      if (of === null) return;
      const { low, high, cuts } = this.limits(of);
      for (let row = 0, p = j; row < rows; row++, p += columns) {
        const found = data[p]!;
        if (found < low || found > high) notes.push({ row, code: cuts ? "CLIPPED" : "OUT_OF_RANGE", column: this.names[j]!, found, used: cuts ? Math.min(high, Math.max(low, found)) : found, reason: `${cuts ? "cut off at" : "the fit was from"} ${low} ${cuts ? "and" : "to"} ${high}` });
      }
    });
    return notes;
  }
}
