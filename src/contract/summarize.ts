import type { ExplainedNote, ExplainedRow, RowsSummary, SummaryNote } from "./types";

/** Counts what was done to rows, alike things together, however many rows there are. */
export class Treatments {
  readonly #groups = new Map<string, { first: ExplainedNote; last: number; rows: number }>();

  /**
   * Adds notes, those of a row next to each other.
   *
   * @param offset the index of the row that the notes call 0
   */
  add(notes: readonly ExplainedNote[], offset = 0): void {
    for (const note of notes) {
      const { code, column, stage, reason } = note, key = JSON.stringify([code, column, stage, code === "REFUSED" ? "" : reason]), group = this.#groups.get(key), row = note.row + offset;
      if (!group) this.#groups.set(key, { first: { ...note, row }, last: row, rows: 1 });
      else if (group.last !== row) {
        group.rows++;
        group.last = row;
      }
    }
  }

  /** What was done, to the most of `total` rows first. */
  summary(total: number): SummaryNote[] {
    const notes = Array.from(this.#groups.values(), ({ first: { code, column, stage, reason, row, found, used }, rows }): SummaryNote => ({ code, column, stage, rows, share: rows / total, reason, first: { row, found, used } }));
    return notes.sort((a, b) => b.rows - a.rows);
  }
}

/** What happened to all rows together. */
export function summarizeRows(rows: readonly ExplainedRow[], leftOut: RowsSummary["leftOut"]): RowsSummary {
  const treated = new Treatments(), scored = rows.filter(({ reason }) => reason === null);
  for (const { notes } of rows) treated.add(notes);
  return { rows: rows.length, scored: scored.length, unscored: rows.length - scored.length, untouched: scored.filter((row) => row.notes.length === 0).length, notes: treated.summary(rows.length), leftOut };
}
