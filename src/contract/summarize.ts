import type { ExplainedNote, ExplainedRow, RowsSummary, SummaryNote } from "./types";

/** Counts what was done to rows, alike things together. */
export function summarizeRows(rows: readonly ExplainedRow[], leftOut: RowsSummary["leftOut"]): RowsSummary {
  const groups = new Map<string, ExplainedNote[]>();
  for (const { notes } of rows) for (const note of notes) {
    const { code, column, stage, reason } = note, key = JSON.stringify([code, column, stage, code === "REFUSED" || code === "DUPLICATE" ? "" : reason]), group = groups.get(key);
    if (group) group.push(note);
    else groups.set(key, [note]);
  }
  const scored = rows.filter(({ reason }) => reason === null), notes = Array.from(groups.values(), (group): SummaryNote => {
    const [{ code, column, stage, reason, row, found, used }] = group as [ExplainedNote], count = new Set(group.map((one) => one.row)).size;
    return { code, column, stage, rows: count, share: count / rows.length, reason, first: { row, found, used } };
  });
  return {
    rows: rows.length, scored: scored.length, unscored: rows.length - scored.length, untouched: scored.filter((row) => row.notes.length === 0).length,
    notes: notes.sort((a, b) => b.rows - a.rows), leftOut,
  };
}
