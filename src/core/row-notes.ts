import type { TableInput, Value } from "../data";
import type { Model } from "./contract";

/**
 * What happened to a value, or to a row, on the way through a model.
 *
 * - `IMPUTED`: missing, and filled with what was learned at fit
 * - `UNSEEN`: a category that was not there at fit
 * - `RARE_OR_UNSEEN`: a category that was rare at fit or not there, which the model does not tell apart, counted among the others
 * - `GROUPED`: a category that was rare at fit, counted among the others
 * - `OUT_OF_RANGE`: beyond the least or the largest value of the fit
 * - `CLIPPED`: cut off at a limit
 * - `UNREADABLE`: text that does not state what it should, taken as missing
 * - `DUPLICATE`: the row repeats another one; it is left out where a model is fitted, not where one predicts
 * - `DROPPED`: the row is left out by a rule that was chosen, and so has no segment
 * - `REFUSED`: a stage refuses the row, which so has no segment
 */
export type RowNoteCode = "IMPUTED" | "UNSEEN" | "RARE_OR_UNSEEN" | "GROUPED" | "OUT_OF_RANGE" | "CLIPPED" | "UNREADABLE" | "DUPLICATE" | "DROPPED" | "REFUSED";

/** What a stage did to one value of one row, or to a row. */
export interface RowNote {
  readonly row: number;
  readonly code: RowNoteCode;
  /** The column; null where it is the row as a whole. */
  readonly column: string | null;
  /** What stood there; null where nothing did. */
  readonly found: Value;
  /** What was taken in its place; null where nothing was. */
  readonly used: Value;
  /** Why, in words. */
  readonly reason: string;
  /** Of a `DUPLICATE` the row that it repeats. */
  readonly repeats?: number;
}

/** A model that leaves rows out of what is fitted after it in a `Pipeline`. */
export interface KeepsRows extends Model {
  /** The rows of a table that take part in a fit, by index, in order. */
  keptRows(table: TableInput): Int32Array;
}

/** A model that says what it does to single values, for `explainRows`. */
export interface NotesRows<In = TableInput> extends Model {
  /** What transforming these rows does to single values, column by column. */
  rowNotes(input: In): RowNote[];
}
