import type { RowNote, RowNoteCode } from "../core";
import type { Value } from "../data";

/** What a stage of a model did to a value or a row. */
export interface ExplainedNote extends RowNote {
  /** The kind of the stage; `Segmentation` for what a segmentation as a whole knows. */
  readonly stage: string;
}

/** What became of one row. */
export interface ExplainedRow {
  /** Its index among the rows given. */
  readonly row: number;
  /** The label of its cluster, from 0; null for a row that cannot be scored, and where the model does not predict. */
  readonly segment: number | null;
  /** Why it has none, in words; null where it came through. */
  readonly reason: string | null;
  /** What was done to it, stage by stage; what is cut off because it is out of range is one note. */
  readonly notes: readonly ExplainedNote[];
}

/** What happened alike to some rows. */
export interface SummaryNote {
  readonly code: RowNoteCode;
  readonly column: string | null;
  readonly stage: string;
  /** How many rows, and their share of all, from 0 to 1. */
  readonly rows: number;
  readonly share: number;
  /** Why, in words. */
  readonly reason: string;
  /** The first of them. */
  readonly first: { readonly row: number; readonly found: Value; readonly used: Value };
}

/** What happened to all rows together. */
export interface RowsSummary {
  readonly rows: number;
  /** Rows that came through all stages. */
  readonly scored: number;
  /** Rows that did not; each has a reason. */
  readonly unscored: number;
  /** Rows that came through without a note. */
  readonly untouched: number;
  /** What was done, to the most rows first. */
  readonly notes: readonly SummaryNote[];
  /** Columns that the model does not use, and why. */
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
}

/** What {@link explainRows} gives. */
export interface ExplainedRows {
  /** As many as there are rows given, in their order. */
  readonly rows: readonly ExplainedRow[];
  /** The label of each row, -1 where it has none. */
  readonly labels: Int32Array;
  readonly summary: RowsSummary;
}
