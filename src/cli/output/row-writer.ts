import { SegmentryError, type ColumnSpec } from "../../index";
import { show } from "../../errors";
import type { Batch } from "../input/batch";
import { freeName } from "../input/columns";
import type { FileFormat } from "../options/types";
import type { BatchScores } from "../scoring/score-batch";
import { csvLines } from "./csv";

/** Turns scored rows into text: all columns as they came, then the segment and the distance. */
export class RowWriter {
  #ours: readonly string[] | undefined;

  /** @param explain whether a column says what was done to each row */
  constructor(
    private readonly file: string, private readonly to: FileFormat, private readonly specs: readonly ColumnSpec[], private readonly delimiter = ",", private readonly explain = false,
  ) {}

  text(batch: Batch, scores: BatchScores): string {
    const head = this.#ours === undefined;
    const ours = (this.#ours ??= ["segment", "distance", ...(this.explain ? ["notes"] : [])].map((name) => freeName(name, batch.names)));
    for (let row = 0; row < batch.rows; row++) this.#checkNames(batch, row, ours);
    if (this.to === "ndjson") return Array.from({ length: batch.rows }, (_, row) => this.#json(batch, row, scores, ours)).join("");
    const lines = Array.from({ length: batch.rows }, (_, row) => [...batch.names.map((name) => batch.text(row, name)), ...this.#score(row, scores, ""), ...(this.explain ? [scores.notes[row]!] : [])]);
    return csvLines(head ? [[...batch.names, ...ours], ...lines] : lines, this.delimiter);
  }

  #json(batch: Batch, row: number, scores: BatchScores, names: readonly string[]): string {
    const own = batch.json(row, this.specs), values = [...this.#score(row, scores, "null"), JSON.stringify(scores.notes[row])];
    return `{${[...(own === "" ? [] : [own]), ...names.map((name, i) => `${JSON.stringify(name)}:${values[i]!}`)].join(",")}}\n`;
  }

  #score(row: number, { labels, distances }: BatchScores, none: string): [string, string] {
    if (labels[row]! < 0) return [none, none];
    return [String(labels[row]), Number.isFinite(distances[row]) ? String(distances[row]) : none];
  }

  #checkNames(batch: Batch, row: number, ours: readonly string[]): void {
    const stranger = batch.stranger(row);
    if (stranger === undefined || (this.to === "ndjson" && !ours.includes(stranger))) return;
    const rule = "every object to have names among those of the first ones";
    throw new SegmentryError("RAGGED_ROWS", this.file, rule, `${show(stranger)} ${batch.where(row)}`, this.to === "csv" ? "write NDJSON with --to ndjson" : undefined);
  }
}
